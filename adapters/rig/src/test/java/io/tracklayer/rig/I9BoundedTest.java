// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits is on the disk and not in memory. */
class I9BoundedTest {
    @TempDir Path folder;

    @Test
    void aNodeWithAlmostNoHeapStillLosesNothing() throws Exception {
        Slice.passes(Machines::memory, new Slice(folder).options());
    }
}
