// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.Streak;
import io.tracklayer.core.evidence.EvidenceQueries.Claim;
import io.tracklayer.core.evidence.EvidenceQueries.SentCount;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.spi.EventName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lane is given to send, and what decides about it. */
class DueQueriesTest {
    @TempDir Path folder;

    private JdbcEvidenceStore store;

    @BeforeEach
    void open() {
        store = Given.store(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFloodOfOneStoreLeavesTheOthersTheirShareOfEveryClaim() {
        pending("flood", LongStream.rangeClosed(1, 20_000), 900);
        pending("shoes", LongStream.rangeClosed(30_001, 30_003), 1);
        pending("hats", LongStream.rangeClosed(40_001, 40_040), 1);
        List<Long> first = due(new Claim("meta", Given.NOON, 30, Set.of(), 0));
        assertEquals(30, first.size());
        assertTrue(first.containsAll(List.of(30_001L, 30_002L, 30_003L)));
        assertEquals(10, between(first, 40_001, 40_010), "the oldest of each store");
        assertEquals(17, between(first, 1, 17), "what others leave is used");
        Set<Long> inFlight = new HashSet<>(first);
        List<Long> second = due(new Claim("meta", Given.NOON, 30, inFlight, 1));
        assertEquals(30, second.size());
        assertEquals(20, between(second, 40_011, 40_030), "whose turn it is gets what is left");
        assertEquals(10, between(second, 18, 27));
    }

    @Test
    void storesTakeTurnsWhenThereIsRoomForOneDeliveryOnly() {
        pending("a", LongStream.rangeClosed(1, 100), 900);
        pending("b", LongStream.rangeClosed(201, 210), 1);
        pending("c", LongStream.rangeClosed(301, 310), 1);
        List<Long> claimed = new ArrayList<>();
        for (int turn = 0; turn < 6; turn++) {
            claimed.addAll(due(new Claim("meta", Given.NOON, 1, List.copyOf(claimed), turn)));
        }
        assertEquals(List.of(1L, 201L, 301L, 2L, 202L, 302L), claimed);
    }

    @Test
    void whatIsInFlightOfOneStoreHidesNothingThatIsDueOfIt() {
        pending("a", LongStream.rangeClosed(1, 500), 900);
        Set<Long> inFlight =
                LongStream.rangeClosed(1, 400).collect(HashSet::new, HashSet::add, HashSet::addAll);
        List<Long> due = due(new Claim("meta", Given.NOON, 50, inFlight, 0));
        assertEquals(LongStream.rangeClosed(401, 450).boxed().toList(), due);
    }

    @Test
    void theNextDueTimeIsTheEarliestOfAllStores() {
        pending("a", LongStream.of(1), -60);
        pending("b", LongStream.of(2), -30);
        assertEquals(Optional.of(Given.NOON.plusSeconds(30)), store.queries().nextDue("meta"));
        assertEquals(List.of(), due(new Claim("meta", Given.NOON, 10, Set.of(), 0)));
    }

    @Test
    void theOpenEventsOfAnOrderAreFoundNearestFirst() {
        Given.unit(
                store,
                unit -> {
                    for (long seq : List.of(3L, 5L, 8L)) {
                        unit.insertDelivery(order(seq, "meta"));
                    }
                    unit.insertDelivery(order(6, "ga4"));
                    assertEquals(5, unit.findEarlierOpen("meta", "A", 8).orElseThrow().eventSeq());
                    assertEquals(5, unit.findNextOpen("meta", "A", 3).orElseThrow().eventSeq());
                    assertEquals(Optional.empty(), unit.findEarlierOpen("meta", "A", 3));
                    assertEquals(Optional.empty(), unit.findNextOpen("meta", "A", 8));
                });
        assertEquals(Optional.of(3L), store.queries().earlierOpen("meta", "A", 5));
        assertEquals(Optional.empty(), store.queries().earlierOpen("meta", "B", 5));
    }

    @Test
    void whatWasSentIsCountedBySliceOfTime() {
        Instant slice = Instant.parse("2026-11-20T11:59:58Z");
        Given.unit(
                store,
                unit -> {
                    unit.insertAttempt("meta", Given.attempt("a", slice), List.of(1L, 2L, 3L));
                    unit.insertAttempt(
                            "meta", Given.attempt("b", slice.plusMillis(900)), List.of(4L));
                    unit.insertAttempt("meta", Given.attempt("c", Given.NOON), List.of(5L));
                    unit.insertAttempt("ga4", Given.attempt("d", Given.NOON), List.of(5L));
                    unit.insertAttempt(
                            "meta", Given.attempt("e", slice.minusSeconds(9)), List.of(6L));
                });
        assertEquals(
                List.of(
                        new SentCount(slice, 2, 4),
                        new SentCount(Instant.parse("2026-11-20T12:00:00Z"), 1, 1)),
                store.queries().sent("meta", slice.minusSeconds(1), 1_000));
    }

    @Test
    void openIncidentsComeFirstAndEachPlaceLeadsToTheNextPage() {
        Given.unit(
                store,
                unit -> {
                    unit.putIncident(incident(16, "a", null));
                    unit.putIncident(incident(32, "b", Given.NOON));
                    unit.putIncident(incident(48, "c", Given.NOON));
                });
        assertEquals(List.of(16L, 48L, 32L), incidents(Long.MAX_VALUE, 10));
        long place = store.queries().incidents(Long.MAX_VALUE, 1).get(0).place();
        assertEquals(List.of(48L), incidents(place, 1));
        Given.unit(
                store,
                unit -> {
                    assertEquals(
                            Optional.of(incident(16, "a", null)),
                            unit.findOpenIncident(Incident.Kind.AUTH_HOLD, "a"));
                    assertEquals(
                            Optional.empty(), unit.findOpenIncident(Incident.Kind.AUTH_HOLD, "b"));
                    unit.putIncident(incident(16, "a", Given.NOON));
                });
        assertEquals(List.of(48L, 32L, 16L), incidents(Long.MAX_VALUE, 10));
    }

    @Test
    void anIncidentThatIsLongOverGoesWithTheEvidenceAndAnOpenOneStays() {
        Given.unit(
                store,
                unit -> {
                    unit.putIncident(incident(16, "a", null));
                    unit.putIncident(incident(32, "b", Given.NOON));
                });
        RetentionPolicy policy = RetentionPolicy.standard(Duration.ofHours(24));
        store.purge(policy, Given.NOON.plus(policy.evidence()), 100);
        assertEquals(List.of(16L, 32L), incidents(Long.MAX_VALUE, 10));
        store.purge(policy, Given.NOON.plus(policy.evidence()).plusSeconds(1), 100);
        assertEquals(List.of(16L), incidents(Long.MAX_VALUE, 10));
    }

    @Test
    void theStreakAndThePauseOfADestinationAreReadBack() {
        Pause pause =
                new Pause(
                        Pause.Kind.AUTH_HOLD,
                        "190",
                        "no",
                        Given.NOON,
                        Given.NOON.plusSeconds(300),
                        "fp",
                        "acc");
        Given.unit(
                store,
                unit -> {
                    unit.putStreak("meta", new Streak(3, Given.NOON, 0));
                    unit.putStreak("meta", new Streak(4, Given.NOON, 1));
                    unit.putPause("meta", Optional.of(pause));
                    assertEquals(
                            Optional.of(new Streak(4, Given.NOON, 1)), unit.findStreak("meta"));
                    assertEquals(Optional.of(pause), unit.findPause("meta"));
                    assertEquals(Optional.empty(), unit.findPause("ga4"));
                });
        assertEquals(pause, store.queries().pauses().get("meta"));
    }

    private List<Long> incidents(long before, int limit) {
        return store.queries().incidents(before, limit).stream().map(Incident::id).toList();
    }

    private static Incident incident(long id, String cause, Instant closed) {
        return new Incident(
                id,
                Incident.Kind.AUTH_HOLD,
                "meta",
                "acme",
                cause,
                Given.NOON.minusSeconds(90),
                closed,
                Given.NOON.minusSeconds(30),
                4,
                Given.NASTY);
    }

    private static Delivery order(long seq, String destination) {
        Delivery plain = Given.pending(seq, destination, Given.NOON);
        return new Delivery(
                seq,
                destination,
                plain.merchant(),
                plain.eventName(),
                plain.eventId(),
                "A",
                plain.status(),
                plain.reason(),
                plain.sentence(),
                plain.decision(),
                0,
                plain.createdAt(),
                plain.updatedAt(),
                plain.nextAttemptAt(),
                "");
    }

    /** Pending deliveries of a merchant's only store, each due a millisecond after the other. */
    private void pending(String merchant, LongStream seqs, long secondsAgo) {
        List<Long> all = seqs.boxed().toList();
        for (int from = 0; from < all.size(); from += 2_000) {
            List<Long> chunk = all.subList(from, Math.min(all.size(), from + 2_000));
            Given.unit(
                    store,
                    unit ->
                            chunk.forEach(
                                    seq -> {
                                        unit.insertEvent(
                                                Given.event(
                                                        seq,
                                                        EventName.PAGE_VIEWED,
                                                        merchant,
                                                        "o" + seq));
                                        unit.insertDelivery(
                                                Given.pending(
                                                        seq,
                                                        "meta",
                                                        Given.NOON
                                                                .minusSeconds(secondsAgo)
                                                                .plusMillis(
                                                                        seq % 1_000_000 / 100)));
                                    }));
        }
    }

    private List<Long> due(Claim claim) {
        return store.queries().due(claim).stream().map(Delivery::eventSeq).toList();
    }

    private static int between(List<Long> seqs, long from, long to) {
        return (int) seqs.stream().filter(seq -> seq >= from && seq <= to).count();
    }
}
