// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A platform that refuses a whole batch without saying which record it minds. */
@Timeout(20)
class LaneSplitTest {
    private final LaneRig rig = new LaneRig(new GivenDestination("given"));

    @ParameterizedTest
    @ValueSource(longs = {1, 37, 50, 51, 100})
    void onePoisonRecordOfAHundredIsFoundWithinEightExtraRoundsAndInnocentsBurnNothing(long poison)
            throws Exception {
        hundred();
        int requests = sendAll(Set.of(poison));
        assertEquals("failed bad_batch 1", rig.state(poison));
        LongStream.rangeClosed(1, 100)
                .filter(seq -> seq != poison)
                .forEach(seq -> assertEquals("delivered accepted 1", rig.state(seq)));
        assertTrue(requests <= 1 + 2 * 7, "it took " + requests + " requests");
    }

    @Test
    void twoPoisonRecordsAreBothFoundAndNobodyIsSentTwice() throws Exception {
        hundred();
        sendAll(Set.of(10L, 90L));
        Set<Long> failed = new TreeSet<>();
        rig.evidence.deliveries.forEach(
                (seq, delivery) -> {
                    assertEquals(1, delivery.attempts(), "delivery " + seq);
                    if (delivery.status() == DeliveryStatus.FAILED) {
                        failed.add(seq);
                    }
                });
        assertEquals(Set.of(10L, 90L), failed);
    }

    @Test
    void halvesGoAtOnceAndNeverTogetherWithOthers() throws Exception {
        rig.pending(1, 2, 3, 4);
        rig.answer(rig.claim().get(0), 400);
        assertEquals("pending splitting 0", rig.state(1));
        rig.pending(5);
        assertEquals("[[1, 2], [3, 4], [5]]", rig.claimed().toString());
    }

    @Test
    void aSplitSaysSoInTheAttempt() throws Exception {
        rig.pending(1, 2);
        Attempt attempt = rig.answer(rig.claim().get(0), 400).made().orElseThrow();
        assertEquals("split", attempt.outcome());
        assertEquals(Duration.ZERO, Duration.between(rig.clock.instant(), dueOf(1)));
    }

    private java.time.Instant dueOf(long seq) {
        return rig.delivery(seq).nextAttemptAt();
    }

    private void hundred() {
        rig.pending(LongStream.rangeClosed(1, 100).toArray());
    }

    private int sendAll(Set<Long> poison) throws Exception {
        int requests = 0;
        for (var batches = rig.claim(); !batches.isEmpty(); batches = rig.claim()) {
            for (Batch batch : batches) {
                boolean bad = batch.eventSeqs().stream().anyMatch(poison::contains);
                rig.answer(batch, bad ? 400 : 200);
                assertTrue(++requests < 500, "it never ends");
            }
        }
        return requests;
    }
}
