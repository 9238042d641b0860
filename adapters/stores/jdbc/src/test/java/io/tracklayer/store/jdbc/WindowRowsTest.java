// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.window.WindowQueries;
import io.tracklayer.core.diagnose.window.WindowQueries.EventHead;
import io.tracklayer.core.diagnose.window.WindowQueries.Scope;
import io.tracklayer.core.diagnose.window.WindowQueries.Span;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.EventName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowRowsTest {
    private static final Scope ALL = new Scope(0, Set.of());
    private static final Scope ACME = new Scope(0, Set.of("acme"));

    @TempDir Path folder;

    @Test
    void eventsAreReadNewestFirstFromTheFirstOneOfTheWindow() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    unit -> {
                        unit.insertEvent(arrived(1, "acme", -7200));
                        unit.insertEvent(arrived(2, "acme", -60));
                        unit.insertEvent(arrived(3, "other", -30));
                        unit.insertEvent(arrived(4, "acme", 0));
                        unit.insertDelivery(Given.delivered(4, "meta"));
                        unit.insertDelivery(Given.delivered(4, "ga4"));
                    });
            WindowQueries rows = store.window();
            long first = rows.firstEvent(Given.NOON.minusSeconds(3600)).orElseThrow();
            assertEquals(2, first);
            assertEquals(List.of(4L, 3L, 2L), seqs(rows.heads(new Scope(first, Set.of()), 9)));
            assertEquals(List.of(4L, 2L), seqs(rows.heads(new Scope(first, Set.of("acme")), 9)));
            assertEquals(List.of(4L), seqs(rows.heads(ACME, 1)));
            assertEquals(
                    List.of(3L),
                    rows
                            .events(new Scope(0, Set.of("other")), EventName.PURCHASE_PLACED, 9)
                            .stream()
                            .map(StoredEvent::seq)
                            .toList());
            assertEquals(List.of(), rows.events(ALL, EventName.ORDER_REFUNDED, 9));
            assertEquals(
                    Map.of(4L, Set.of("meta", "ga4"), 2L, Set.of()),
                    rows.destinationsOf(List.of(4L, 2L)));
            assertEquals(Optional.empty(), rows.firstEvent(Given.NOON.plusSeconds(1)));
            assertEquals(List.of(2L), seqs(rows.heads(new Scope(first, 3, Set.of()), 9)));
            assertEquals(List.of(2L), seqs(rows.heads(new Scope(first, 4, Set.of("acme")), 9)));
            assertEquals(
                    List.of(2L, 1L),
                    rows
                            .events(new Scope(0, 4, Set.of("acme")), EventName.PURCHASE_PLACED, 9)
                            .stream()
                            .map(StoredEvent::seq)
                            .toList());
        }
    }

    @Test
    void aDestinationThatWasAnotherMerchantsBeforeShowsOnlyTheRowsOfTheOneAskedFor() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    unit -> {
                        unit.insertDelivery(Given.delivered(1, "meta"));
                        unit.insertDelivery(of("other", Given.delivered(2, "meta")));
                    });
            assertEquals(
                    List.of(1L),
                    store.window().deliveries(ACME, DeliveryStatus.DELIVERED, "", 9).stream()
                            .map(Delivery::eventSeq)
                            .toList());
        }
    }

    @Test
    void deliveriesOfEachDestinationAndReasonAreCutAtTheLimitOfTheirOwn() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    unit -> {
                        for (int seq = 1; seq <= 5; seq++) {
                            unit.insertDelivery(Given.pending(seq, "meta", Given.NOON));
                            unit.insertDelivery(Given.delivered(seq, "ga4"));
                        }
                        unit.insertDelivery(Given.pending(9, "ga4", Given.NOON));
                    });
            WindowQueries rows = store.window();
            assertEquals(
                    List.of("9 ga4", "5 meta", "4 meta"),
                    names(rows.deliveries(ALL, DeliveryStatus.PENDING, "", 2)));
            assertEquals(
                    List.of("5 meta"),
                    names(
                            rows.deliveries(
                                    new Scope(5, Set.of()), DeliveryStatus.PENDING, "meta", 9)));
            assertEquals(
                    List.of(),
                    rows.deliveries(new Scope(0, Set.of("nobody")), DeliveryStatus.PENDING, "", 9));
            assertEquals(
                    List.of("3 meta", "2 meta"),
                    names(
                            rows.deliveries(
                                    new Scope(2, 4, Set.of()), DeliveryStatus.PENDING, "", 9)));
        }
    }

    @Test
    void messagesAndRemarksOfTheWindowAreFound() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    unit -> {
                        unit.insertObservation(Given.observation(1, 0, Verdict.REFUSED, "segment"));
                        unit.insertObservation(
                                Given.observation(2, 0, Verdict.ACCEPTED, "segment"));
                        unit.insertAttempt(
                                "meta", Given.attempt("a1", Given.NOON), List.of(7L, 8L));
                    });
            WindowQueries rows = store.window();
            assertEquals(
                    1,
                    rows.observations(
                                    Verdict.REFUSED, ACME, Span.from(Given.NOON.minusSeconds(1)), 9)
                            .size());
            assertEquals(
                    List.of(),
                    rows.observations(
                            Verdict.REFUSED, ACME, Span.from(Given.NOON.plusSeconds(1)), 9));
            List<WindowQueries.Remarked> remarked =
                    rows.remarked("meta", Span.from(Given.NOON.minusSeconds(1)), 9);
            assertEquals(List.of(7L, 8L), remarked.get(0).eventSeqs());
            assertFalse(remarked.get(0).remarks().isEmpty());
            assertEquals(List.of(), rows.remarked("meta", Span.from(Given.NOON.plusSeconds(1)), 9));
            Span before = new Span(Given.NOON.minusSeconds(9), Given.NOON);
            assertEquals(List.of(), rows.remarked("meta", before, 9));
            assertEquals(List.of(), rows.observations(Verdict.REFUSED, ACME, before, 9));
            assertEquals(
                    List.of(),
                    rows.observations(
                            Verdict.REFUSED,
                            new Scope(0, 1, Set.of()),
                            Span.from(Given.NOON.minusSeconds(1)),
                            9));
        }
    }

    @Test
    void everyQueryWalksAnIndexInOrder() throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        indexes.put(WindowRows.FIRST, "EVENT_BY_AGE");
        indexes.put(WindowRows.HEADS, "SYS_PK_");
        indexes.put(WindowRows.HEADS_OF_MERCHANT, "EVENT_BY_MERCHANT");
        indexes.put(WindowRows.DESTINATIONS_OF, "SYS_PK_");
        indexes.put(WindowRows.STANDING, "DELIVERY_STANDING");
        indexes.put(WindowRows.MESSAGES, "OBSERVATION_STANDING");
        indexes.put(WindowRows.REQUESTS, "ATTEMPT_BY_DESTINATION");
        try (JdbcEvidenceStore store = Given.store(folder)) {
            assertEquals(Optional.empty(), store.window().firstEvent(Given.NOON));
            for (Map.Entry<String, String> query : indexes.entrySet()) {
                String plan =
                        plan(
                                query.getKey()
                                        .replaceAll(
                                                "(destination|status|reason|merchant|source|verdict) = \\?",
                                                "$1 = 'x'")
                                        .replace("?", "9"));
                assertTrue(plan.contains("index=" + query.getValue()), plan);
                assertFalse(plan.contains("FULL SCAN"), plan);
                assertTrue(plan.contains("uses index]"), plan);
            }
        }
    }

    private String plan(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:hsqldb:file:" + folder.resolve("evidence"), "SA", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN PLAN FOR " + sql)) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    private static StoredEvent arrived(long seq, String merchant, long secondsFromNoon) {
        return Given.stored(
                seq,
                Given.plain(seq, EventName.PURCHASE_PLACED, merchant)
                        .receivedAt(Given.NOON.plusSeconds(secondsFromNoon))
                        .build());
    }

    private static List<Long> seqs(List<EventHead> heads) {
        return heads.stream().map(EventHead::seq).toList();
    }

    private static List<String> names(List<Delivery> rows) {
        return rows.stream().map(row -> row.eventSeq() + " " + row.destination()).toList();
    }

    private static Delivery of(String merchant, Delivery row) {
        return new Delivery(
                row.eventSeq(),
                row.destination(),
                merchant,
                row.eventName(),
                row.eventId(),
                row.orderId(),
                row.status(),
                row.reason(),
                row.sentence(),
                row.decision(),
                row.attempts(),
                row.createdAt(),
                row.updatedAt(),
                row.nextAttemptAt(),
                row.lastAttempt());
    }
}
