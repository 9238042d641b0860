// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes never share what one owns. */
class I1OneOwnerTest {
    @TempDir Path folder;

    @Test
    void aSecondNodeOnTheSameFolderRefusesAndTheFirstGoesOn() throws Exception {
        Slice.passes(Machines::secondNode, new Slice(folder).options());
    }
}
