// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.evidence.EvidenceQueries.SentCount;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RateWindowTest {
    private static final RateWindow TEN_A_SECOND = RateWindow.requests(10, Duration.ofSeconds(1));
    private final GivenDestination plugin =
            new GivenDestination("given").limits(1, 10_000, Duration.ofDays(7));

    @Test
    void noStretchOfTimeOfItsLengthHoldsMoreThanItsPermits() {
        Random random = new Random(4711);
        SlidingWindow window = new SlidingWindow(TEN_A_SECOND);
        List<Instant> sent = new ArrayList<>();
        Instant now = LaneRig.NOW;
        for (int i = 0; i < 20_000; i++) {
            now = now.plusMillis(random.nextInt(40));
            if (window.left(now) > 0) {
                assertEquals(now, window.free(1, now));
                window.add(1, now);
                sent.add(now);
            } else {
                assertTrue(window.free(1, now).isAfter(now));
            }
        }
        for (int i = 10; i < sent.size(); i++) {
            Duration eleven = Duration.between(sent.get(i - 10), sent.get(i));
            assertTrue(eleven.compareTo(Duration.ofSeconds(1)) >= 0, "11 within " + eleven);
        }
        assertTrue(sent.size() > 3_800, "and it is used: " + sent.size());
    }

    @Test
    void aLaneSendsNoMoreThanTheWindowTakesAndTheRestWaitsWithoutAnAttemptOrARow()
            throws Exception {
        LaneRig rig = rig(TEN_A_SECOND).pending(LongStream.rangeClosed(1, 25).toArray());
        assertEquals(10, sendAll(rig));
        int settled = rig.settlements.size();
        assertEquals(List.of(), rig.claimed());
        Pause wait = rig.lane.rateWait().orElseThrow();
        assertEquals("rate_window", wait.code());
        assertEquals(settled, rig.settlements.size());
        assertEquals("pending waiting 0", rig.state(11));
        rig.clock.advance(Duration.between(rig.clock.instant(), wait.until()));
        assertEquals(Optional.empty(), rig.lane.rateWait());
        assertEquals(10, sendAll(rig));
        rig.clock.advance(Duration.ofSeconds(2));
        assertEquals(5, sendAll(rig));
    }

    @Test
    void recordsAreCountedWhereThePlatformCountsThem() throws Exception {
        plugin.limits(100, 10_000, Duration.ofDays(7));
        RateWindow records =
                new RateWindow(
                        30,
                        Duration.ofMinutes(1),
                        RateWindow.Unit.RECORDS,
                        RateWindow.Scope.DESTINATION);
        LaneRig rig = rig(records).pending(LongStream.rangeClosed(1, 100).toArray());
        assertEquals(1, sendAll(rig));
        assertEquals("delivered accepted 1", rig.state(30));
        assertEquals("pending waiting 0", rig.state(31));
    }

    /** However many records a request could carry: these do not fit together. */
    @Test
    void noMoreIsMappedThanMayLeave() throws Exception {
        AtomicInteger mapped = new AtomicInteger();
        plugin.limits(25, 10_000, Duration.ofDays(7))
                .mapping(
                        event -> {
                            mapped.incrementAndGet();
                            return Mapping.send(
                                    GivenDestination.record(event, event.eventId(), true));
                        });
        LaneRig rig = rig(TEN_A_SECOND).pending(LongStream.rangeClosed(1, 300).toArray());
        sendAll(rig);
        mapped.set(0);
        for (int second = 1; second <= 10; second++) {
            rig.clock.advance(Duration.ofMillis(1_010));
            assertEquals(10, sendAll(rig));
        }
        assertEquals(100, mapped.get());
    }

    @Test
    void whatLeftBeforeARestartCounts() throws Exception {
        LaneRig rig = new LaneRig(plugin);
        rig.evidence.sent.put("after", List.of(new SentCount(LaneRig.NOW.minusMillis(100), 7, 7)));
        rig.evidence.pending("after", 1, LaneRig.NOW, Set.of());
        for (long seq = 2; seq <= 20; seq++) {
            rig.evidence.pending("after", seq, LaneRig.NOW, Set.of());
        }
        Lane lane = rig.another(config("after", GivenDestination.TOKEN, TEN_A_SECOND));
        assertEquals(3, lane.claim(Duration.ZERO).size());
    }

    @Test
    void destinationsOfOneAccountShareTheWindowAndTakeTurns() throws Exception {
        LaneRig rig = rig(TEN_A_SECOND).pending(LongStream.rangeClosed(1, 1_000).toArray());
        Lane other = rig.another(config("other", GivenDestination.TOKEN, TEN_A_SECOND));
        Lane stranger = rig.another(config("stranger", "another-token", TEN_A_SECOND));
        assertEquals(10, sendAll(rig));
        rig.evidence.pending("other", 2_000, LaneRig.NOW, Set.of());
        rig.evidence.pending("stranger", 3_000, LaneRig.NOW, Set.of());
        assertEquals(List.of(), other.claim(Duration.ZERO), "the account's window is used up");
        assertEquals(1, stranger.claim(Duration.ZERO).size(), "another account has its own");
        rig.clock.advance(Duration.ofMillis(1_010));
        List<Batch> flood = rig.claim();
        List<Batch> one = other.claim(Duration.ZERO);
        for (Batch batch : flood.subList(0, 9)) {
            rig.answer(batch, 200);
        }
        assertTrue(other.pack(one.get(0)).isPresent(), "the flood does not push it aside");
        assertTrue(rig.lane.pack(flood.get(9)).isEmpty(), "and the window is kept");
        assertEquals("pending waiting 0", rig.state(20));
    }

    @Test
    void whoeverWaitedForAPermitComesBeforeWhoeverAsksAgain() throws Exception {
        RateWindow one = RateWindow.requests(1, Duration.ofSeconds(1));
        LaneRig rig = rig(one).pending(1, 2, 3);
        Lane other = rig.another(config("other", GivenDestination.TOKEN, one));
        rig.evidence.pending("other", 2_000, LaneRig.NOW, Set.of());
        Batch first = rig.claim().get(0);
        Batch waiting = other.claim(Duration.ZERO).get(0);
        rig.answer(first, 200);
        assertTrue(other.pack(waiting).isEmpty());
        rig.clock.advance(Duration.ofMillis(1_010));
        assertTrue(rig.lane.pack(rig.claim().get(0)).isEmpty(), "it is the other's turn");
        assertTrue(other.pack(other.claim(Duration.ZERO).get(0)).isPresent());
    }

    @Test
    void aThrottledAccountPausesAllItsDestinationsAndOneRequestFindsOutWhetherItIsOver()
            throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        Lane other = rig.another(config("other", GivenDestination.TOKEN));
        rig.evidence.pending("other", 2_000, LaneRig.NOW, Set.of());
        rig.answer(rig.claim().get(0), 429, "Retry-After", "60");
        assertEquals("429", other.pause().orElseThrow().code());
        assertEquals("other", rig.settlements.get(0).destination(), "and that is journalled");
        assertEquals(List.of(), other.claim(Duration.ZERO));
        rig.clock.advance(Duration.ofSeconds(60));
        List<Batch> probe = other.claim(Duration.ZERO);
        assertEquals(1, probe.size());
        assertEquals(List.of(), rig.claimed(), "one probe of the account is enough");
        Shipment shipment = other.pack(probe.get(0)).orElseThrow();
        other.record(shipment, new SendResult.Answered(Answers.of(200, "{}"), 5));
        assertEquals(Optional.empty(), rig.lane.pause());
        assertEquals(1, rig.claimed().size());
    }

    @Test
    void aWrongAccountOfOneDestinationDoesNotHoldTheOthersOfItsCredential() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        Lane other = rig.another(config("other", GivenDestination.TOKEN));
        rig.answer(rig.claim().get(0), 403);
        assertEquals(Pause.Kind.CONFIG_HOLD, rig.lane.pause().orElseThrow().kind());
        assertEquals(Optional.empty(), other.pause());
    }

    private LaneRig rig(RateWindow... rates) {
        return new LaneRig(
                plugin, config("given", GivenDestination.TOKEN, rates), Optional.empty());
    }

    private DestinationConfig config(String id, String token, RateWindow... rates) {
        DestinationConfig plain = plugin.config(token);
        return new DestinationConfig(
                id,
                plain.plugin(),
                plain.merchant(),
                plain.stores(),
                true,
                plugin,
                plain.settings(),
                plain.redelivery(),
                List.of(rates),
                DestinationConfig.Order.NONE,
                plain.file());
    }

    private static int sendAll(LaneRig rig) throws InterruptedException {
        int sent = 0;
        for (List<Batch> due = rig.claim(); !due.isEmpty(); due = rig.claim()) {
            for (Batch batch : due) {
                Optional<Shipment> shipment = rig.lane.pack(batch);
                if (shipment.isPresent()) {
                    rig.record(shipment.get(), new SendResult.Answered(Answers.of(200, "{}"), 5));
                    sent++;
                }
            }
        }
        return sent;
    }
}
