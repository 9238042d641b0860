// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Never too early, never too often, never given up too soon: on a clock that tests move. */
@Timeout(60)
class I7RetryDisciplineTest {
    private final GivenDestination plugin =
            new GivenDestination("given").policy(100, Duration.ofHours(48));
    private final LaneRig rig = new LaneRig(plugin);

    @Test
    void aDayWithoutThePlatformFailsNothingAsksOncePerStepAndDrainsTheOldestFirst()
            throws Exception {
        Instant end = LaneRig.NOW.plus(Duration.ofHours(24));
        int probes = 0;
        for (long minute = 0; rig.clock.instant().isBefore(end); minute++) {
            rig.pending(minute + 1);
            for (List<Batch> due = rig.claim(); !due.isEmpty(); due = rig.claim()) {
                assertEquals(1, due.size());
                rig.answer(due.get(0), 503);
                probes++;
            }
            rig.clock.advance(Duration.ofMinutes(1));
        }
        assertTrue(probes <= 9 + 24, "10 s doubling to an hour, then hourly, but was " + probes);
        assertTrue(
                rig.evidence.deliveries.values().stream()
                        .allMatch(d -> d.status() == DeliveryStatus.PENDING));
        rig.clock.advance(Duration.ofHours(1));
        List<Long> sent = new ArrayList<>();
        for (List<Batch> due = rig.claim(); !due.isEmpty(); due = rig.claim()) {
            for (Batch batch : due) {
                sent.addAll(batch.eventSeqs());
                rig.answer(batch, 200);
            }
        }
        assertEquals(1_440, sent.size());
        List<Long> untried =
                sent.stream().filter(seq -> rig.delivery(seq).attempts() == 1).toList();
        assertEquals(untried.stream().sorted().toList(), untried, "oldest first");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "1.2, 2",
        "3600, 3600",
        "7200, 3600",
        "99999999999999999999, 3600",
        "'Thu, 15 Jan 2026 12:10:00 GMT', 600",
        "'Thu, 15 Jan 2026 18:00:00 GMT', 3600",
        "'Thu, 15 Jan 2026 11:00:00 GMT', 10",
        "-5, 10",
        "soon, 10",
        "'', 10"
    })
    void theWholeDestinationWaitsAsLongAsAskedOrOneHourAndOtherwiseByItsOwnPolicy(
            String retryAfter, long seconds) throws Exception {
        rig.pending(1);
        rig.answer(rig.claim().get(0), 429, "Retry-After", retryAfter);
        rig.pending(2);
        rig.clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertEquals(List.of(), rig.claimed());
        rig.clock.advance(Duration.ofMillis(1));
        assertEquals(1, rig.claimed().size());
    }

    @Test
    void aWaitOfMoreThanAnHourIsToldApart() throws Exception {
        rig.pending(1);
        rig.answer(rig.claim().get(0), 429, "Retry-After", "7200");
        Pause pause = rig.lane.pause().orElseThrow();
        assertEquals(Pause.Kind.THROTTLED_LONG, pause.kind());
        assertTrue(pause.sentence().endsWith("(for 120 min; asked again every hour)"));
        assertTrue(!pause.isHold());
    }

    @Test
    void aClockThatIsPutBackAnHourNeitherStallsARetryNorRepeatsIt() throws Exception {
        rig.pending(1);
        rig.answer(rig.claim().get(0), 503);
        rig.clock.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), rig.claimed());
        rig.clock.advance(Duration.ofHours(-1));
        assertEquals(List.of(), rig.claimed(), "nothing is due any earlier");
        rig.nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        List<Batch> due = rig.claim();
        assertEquals(1, due.size(), "ten seconds are over");
        rig.answer(due.get(0), 200);
        assertEquals(List.of(), rig.claimed());
        assertEquals("delivered accepted 2", rig.state(1));
    }

    @Test
    void aClockThatIsPutBackMakesNoRetryStorm() throws Exception {
        rig.pending(1);
        rig.claim().forEach(batch -> rig.answer(batch, 503));
        rig.clock.advance(Duration.ofDays(-3));
        int requests = 0;
        for (int second = 0; second < 100; second++) {
            rig.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            for (Batch batch : rig.claim()) {
                rig.answer(batch, 503);
                requests++;
            }
        }
        assertEquals(3, requests, "after 10, 20 and 40 seconds");
    }

    @ParameterizedTest
    @CsvSource({"1", "500", "1000"})
    void onePoisonRecordOfAThousandCostsTwiceTheHalvingsAndItsNeighboursNoAttempt(long poison)
            throws Exception {
        plugin.limits(1_000, 1_000_000, Duration.ofDays(7));
        rig.pending(LongStream.rangeClosed(1, 1_000).toArray());
        int requests = 0;
        for (List<Batch> due = rig.claim(); !due.isEmpty(); due = rig.claim()) {
            for (Batch batch : due) {
                rig.answer(batch, batch.eventSeqs().contains(poison) ? 400 : 200);
                requests++;
            }
        }
        assertTrue(requests <= 1 + 2 * 10, "it took " + requests);
        assertEquals("failed bad_batch 1", rig.state(poison));
        LongStream.rangeClosed(1, 1_000)
                .filter(seq -> seq != poison)
                .forEach(seq -> assertEquals("delivered accepted 1", rig.state(seq)));
    }
}
