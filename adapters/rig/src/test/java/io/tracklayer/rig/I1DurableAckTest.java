// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A 2xx is on the disk, or it is none. */
class I1DurableAckTest {
    @TempDir Path folder;

    @Test
    void whatIsAcknowledgedSurvivesAKillAtEachOfTheFirstFiveSyncsOfTheJournal() throws Exception {
        Slice.passes(Kills::exact, new Slice(folder).options());
    }

    @Test
    void whatIsAcknowledgedSurvivesAKillAtEachOfTheFirstFiveWritesOfTheJournal() throws Exception {
        Slice.passes(Kills::exact, new Slice(folder).options().withSyscall("pwrite64"));
    }

    @Test
    void whatIsAcknowledgedSurvivesAPowerCut() throws Exception {
        Slice.passes(Disks::cut, new Slice(folder).options());
    }

    @Test
    void aFullDiskIsA503AndHealsWithoutARestart() throws Exception {
        Slice.passes(Disks::full, new Slice(folder).options());
    }

    @Test
    void aFailedSyncIsA503AndTheNodeGoesOnWhenItWorksAgain() throws Exception {
        Slice.passes(Disks::badSync, new Slice(folder).options());
    }

    @Test
    void aTornEndOfTheJournalIsCutAndNothingElse() throws Exception {
        Slice.passes(Damages::tornTail, new Slice(folder).options());
    }
}
