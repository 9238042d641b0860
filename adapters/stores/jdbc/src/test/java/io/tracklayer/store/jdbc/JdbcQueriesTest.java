// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EventNumber;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.Claim;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationCount;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcQueriesTest {
    private static final long TOP = Long.MAX_VALUE;

    @TempDir Path folder;
    private JdbcEvidenceStore store;
    private EvidenceQueries queries;

    @BeforeEach
    void open() {
        store = Given.store(folder);
        queries = store.queries();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void numbersAreThoseOfTheEventsOfTheSameFilter() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.event(1, EventName.PURCHASE_PLACED, "acme", "o-1"));
                    unit.insertEvent(Given.event(2, EventName.PURCHASE_PLACED, "other", "o-2"));
                    unit.insertEvent(Given.event(3, EventName.PRODUCT_VIEWED, "acme", "o-3"));
                });
        for (EventFilter filter :
                List.of(
                        EventFilter.all(),
                        new EventFilter("purchase_placed", "", "", ""),
                        new EventFilter("purchase_placed", "acme", "", ""),
                        new EventFilter("", "", "main", ""),
                        new EventFilter("purchase_placed", "", "", "shopify"))) {
            for (int limit : List.of(0, 1, 9)) {
                assertEquals(
                        queries.events(filter, 3, limit).stream()
                                .map(StoredEvent::event)
                                .map(event -> event.merchant() + " " + event.store())
                                .toList(),
                        queries.numbers(filter, 3, limit).stream()
                                .map(number -> number.merchant() + " " + number.store())
                                .toList());
                assertEquals(
                        queries.events(filter, 3, limit).stream().map(StoredEvent::seq).toList(),
                        queries.numbers(filter, 3, limit).stream().map(EventNumber::seq).toList());
            }
        }
        assertEquals(2, queries.numbers(EventFilter.all(), 3, 9).size());
    }

    @Test
    void eventsAreFilteredByEachMemberAndByAllTogether() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.event(1, EventName.PURCHASE_PLACED, "acme", "o-1"));
                    unit.insertEvent(Given.event(2, EventName.ORDER_REFUNDED, "acme", "o-1"));
                    unit.insertEvent(Given.event(3, EventName.PURCHASE_PLACED, "other", "o-1"));
                    unit.insertEvent(browserEvent(4));
                });

        assertEquals(List.of(4L, 3L, 2L, 1L), events("", "", "", ""));
        assertEquals(List.of(3L, 1L), events("purchase_placed", "", "", ""));
        assertEquals(List.of(4L, 2L, 1L), events("", "acme", "", ""));
        assertEquals(List.of(3L), events("", "", "other-store", ""));
        assertEquals(List.of(4L), events("", "", "", "browser"));
        assertEquals(List.of(1L), events("purchase_placed", "acme", "acme-store", "shopify"));
        assertEquals(List.of(1L), events("purchase_placed", "acme", "acme-store", ""));
        assertEquals(List.of(), events("purchase_placed", "acme", "acme-store", "browser"));
        assertEquals(List.of(), events("' OR '1'='1", "", "", ""));
    }

    @Test
    void eventPagesAreStableWhileNewEventsArrive() {
        Given.unit(store, unit -> insertEvents(unit, 1, 10));
        List<Long> seen = new ArrayList<>();
        long before = TOP;
        for (int page = 0; page < 4; page++) {
            long newest = 100L + page;
            Given.unit(store, unit -> unit.insertEvent(Given.event(newest)));
            List<Long> seqs =
                    queries.events(EventFilter.all(), page == 0 ? 11 : before, 3).stream()
                            .map(StoredEvent::seq)
                            .toList();
            seen.addAll(seqs);
            before = seqs.get(seqs.size() - 1);
        }

        assertEquals(List.of(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L), seen);
    }

    @Test
    void eventsAreFoundByEventIdAndByOrderIdNewestFirstAndOnce() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.event(1, EventName.PURCHASE_PLACED, "acme", "evt-3"));
                    unit.insertEvent(Given.event(2, EventName.ORDER_REFUNDED, "acme", "x"));
                    unit.insertEvent(Given.event(3, EventName.PURCHASE_PLACED, "acme", "evt-3"));
                    unit.insertEvent(browserEvent(4));
                });

        assertEquals(List.of(3L, 1L), seqs(queries.eventsByKey("evt-3", 10)));
        assertEquals(List.of(3L), seqs(queries.eventsByKey("evt-3", 1)));
        assertEquals(List.of(), queries.eventsByKey("", 10));
        assertEquals(List.of(), queries.eventsByKey("evt-%", 10));
    }

    @Test
    void changedEventsComeOldestChangeFirstAndOneRequestIsNeverCutInTwo() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(changed(1, 9));
                    unit.insertEvent(changed(2, 7));
                    unit.insertEvent(changed(3, 8));
                    unit.insertEvent(changed(4, 8));
                });

        assertEquals(List.of(2L, 3L, 4L), seqs(queries.eventsChangedSince(7, 2)));
        assertEquals(List.of(1L), seqs(queries.eventsChangedSince(9, 2)));
    }

    @Test
    void observationsAreFilteredAndPagedByWholeRequests() {
        Given.unit(
                store,
                unit -> {
                    unit.insertObservation(Given.observation(1, 0));
                    for (int index = 0; index < 12; index++) {
                        unit.insertObservation(Given.observation(2, index));
                    }
                    unit.insertObservation(Given.observation(3, 0, Verdict.MERGED, "browser"));
                    unit.insertObservation(Given.observation(4, 0, Verdict.REJECTED, "browser"));
                });

        List<ObservationRow> first = queries.observations(ObservationFilter.all(), TOP, 4);
        assertEquals(14, first.size());
        assertEquals("4-0", first.get(0).id());
        assertEquals("2-11", first.get(2).id());
        assertEquals(1, queries.observations(ObservationFilter.all(), 2, 4).size());
        assertEquals(List.of("4-0", "3-0"), ids(new ObservationFilter("", "acme", "browser"), 5));
        assertEquals(List.of("4-0"), ids(new ObservationFilter("", "acme", "browser"), 1));
        assertEquals(List.of("3-0"), ids(new ObservationFilter("merged", "", ""), 5));
        assertEquals(12, ids(new ObservationFilter("accepted", "", "shopify"), 3).size());
        assertEquals(List.of(), ids(new ObservationFilter("accepted", "other", ""), 3));
    }

    @Test
    void observationCountsSayWhatMessagesWereTakenFor() {
        Given.unit(
                store,
                unit -> {
                    unit.insertObservation(Given.observation(1, 0));
                    unit.insertObservation(Given.observation(1, 1));
                });

        assertEquals(
                List.of(new ObservationCount("acme", "shopify", "accepted", "accepted", 2)),
                queries.observationCounts());
    }

    @Test
    void dueDeliveriesComeLongestDueFirstWithoutThoseInFlightAndNotBeforeTheirTime() {
        Given.unit(
                store,
                unit -> {
                    unit.insertDelivery(Given.pending(1, "meta", Given.NOON));
                    unit.insertDelivery(Given.pending(2, "meta", Given.NOON.minusSeconds(9)));
                    unit.insertDelivery(Given.pending(3, "meta", Given.NOON.minusSeconds(9)));
                    unit.insertDelivery(Given.pending(4, "meta", Given.NOON.plusNanos(1000)));
                    unit.insertDelivery(Given.pending(5, "ga4", Given.NOON.minusSeconds(99)));
                    unit.insertDelivery(Given.delivered(6, "meta"));
                });

        assertEquals(List.of(2L, 3L, 1L), due(10, Set.of()));
        assertEquals(List.of(2L, 3L), due(2, Set.of()));
        assertEquals(List.of(3L, 1L), due(2, Set.of(2L)));
        assertEquals(List.of(), due(2, Set.of(1L, 2L, 3L)));
        assertEquals(List.of(), due(0, Set.of()));
        assertEquals(Optional.of(Given.NOON.minusSeconds(9)), queries.nextDue("meta"));
        assertEquals(Optional.empty(), queries.nextDue("tiktok"));
    }

    @Test
    void theOldestPendingIsTheOldestOfAnyReason() {
        Given.unit(
                store,
                unit -> {
                    unit.insertDelivery(Given.delivered(1, "meta"));
                    unit.insertDelivery(pending(3, "new"));
                    unit.insertDelivery(pending(2, "http_503"));
                });

        assertEquals(Optional.of(Given.NOON.plusSeconds(2)), queries.oldestPending("meta"));
        assertEquals(Optional.empty(), queries.oldestPending("ga4"));
    }

    @Test
    void anOrderIsAcceptedOnlyByTheDestinationAndForTheEventThatWasDelivered() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.event(1));
                    unit.insertDelivery(Given.delivered(1, "meta"));
                    unit.insertDelivery(Given.pending(1, "ga4", Given.NOON));
                });

        assertTrue(queries.accepted("meta", "acme", "purchase_placed", "ord_1"));
        assertFalse(queries.accepted("ga4", "acme", "purchase_placed", "ord_1"));
        assertFalse(queries.accepted("meta", "other", "purchase_placed", "ord_1"));
        assertFalse(queries.accepted("meta", "acme", "order_refunded", "ord_1"));
        assertFalse(queries.accepted("meta", "acme", "purchase_placed", "ord_2"));
        assertEquals(List.of(1L), queries.acceptedOf("meta", "acme", "ord_1"));
        assertEquals(List.of(), queries.acceptedOf("ga4", "acme", "ord_1"));
        assertEquals(List.of(), queries.acceptedOf("meta", "other", "ord_1"));
        assertEquals(
                List.of("ord_1"),
                queries.acceptedEvents("meta", "acme", "ord_1").stream()
                        .flatMap(event -> event.orderId().stream())
                        .toList());
    }

    @Test
    void anAcceptedEventIsShownAsTheDestinationWasGivenIt() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.richEvent(1));
                    unit.insertDelivery(Given.pending(1, "ga4", Given.NOON));
                    unit.insertDelivery(Given.delivered(1, "meta"));
                });

        assertTrue(queries.event(1).orElseThrow().event().has(EventField.EMAIL));
        List<Event> accepted = queries.acceptedEvents("meta", "acme", "ord_1");
        assertEquals(1, accepted.size());
        assertFalse(accepted.get(0).has(EventField.EMAIL), "its decision took the address out");
    }

    @Test
    void deliveriesAreFilteredByEachMember() {
        Given.unit(
                store,
                unit -> {
                    insertEvents(unit, 1, 3);
                    unit.insertDelivery(Given.delivered(1, "meta"));
                    unit.insertDelivery(Given.delivered(1, "ga4"));
                    unit.insertDelivery(pending(2, "http_503"));
                    unit.insertDelivery(
                            Given.delivery(
                                    3, "ga4", DeliveryStatus.SKIPPED, "consent_denied", null));
                });

        assertEquals(List.of("3 ga4", "2 meta", "1 ga4", "1 meta"), found(DeliveryFilter.all(), 9));
        assertEquals(
                List.of("1 ga4", "1 meta"), found(by(DeliveryStatus.DELIVERED, "", "", "", ""), 9));
        assertEquals(List.of("2 meta", "1 meta"), found(by(null, "meta", "", "", ""), 9));
        assertEquals(List.of("2 meta"), found(by(null, "", "", "http_503", ""), 9));
        assertEquals(
                List.of("3 ga4", "2 meta", "1 ga4", "1 meta"),
                found(by(null, "", "acme", "", "purchase_placed"), 9));
        assertEquals(List.of(), found(by(null, "", "other", "", ""), 9));
        assertEquals(List.of(), found(by(null, "meta", "acme", "", "order_refunded"), 9));
        assertEquals(
                List.of("1 meta"),
                found(
                        by(DeliveryStatus.DELIVERED, "meta", "acme", "accepted", "purchase_placed"),
                        9));
        assertEquals(List.of(), found(by(null, "", "", "http%", ""), 9));
    }

    @Test
    void aPageOfDeliveriesEndsBetweenTwoEventsHoweverItIsFiltered() {
        Given.unit(
                store,
                unit -> {
                    insertEvents(unit, 1, 4);
                    for (long seq = 1; seq <= 4; seq++) {
                        for (String destination : List.of("ga4", "meta", "tiktok")) {
                            unit.insertDelivery(Given.delivered(seq, destination));
                        }
                    }
                });

        for (DeliveryFilter filter :
                List.of(
                        DeliveryFilter.all(),
                        by(DeliveryStatus.DELIVERED, "", "", "", ""),
                        by(null, "", "acme", "", ""))) {
            assertEquals(
                    List.of("4 ga4", "4 meta", "4 tiktok", "3 ga4", "3 meta", "3 tiktok"),
                    found(filter, 4));
            assertEquals(3, queries.deliveries(filter, 2, 50).size());
        }
    }

    @Test
    void pendingDeliveriesOfAHeldDestinationAreShownAsHeldAndOfAThrottledOneAsPending() {
        Given.unit(
                store,
                unit -> {
                    unit.insertDelivery(Given.pending(1, "meta", Given.NOON));
                    unit.insertDelivery(Given.pending(2, "ga4", Given.NOON));
                    unit.insertDelivery(Given.delivered(3, "meta"));
                    unit.putPause("meta", Optional.of(Given.pause(Pause.Kind.CONFIG_HOLD)));
                    unit.putPause("ga4", Optional.of(Given.pause(Pause.Kind.THROTTLED)));
                });

        assertEquals(List.of("1 meta"), found(by(DeliveryStatus.HELD, "", "", "", ""), 9));
        assertEquals(List.of("2 ga4"), found(by(DeliveryStatus.PENDING, "", "", "", ""), 9));
        assertEquals(
                Set.of(
                        count("meta", DeliveryStatus.HELD, "new"),
                        count("ga4", DeliveryStatus.PENDING, "new"),
                        count("meta", DeliveryStatus.DELIVERED, "accepted")),
                Set.copyOf(queries.deliveryCounts()));

        Given.unit(store, unit -> unit.putPause("meta", Optional.empty()));

        assertEquals(List.of(), found(by(DeliveryStatus.HELD, "", "", "", ""), 9));
        assertEquals(
                List.of("2 ga4", "1 meta"), found(by(DeliveryStatus.PENDING, "", "", "", ""), 9));
    }

    @Test
    void attemptsAreFilteredByDestinationAndOutcomeAndPagedByTime() {
        Given.unit(
                store,
                unit -> {
                    unit.insertAttempt("meta", Given.attempt("a", at(1)), List.of(1L));
                    unit.insertAttempt("meta", Given.attempt("b", at(2)), List.of(2L));
                    unit.insertAttempt("ga4", Given.attempt("c", at(2)), List.of(2L));
                    unit.insertAttempt("ga4", Given.attempt("d", at(3)), List.of(3L));
                });

        assertEquals(List.of("d", "c", "b", "a"), attempts(AttemptFilter.all(), Instant.MAX, 9));
        assertEquals(List.of("d", "c", "b"), attempts(AttemptFilter.all(), Instant.MAX, 2));
        assertEquals(List.of("a"), attempts(AttemptFilter.all(), at(2), 2));
        assertEquals(
                List.of("d", "c"),
                attempts(new AttemptFilter("ga4", "", "", "", "", 0, null, null), Instant.MAX, 9));
        assertEquals(
                List.of("b"),
                attempts(
                        new AttemptFilter("meta", "delivered", "", "", "", 0, null, null),
                        Instant.MAX,
                        1));
        assertEquals(
                List.of("d", "c", "b", "a"),
                attempts(
                        new AttemptFilter("", "delivered", "", "", "", 0, null, null),
                        Instant.MAX,
                        9));
        assertEquals(
                List.of(),
                attempts(
                        new AttemptFilter("", "retry", "", "", "", 0, null, null), Instant.MAX, 9));
    }

    @Test
    void attemptTextIsFoundInAnyLetterCaseAndItsWildcardsAreLetters() {
        Given.unit(
                store,
                unit -> {
                    unit.insertAttempt(
                            "meta", attempt("a", 1, "https://x/?pct=77%25", "Bad!"), List.of());
                    unit.insertAttempt(
                            "meta", attempt("b", 2, "https://x/", "77% of it_em"), List.of());
                    unit.insertAttempt(
                            "meta", attempt("c", 3, "https://x/", "\u00c9t\u00c9 'x'"), List.of());
                });

        assertEquals(List.of("b", "a"), containing("77%"));
        assertEquals(List.of("c", "b", "a"), containing("drop TABLE"), "in requests, too");
        assertEquals(List.of("a"), containing("bAD!"));
        assertEquals(List.of("b"), containing("T_E"));
        assertEquals(List.of("c"), containing("\u00e9t\u00e9 'X'"));
        assertEquals(List.of(), containing("%_%"));
        assertEquals(List.of("c", "b", "a"), containing("EVENTS_received"));
        assertEquals(
                List.of("a"),
                attempts(
                        new AttemptFilter("meta", "delivered", "pct=", "", "", 0, null, null),
                        Instant.MAX,
                        1));
    }

    private List<Long> events(String name, String merchant, String shop, String source) {
        return seqs(queries.events(new EventFilter(name, merchant, shop, source), TOP, 10));
    }

    private static List<Long> seqs(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::seq).toList();
    }

    private static void insertEvents(UnitOfWork unit, long first, long last) {
        for (long seq = first; seq <= last; seq++) {
            unit.insertEvent(Given.event(seq));
        }
    }

    private static StoredEvent browserEvent(long seq) {
        return Given.stored(
                seq,
                Given.plain(seq, EventName.PAGE_VIEWED, "acme")
                        .sources(List.of("browser"))
                        .build());
    }

    private static StoredEvent changed(long seq, long offset) {
        return new StoredEvent(seq, Given.event(seq).event(), Map.of(), List.of(), 1, "v1", offset);
    }

    private List<String> ids(ObservationFilter filter, int limit) {
        return queries.observations(filter, TOP, limit).stream().map(ObservationRow::id).toList();
    }

    private List<Long> due(int limit, Set<Long> except) {
        return queries.due(new Claim("meta", Given.NOON, limit, except, 0)).stream()
                .map(Delivery::eventSeq)
                .toList();
    }

    private static Delivery pending(long seq, String reason) {
        return Given.delivery(seq, "meta", DeliveryStatus.PENDING, reason, Given.NOON);
    }

    private List<String> found(DeliveryFilter filter, int limit) {
        return queries.deliveries(filter, TOP, limit).stream()
                .map(delivery -> delivery.eventSeq() + " " + delivery.destination())
                .toList();
    }

    private static DeliveryFilter by(
            DeliveryStatus status,
            String destination,
            String merchant,
            String reason,
            String name) {
        return new DeliveryFilter(
                status, destination, merchant, reason, name, "", "", "", null, null);
    }

    private static DeliveryCount count(String destination, DeliveryStatus status, String reason) {
        return new DeliveryCount("acme", destination, status, reason, 1);
    }

    private static Instant at(long second) {
        return Given.NOON.plusSeconds(second);
    }

    private static Attempt attempt(String id, long second, String url, String text) {
        return Given.attempt(id, at(second), url, text);
    }

    private List<String> containing(String text) {
        return attempts(new AttemptFilter("", "", text, "", "", 0, null, null), Instant.MAX, 9);
    }

    private List<String> attempts(AttemptFilter filter, Instant before, int limit) {
        return queries.attempts(filter, before, limit).stream()
                .map(AttemptRow::attempt)
                .map(Attempt::id)
                .toList();
    }
}
