// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A copy that was received during the hold is in the event before a request is made of it. */
@Timeout(20)
class LaneHorizonTest {
    private final LaneRig rig = new LaneRig(new GivenDestination("given"));

    @Test
    void whatIsDueWaitsUntilTheJournalIsApplied() throws Exception {
        rig.pending(1);
        rig.journalled.set(3);
        rig.applied.set(2);
        assertEquals(List.of(), rig.claimed());
        rig.applied.set(3);
        assertEquals(List.of(List.of(1L)), rig.claimed());
    }

    @Test
    void whatIsDueWaitsForRequestsReceivedBeforeThatAreNotJournalledYet() throws Exception {
        rig.pending(1);
        rig.underway = Duration.ofMillis(1);
        assertEquals(List.of(), rig.claimed());
        rig.clock.advance(Duration.ofSeconds(2));
        rig.underway = Duration.ofSeconds(2);
        assertEquals(List.of(List.of(1L)), rig.claimed(), "received when it was due already");
    }

    @Test
    void whatArrivesLaterHoldsUpNothingThatWasDueBefore() throws Exception {
        rig.pending(1);
        rig.journalled.set(3);
        assertEquals(List.of(), rig.claimed());
        rig.clock.advance(Duration.ofSeconds(1));
        rig.evidence.pending("given", 2, rig.clock.instant(), Set.of());
        rig.journalled.set(5);
        rig.applied.set(3);
        assertEquals(List.of(List.of(1L)), rig.claimed());
        rig.applied.set(5);
        assertEquals(List.of(List.of(2L)), rig.claimed());
    }

    @Test
    void aClaimThatWaitsForTheJournalGoesOnWhenItIsApplied() throws Exception {
        rig.pending(1);
        rig.journalled.set(1);
        assertEquals(List.of(), rig.claimed());
        Thread claiming = Thread.currentThread();
        Thread projection =
                new Thread(
                        () -> {
                            while (claiming.getState() != Thread.State.TIMED_WAITING) {
                                Thread.onSpinWait();
                            }
                            rig.applied.set(1);
                            rig.lane.caughtUp();
                        });
        projection.start();
        long start = System.nanoTime();
        assertEquals(1, rig.lane.claim(Duration.ofSeconds(15)).size());
        projection.join();
        assertTrue(System.nanoTime() - start < 14_000_000_000L, "it waited to the end");
    }
}
