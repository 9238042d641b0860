// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every acknowledged event is somewhere, and the counts add up. */
class I2EverythingAccountedTest {
    @TempDir Path folder;

    @Test
    void nothingIsLostOrDoubledByRandomKills() throws Exception {
        Slice.passes(Kills::random, new Slice(folder).options());
    }

    @Test
    void fiveKillsDuringRecoveryLoseNothing() throws Exception {
        Slice.passes(Kills::recovery, new Slice(folder).options());
    }

    @Test
    void damageToRecordsTheEvidenceHasLosesNothing() throws Exception {
        Slice.passes(Damages::sealed, new Slice(folder).options());
    }
}
