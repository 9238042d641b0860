// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.Settlement;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Mapping;
import io.tracklayer.testkit.Answers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LaneClaimTest {

    @Test
    void aRowInFlightIsNotClaimedAgainUntilItsSettlementShows() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1, 2);
        rig.withheld = true;
        Batch batch = rig.claim().get(0);
        assertEquals(List.of(1L, 2L), batch.eventSeqs());
        assertEquals(List.of(), rig.claimed());
        Settlement settlement = rig.answer(batch, 404);
        assertEquals(List.of(), rig.claimed(), "the rows still look due");
        rig.show(settlement);
        assertEquals(List.of(), rig.claimed());
        assertEquals("failed 404 1", rig.state(1));
    }

    @Test
    void noMoreIsClaimedThanMayBeInFlightUntilOutcomesShow() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given").limits(10, 100_000, Duration.ofDays(7));
        LaneRig rig = new LaneRig(plugin).pending(LongStream.rangeClosed(1, 1_000).toArray());
        rig.withheld = true;
        List<Batch> claimed = new ArrayList<>();
        for (List<Batch> more = rig.claim(); !more.isEmpty(); more = rig.claim()) {
            claimed.addAll(more);
        }
        assertEquals(400, claimed.stream().mapToInt(batch -> batch.parts().size()).sum());
        rig.show(rig.answer(claimed.get(0), 404));
        assertEquals(10, rig.claim().stream().mapToInt(batch -> batch.parts().size()).sum());
    }

    @Test
    void aRowThatAStaleReadShowsAgainIsNotClaimedTwice() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1);
        rig.evidence.stale = true;
        assertEquals(List.of(List.of(1L)), rig.claimed());
        assertEquals(List.of(), rig.claimed());
    }

    @Test
    void onlyDueRowsAreClaimed() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1);
        rig.evidence.pending("given", 2, LaneRig.NOW.plusSeconds(5), Set.of());
        assertEquals(List.of(List.of(1L)), rig.claimed());
        rig.clock.advance(Duration.ofSeconds(5));
        assertEquals(List.of(List.of(2L)), rig.claimed());
    }

    @Test
    void batchesShareOneKeyAndStayWithinTheRecordLimit() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .limits(2, 100_000, Duration.ofDays(7))
                        .mapping(event -> send(event, oddOrEven(event)));
        LaneRig rig = new LaneRig(plugin).pending(1, 2, 3, 4, 5);
        assertEquals(List.of(List.of(1L, 3L), List.of(5L), List.of(2L, 4L)), rig.claimed());
    }

    @Test
    void aRequestLargerThanThePlatformTakesIsHalvedUntilItFitsAndNoAttemptIsBurnt()
            throws Exception {
        LaneRig rig =
                new LaneRig(new GivenDestination("given").limits(100, 30, Duration.ofDays(7)))
                        .pending(1, 2, 3, 4);
        List<List<Long>> sent = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (Batch batch : rig.claim()) {
                rig.lane
                        .pack(batch)
                        .ifPresent(
                                shipment -> {
                                    sent.add(batch.eventSeqs());
                                    rig.record(shipment, delivered());
                                });
            }
        }
        assertEquals(List.of(List.of(1L, 2L), List.of(3L, 4L)), sent);
        assertEquals("delivered accepted 1", rig.state(1));
    }

    @Test
    void oneRecordThatIsTooLargeAloneFailsWithThatReason() throws Exception {
        LaneRig rig =
                new LaneRig(new GivenDestination("given").limits(100, 5, Duration.ofDays(7)))
                        .pending(1);
        assertTrue(rig.lane.pack(rig.claim().get(0)).isEmpty());
        assertEquals("failed payload_too_large 0", rig.state(1));
    }

    @Test
    void anEventThePluginSkipsIsSettledAtOnceWithItsReasonAndWithoutAttempt() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .mapping(
                                event ->
                                        event.eventId().equals("e1")
                                                ? Mapping.skip("no_click_id", "no click known")
                                                : send(event, "all"));
        LaneRig rig = new LaneRig(plugin).pending(1, 2);
        assertEquals(List.of(List.of(2L)), rig.claimed());
        assertEquals("skipped no_click_id 0", rig.state(1));
        assertEquals("no click known", rig.delivery(1).sentence());
        assertEquals(Optional.empty(), rig.last().made());
    }

    @Test
    void anEventOlderThanThePlatformTakesFailsAsTooLateAndIsNotMapped() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given").limits(100, 100_000, Duration.ofHours(72));
        LaneRig rig = new LaneRig(plugin).pending(1);
        rig.clock.advance(Duration.ofHours(72));
        assertEquals(List.of(List.of(1L)), rig.claimed(), "72 hours old is still taken");
        rig.lane.settled(List.of(1L));
        rig.clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), rig.claimed());
        assertEquals("failed too_late 0", rig.state(1));
        assertEquals("Given takes events up to 72 hours old", rig.delivery(1).sentence());
    }

    @Test
    void anEventWhoseContentIsNoLongerKeptFailsAndSaysSo() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1);
        rig.evidence.events.clear();
        assertEquals(List.of(), rig.claimed());
        assertEquals("failed event_expired 0", rig.state(1));
    }

    @Test
    void whatTheDecisionStrippedNeverReachesThePlugin() throws Exception {
        List<Event> seen = new ArrayList<>();
        GivenDestination plugin =
                new GivenDestination("given")
                        .mapping(
                                event -> {
                                    seen.add(event);
                                    return send(event, "all");
                                });
        LaneRig rig = new LaneRig(plugin);
        rig.evidence.pending("given", 1, LaneRig.NOW, Set.of(EventField.EMAIL, EventField.FBC));
        rig.claim();
        assertFalse(seen.get(0).has(EventField.EMAIL));
        assertFalse(seen.get(0).has(EventField.FBC));
        assertTrue(seen.get(0).has(EventField.PHONE));
    }

    @Test
    void aDisabledDestinationClaimsNothingUntilItIsEnabled() throws Exception {
        GivenDestination plugin = new GivenDestination("given");
        LaneRig rig =
                new LaneRig(plugin, plugin.config(GivenDestination.TOKEN, false), Optional.empty());
        rig.pending(1);
        assertEquals(List.of(), rig.claimed());
        rig.lane.configure(plugin.config());
        assertEquals(List.of(List.of(1L)), rig.claimed());
    }

    @Test
    void aClosedLaneClaimsNothing() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1);
        rig.lane.close();
        assertEquals(List.of(), rig.claimed());
    }

    @Test
    void aClaimThatWaitsEndsWhenTheLaneIsClosed() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given"));
        Thread closing = new Thread(rig.lane::close);
        closing.start();
        assertEquals(List.of(), rig.lane.claim(Duration.ofDays(1)));
        closing.join();
    }

    @Test
    void waitingForAnAnswerDoesNotAskTheStoreAgainAndAgain() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1);
        rig.claim();
        rig.clock.advance(Duration.ofSeconds(1));
        long start = System.nanoTime();
        rig.lane.claim(Duration.ofMillis(200));
        assertTrue(System.nanoTime() - start >= 150_000_000, "it came back at once");
    }

    @Test
    void aSettlementEndsTheWaitForWork() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1);
        Batch batch = rig.claim().get(0);
        Thread answering = new Thread(() -> rig.answer(batch, 500));
        answering.start();
        long start = System.nanoTime();
        rig.lane.claim(Duration.ofSeconds(15));
        answering.join();
        assertTrue(System.nanoTime() - start < 14_000_000_000L, "it waited to the end");
    }

    @Test
    void aClaimThatCannotBeSettledIsGivenUpSoThatItIsMadeAgain() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given").mapping(event -> Mapping.skip("not_supported", "no"));
        MemoryEvidence evidence = new MemoryEvidence();
        evidence.pending("given", 1, LaneRig.NOW, Set.of());
        Lane lane =
                new Lane(
                        plugin.config(),
                        Optional.empty(),
                        new LaneHost(
                                evidence,
                                settlement -> {
                                    throw new IllegalStateException("journal closed");
                                },
                                (policy, failures) -> policy.firstDelay(),
                                new TestClock(LaneRig.NOW),
                                System::nanoTime,
                                "0.1.0",
                                LaneRig.noBacklog()));
        for (int i = 0; i < 2; i++) {
            assertThrows(IllegalStateException.class, () -> lane.claim(Duration.ZERO));
        }
    }

    @Test
    void theRequestCarriesTheRecordsOfItsBatchInOrder() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1, 2, 3);
        Shipment shipment = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        assertEquals(
                "[{\"id\":\"e1\"},{\"id\":\"e2\"},{\"id\":\"e3\"}]",
                new String(shipment.request().body(), StandardCharsets.UTF_8));
        assertEquals(LaneRig.NOW, shipment.startedAt());
        assertFalse(shipment.toString().contains("SECRET"), shipment.toString());
    }

    @Test
    void anAcceptedRequestSettlesEveryDeliveryWithTheSameAttempt() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1, 2, 3);
        Settlement settlement = rig.answer(rig.claim().get(0), 200);
        String attempt = settlement.made().orElseThrow().id();
        LongStream.rangeClosed(1, 3)
                .forEach(
                        seq -> {
                            assertEquals("delivered accepted 1", rig.state(seq));
                            assertEquals(attempt, rig.delivery(seq).lastAttempt());
                        });
    }

    private static SendResult delivered() {
        return new SendResult.Answered(Answers.of(200, "{}"), 3);
    }

    private static Mapping send(Event event, String key) {
        return Mapping.send(GivenDestination.record(event, key, true));
    }

    private static String oddOrEven(Event event) {
        return Long.parseLong(event.eventId().substring(1)) % 2 == 0 ? "even" : "odd";
    }
}
