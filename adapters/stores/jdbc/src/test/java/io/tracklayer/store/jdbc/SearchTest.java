// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.Found;
import io.tracklayer.core.evidence.EvidenceQueries.Pulse;
import io.tracklayer.core.replay.Candidate;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayFilter;
import io.tracklayer.core.replay.ReplayOrder;
import io.tracklayer.core.replay.Selection;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
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
    void deliveriesAreFoundByStoreTimeOrderAndEventTogetherWithHowTheyStand() {
        fill(9);
        assertEquals(List.of("8 meta", "6 meta"), list(filter("meta", "acme-store", "", "", 6, 9)));
        assertEquals(
                List.of("5 ga4", "5 meta", "4 ga4", "4 meta"), list(filter("", "", "", "", 4, 6)));
        assertEquals(List.of("7 ga4", "7 meta"), list(filter("", "", "ord_7", "", 0, 99)));
        assertEquals(List.of("7 meta"), list(filter("meta", "", "", "evt-7", 0, 99)));
        assertEquals(List.of(), list(filter("meta", "acme-store", "ord_7", "", 0, 99)));
    }

    @Test
    void everyDeliveryIsMetOnceHoweverSmallThePages() {
        fill(30);
        for (int limit : List.of(1, 3, 50)) {
            List<Long> met = new ArrayList<>();
            long before = TOP;
            while (true) {
                Found<Delivery> found =
                        queries.findDeliveries(
                                filter("meta", "acme-store", "", "", 0, 99), before, limit);
                found.rows().forEach(row -> met.add(row.eventSeq()));
                if (found.rows().size() < limit && found.searchedTo().isEmpty()) {
                    break;
                }
                before = found.searchedTo().orElseGet(() -> met.get(met.size() - 1));
            }
            assertEquals(
                    LongStream.rangeClosed(0, 14).mapToObj(i -> 30 - 2 * i).toList(),
                    met.stream().filter(seq -> seq % 2 == 0).toList(),
                    "pages of " + limit);
        }
    }

    @Test
    void aSearchThatFindsNothingIsGivenUpAndGoesOnWhereItWas() {
        int rows = DeliverySearch.MOST_EXAMINED + 500;
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.event(1, EventName.PURCHASE_PLACED, "other", "o"));
                    unit.insertDelivery(Given.delivered(1, "meta"));
                    unit.insertEvent(Given.event(2, EventName.PURCHASE_PLACED, "acme", "o"));
                    for (int i = 2; i <= rows; i++) {
                        unit.insertDelivery(delivered(i));
                    }
                });
        DeliveryFilter rare = filter("meta", "other-store", "", "", 0, 99_999);
        Found<Delivery> first = queries.findDeliveries(rare, TOP, 10);
        assertEquals(List.of(), first.rows());
        assertEquals(501, first.searchedTo().orElseThrow());
        assertEquals(Given.NOON.plusSeconds(501), first.searchedToTime());
        Found<Delivery> second = queries.findDeliveries(rare, first.searchedTo().getAsLong(), 10);
        assertEquals(List.of(1L), second.rows().stream().map(Delivery::eventSeq).toList());
        assertTrue(second.searchedTo().isEmpty());
    }

    @Test
    void attemptsAreFoundByStatusClassCodeTimeEventAndText() {
        Given.unit(
                store,
                unit -> {
                    unit.insertAttempt(
                            "meta", attempt("a", 1, 200, "ok", "delivered"), List.of(7L));
                    unit.insertAttempt(
                            "meta", attempt("b", 2, 429, "80004", "throttled"), List.of(8L));
                    unit.insertAttempt(
                            "ga4", attempt("c", 3, 404, "gone", "permanent"), List.of(7L));
                    unit.insertAttempt(
                            "meta", attempt("d", 4, 0, "timeout", "unknown"), List.of(7L));
                });
        assertEquals("d c b a", ids(AttemptFilter.all()));
        assertEquals("c b", ids(attempts("", "4xx", "", 0)));
        assertEquals("b", ids(attempts("", "429", "", 0)));
        assertEquals("d", ids(attempts("", "none", "", 0)));
        assertEquals("b", ids(attempts("meta", "4xx", "", 0)));
        assertEquals("c", ids(attempts("", "", "gone", 0)));
        assertEquals("d c a", ids(attempts("", "", "", 7)));
        assertEquals("d a", ids(attempts("meta", "", "", 7)));
        assertEquals("c b", ids(new AttemptFilter("", "", "", "", "", 0, at(2), at(4))));
        assertEquals("b", ids(new AttemptFilter("", "", "8000", "", "", 0, null, null)));
    }

    @Test
    void aTextIsLookedForInSoManyRequestsAndTheNextPageGoesOnFromThere() {
        Given.unit(
                store,
                unit -> {
                    unit.insertAttempt(
                            "meta",
                            attempt("needle", 0, 200, "straw-needle", "delivered"),
                            List.of());
                    for (int i = 1; i <= AttemptSearch.MOST_EXAMINED + 100; i++) {
                        unit.insertAttempt(
                                "meta", attempt("a" + i, i, 200, "straw", "delivered"), List.of());
                    }
                });
        AttemptFilter needle = new AttemptFilter("", "", "NEEDLE", "", "", 0, null, null);
        Found<AttemptRow> first = queries.findAttempts(needle, Instant.MAX, 9);
        assertEquals(List.of(), first.rows());
        assertEquals(at(101), first.searchedToTime());
        Found<AttemptRow> second = queries.findAttempts(needle, first.searchedToTime(), 9);
        assertEquals("needle", second.rows().get(0).attempt().id());
        assertTrue(second.searchedTo().isEmpty());
    }

    @Test
    void requestsThatBeganAtTheSameMomentAreNeverTornApart() {
        Given.unit(
                store,
                unit -> {
                    for (int i = 0; i < 600; i++) {
                        unit.insertAttempt(
                                "meta", attempt("s" + i, 1, 200, "ok", "delivered"), List.of());
                    }
                    unit.insertAttempt("meta", attempt("t", 0, 200, "ok", "delivered"), List.of());
                });
        assertEquals(600, queries.findAttempts(AttemptFilter.all(), Instant.MAX, 5).rows().size());
        assertEquals(
                601, queries.findAttempts(AttemptFilter.all(), Instant.MAX, 601).rows().size());
    }

    @Test
    void theLastGoodAndTheLastBadAnswerAreKeptApart() {
        Given.unit(
                store,
                unit -> {
                    unit.insertAttempt("meta", attempt("a", 1, 200, "ok", "delivered"), List.of());
                    unit.insertAttempt("meta", attempt("b", 2, 500, "500", "retry"), List.of());
                    unit.insertAttempt("meta", attempt("c", 3, 200, "?", "inquiry"), List.of());
                    unit.insertAttempt("ga4", attempt("d", 4, 200, "half", "mixed"), List.of());
                });
        Map<String, Pulse> pulses = queries.pulses();
        assertEquals("a", pulses.get("meta").good().attempt());
        assertEquals("b", pulses.get("meta").bad().attempt());
        assertEquals("d", pulses.get("ga4").good().attempt());
        assertEquals(at(4), pulses.get("ga4").bad().at());
    }

    @Test
    void anOrderedPauseHidesThePlatformsAndBothAreThere() {
        Pause hold = Given.pause(Pause.Kind.AUTH_HOLD);
        Pause ordered = Pause.ordered("anna", Given.NASTY, Given.NOON);
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.event(1));
                    unit.insertDelivery(Given.pending(1, "ga4", Given.NOON));
                    unit.putPause("meta", Optional.of(hold));
                    unit.putOrderedPause("meta", Optional.of(ordered));
                    unit.putOrderedPause("ga4", Optional.of(ordered));
                });
        assertEquals(Map.of("meta", ordered, "ga4", ordered), queries.pauses());
        assertEquals(Map.of("meta", hold), queries.platformPauses());
        DeliveryFilter held = DeliveryFilter.all().standing("", DeliveryStatus.HELD);
        assertEquals(1, queries.deliveries(held, TOP, 9).size());
        Given.unit(store, unit -> unit.putOrderedPause("meta", Optional.empty()));
        assertEquals(Map.of("meta", hold, "ga4", ordered), queries.pauses());
    }

    @Test
    void aReplayOfNamedDeliveriesMeetsThoseAndNoOthers() {
        fill(4);
        TreeSet<ReplayCursor> only =
                new TreeSet<>(
                        List.of(
                                new ReplayCursor(4, "meta"),
                                new ReplayCursor(2, "ga4"),
                                new ReplayCursor(2, "gone"),
                                new ReplayCursor(3, "meta")));
        ReplayOrder order = new ReplayOrder(ReplayFilter.of(only, Given.NOON), 50, false, false);
        List<ReplayCursor> met = new ArrayList<>();
        Selection page = new Selection(List.of(), ReplayCursor.START, false);
        while (!page.exhausted()) {
            page = queries.replays().select(order, page.next(), 2);
            page.candidates().stream().map(Candidate::place).forEach(met::add);
        }
        only.remove(new ReplayCursor(2, "gone"));
        assertEquals(List.copyOf(only), met);
    }

    /** Even numbers are of one store, odd ones of another. */
    private void fill(int events) {
        Given.unit(
                store,
                unit -> {
                    for (long seq = 1; seq <= events; seq++) {
                        String merchant = seq % 2 == 0 ? "acme" : "other";
                        unit.insertEvent(
                                Given.stored(
                                        seq,
                                        Given.plain(seq, EventName.PURCHASE_PLACED, merchant)
                                                .receivedAt(Given.NOON.plusSeconds(seq))
                                                .set(EventField.ORDER_ID, "ord_" + seq)
                                                .build()));
                        unit.insertDelivery(Given.delivered(seq, "meta"));
                        unit.insertDelivery(Given.pending(seq, "ga4", at(seq)));
                    }
                });
    }

    private static Delivery delivered(long seq) {
        return new Delivery(
                seq,
                "meta",
                "acme",
                "purchase_placed",
                "evt",
                "",
                DeliveryStatus.DELIVERED,
                "accepted",
                "",
                Given.decision(Set.of()),
                1,
                at(seq),
                at(seq),
                null,
                "");
    }

    private List<String> list(DeliveryFilter filter) {
        return queries.deliveries(filter, TOP, 50).stream()
                .map(row -> row.eventSeq() + " " + row.destination())
                .toList();
    }

    private static DeliveryFilter filter(
            String destination, String shop, String order, String event, long from, long to) {
        return new DeliveryFilter(
                null, destination, "", "", "", shop, order, event, at(from), at(to));
    }

    private static AttemptFilter attempts(
            String destination, String status, String code, long event) {
        return new AttemptFilter(destination, "", "", status, code, event, null, null);
    }

    private String ids(AttemptFilter filter) {
        return String.join(
                " ",
                queries.attempts(filter, Instant.MAX, 50).stream()
                        .map(row -> row.attempt().id())
                        .toList());
    }

    private static Attempt attempt(
            String id, long second, int status, String code, String outcome) {
        Attempt like = Given.attempt(id, at(second));
        return new Attempt(
                id,
                at(second),
                5,
                "POST",
                like.url(),
                Map.of(),
                "{}",
                status,
                Map.of(),
                "{}",
                outcome,
                code,
                "",
                List.of());
    }

    private static Instant at(long second) {
        return Given.NOON.plusSeconds(second);
    }
}
