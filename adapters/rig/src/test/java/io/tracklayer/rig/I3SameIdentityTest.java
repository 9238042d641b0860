// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not killed repeats only what it cannot know the outcome of. */
class I3SameIdentityTest {
    @TempDir Path folder;

    @Test
    void anOrderlyStopUnderLoadRepeatsNothing() throws Exception {
        Slice.passes(Machines::terminated, new Slice(folder).options());
    }

    @Test
    void aProcessThatSleptForSecondsRepeatsNothing() throws Exception {
        Slice.passes(Machines::paused, new Slice(folder).options());
    }
}
