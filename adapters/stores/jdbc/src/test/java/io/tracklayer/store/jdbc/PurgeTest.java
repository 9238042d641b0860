// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.reconcile.DedupKey;
import io.tracklayer.spi.EventName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeTest {
    private static final RetentionPolicy POLICY = RetentionPolicy.standard(Duration.ofHours(24));
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final int ALL = 1_000;

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
    void aRequestAsItArrivedGoesAfterItsTimeAndWhatBecameOfItStays() {
        Given.unit(
                store,
                unit -> {
                    unit.insertArrival(7, Given.arrival(null));
                    unit.insertObservation(Given.observation(7, 0));
                });

        assertEquals(0, purge(Duration.ofDays(7)));
        assertTrue(queries.arrival(7).isPresent());
        assertEquals(1, purge(Duration.ofDays(7).plus(TICK)));

        assertEquals(Optional.empty(), queries.arrival(7));
        assertEquals(1, queries.observationsOf(7000).size());
    }

    @Test
    void spaceOfWhatWasRemovedNoLongerCountsAsHeld() {
        Given.unit(store, unit -> unit.insertEvent(Given.event(7_000)));
        assertEquals(
                Optional.of(queries.event(7_000).orElseThrow().event().receivedAt()),
                store.holdings().oldest());
        long before = store.holdings().bytes();
        Given.unit(
                store,
                unit -> {
                    for (int offset = 0; offset < 3_000; offset++) {
                        unit.insertArrival(offset, largeArrival());
                    }
                });
        long held = store.holdings().bytes();
        assertTrue(held > before + (6 << 20), before + " " + held);
        for (int chunk = 0; chunk < 3; chunk++) {
            purge(Duration.ofDays(8).minusHours(1));
        }
        long left = store.holdings().bytes();
        assertTrue(left < held - (4 << 20), held + " " + left);
    }

    private static Arrival largeArrival() {
        Arrival small = Given.arrival(null);
        return new Arrival(
                small.merchant(),
                small.store(),
                small.source(),
                small.method(),
                small.path(),
                small.query(),
                small.headers(),
                small.remoteAddress(),
                small.receivedAt(),
                small.verifiedBy(),
                null,
                new byte[4_000]);
    }

    @Test
    void contentOfAnAttemptGoesAfterItsTimeAndItsOutcomeStays() {
        Given.unit(
                store,
                unit -> unit.insertAttempt("meta", Given.attempt("a", Given.NOON), List.of(1L)));

        assertEquals(0, purge(Duration.ofDays(14)));
        assertEquals(Given.attempt("a", Given.NOON), attempt("a"));
        assertEquals(1, purge(Duration.ofDays(14).plus(TICK)));
        assertEquals(0, purge(Duration.ofDays(14).plus(TICK)), "not found again");

        Attempt kept = attempt("a");
        assertNull(kept.requestBody());
        assertNull(kept.responseBody());
        assertEquals(Map.of(), kept.requestHeaders());
        assertEquals(Map.of(), kept.responseHeaders());
        assertEquals(
                "200 delivered fine", kept.status() + " " + kept.outcome() + " " + kept.text());
        assertEquals(
                1,
                queries.attempts(
                                new AttemptFilter("", "", "fine", "", "", 0, null, null),
                                Given.NOON.plusSeconds(1),
                                9)
                        .size());
    }

    @Test
    void everythingOfAnEventGoesAfterItsTime() throws SQLException {
        Given.unit(store, unit -> whole(unit, 1, DeliveryStatus.DELIVERED));

        purge(Duration.ofDays(90));
        assertTrue(queries.event(1).isPresent());
        assertEquals(1, queries.observationsOf(1).size());
        assertTrue(queries.attempt("att-1").isPresent());
        purge(Duration.ofDays(90).plus(TICK));

        assertEquals(rows(0), rows());
    }

    @Test
    void aKeyGoesAnHourAfterItIsOfNoMoreUse() {
        Given.unit(
                store,
                unit -> {
                    for (DedupKey.Kind kind : DedupKey.Kind.values()) {
                        unit.putKey(key(kind), 1, Given.NOON);
                    }
                });

        assertEquals(0, purge(Duration.ofHours(25)));
        assertTrue(found(key(DedupKey.Kind.EVENT_ID)) && found(key(DedupKey.Kind.ORDER_ID)));
        assertEquals(3, purge(Duration.ofHours(25).plus(TICK)));
        assertFalse(found(key(DedupKey.Kind.EVENT_ID)) || found(key(DedupKey.Kind.ORDER_ID)));
        assertFalse(found(key(DedupKey.Kind.CHECKOUT)));

        assertEquals(0, purge(Duration.ofHours(49)));
        assertTrue(found(key(DedupKey.Kind.MESSAGE)));
        assertEquals(1, purge(Duration.ofHours(49).plus(TICK)));
        assertFalse(found(key(DedupKey.Kind.MESSAGE)));
    }

    @Test
    void aKeyThatWasSeenAgainCountsFromThen() {
        DedupKey key = key(DedupKey.Kind.ORDER_ID);
        Given.unit(store, unit -> unit.putKey(key, 1, Given.NOON));
        Given.unit(store, unit -> unit.putKey(key, 2, Given.NOON.plusSeconds(86_400)));

        assertEquals(0, purge(Duration.ofHours(48)));

        assertTrue(found(key));
    }

    @Test
    void aChunkTouchesNoMoreRowsThanItMayTheOldestFirst() {
        Given.unit(
                store,
                unit -> {
                    for (int i = 9; i >= 0; i--) {
                        unit.insertArrival(i, arrivalAt(Given.NOON.plusSeconds(i)));
                    }
                });

        assertEquals(4, purge(Duration.ofDays(8), 4));
        assertEquals(Optional.empty(), queries.arrival(3));
        assertTrue(queries.arrival(4).isPresent());
        assertEquals(4, purge(Duration.ofDays(8), 4));
        assertEquals(2, purge(Duration.ofDays(8), 4));
        assertEquals(0, purge(Duration.ofDays(8), 4));
    }

    @Test
    void anEventOfManyRowsGoesInChunksAndLastOfThemItself() throws SQLException {
        Given.unit(
                store,
                unit -> {
                    whole(unit, 1, DeliveryStatus.DELIVERED);
                    for (int copy = 0; copy < 20; copy++) {
                        unit.insertMerge(merge(1));
                        unit.insertObservation(observation(10 + copy, 1, Given.NOON));
                    }
                });
        long before = rows().stream().mapToLong(Long::longValue).sum();
        for (int touched = 5; touched == 5; ) {
            touched = purge(Duration.ofDays(91), 5);
            assertEquals(queries.event(1).isEmpty(), rows().equals(rows(0)), "the event goes last");
            long now = rows().stream().mapToLong(Long::longValue).sum();
            assertTrue(before - now <= 5, before + " " + now);
            before = now;
            assertCountsAddUp();
        }
        assertEquals(rows(0), rows());
    }

    @Test
    void anEventIsKeptWhileADeliveryOfItIsPendingAndGoesWithinTheHourAfter() {
        Given.unit(
                store,
                unit -> {
                    whole(unit, 1, DeliveryStatus.PENDING);
                    unit.putPause("ga4", Optional.of(Given.pause(Pause.Kind.AUTH_HOLD)));
                });

        purge(Duration.ofDays(400));
        assertTrue(queries.event(1).isPresent());
        assertEquals(2, queries.deliveriesOf(1).size());
        assertEquals(2, queries.merges(1).size());
        Given.unit(
                store,
                unit ->
                        unit.updateDelivery(
                                unit.findDelivery(1, "ga4")
                                        .orElseThrow()
                                        .after(
                                                new DeliveryResult(
                                                        1,
                                                        DeliveryStatus.FAILED,
                                                        "given_up",
                                                        "",
                                                        true,
                                                        null),
                                                Given.NOON,
                                                "")));
        purge(Duration.ofDays(400).plusMinutes(61));

        assertEquals(Optional.empty(), queries.event(1));
        assertEquals(List.of(), queries.deliveryCounts());
    }

    @Test
    void keptEventsOfOneMomentDoNotStandInTheWayOfLaterOnes() {
        Given.unit(
                store,
                unit -> {
                    for (long seq = 1; seq <= 20; seq++) {
                        event(unit, seq, Given.NOON, DeliveryStatus.PENDING);
                    }
                    event(unit, 21, Given.NOON.plusSeconds(1), DeliveryStatus.SKIPPED);
                    event(unit, 22, Given.NOON, DeliveryStatus.SKIPPED);
                });
        List<Integer> chunks = new ArrayList<>();
        do {
            chunks.add(purge(Duration.ofDays(91), 4));
        } while (chunks.get(chunks.size() - 1) == 4);

        assertEquals(Optional.empty(), queries.event(21));
        assertEquals(Optional.empty(), queries.event(22));
        assertTrue(queries.event(20).isPresent());
        assertEquals(0, purge(Duration.ofDays(91).plusSeconds(30), 4), "not looked at each time");
    }

    @Test
    void anEventCountsFromItsLastCopySoThatNoKeyPointsToNothing() {
        Given.unit(
                store,
                unit -> {
                    event(unit, 1, Given.NOON, DeliveryStatus.DELIVERED);
                    unit.insertObservation(observation(1, 1, Given.NOON));
                    unit.insertObservation(observation(2, 1, Given.NOON.plusSeconds(86_400)));
                });

        purge(Duration.ofDays(91));
        assertTrue(queries.event(1).isPresent());
        assertEquals(1, queries.observationsOf(1).size());
        purge(Duration.ofDays(91).plusHours(1).plus(TICK));

        assertEquals(Optional.empty(), queries.event(1));
    }

    @Test
    void countsEqualTheRowsThatAreKept() throws SQLException {
        Given.unit(
                store,
                unit -> {
                    for (long seq = 1; seq <= 30; seq++) {
                        Instant at = Given.NOON.plus(Duration.ofDays(seq));
                        DeliveryStatus status =
                                seq % 3 == 0 ? DeliveryStatus.PENDING : DeliveryStatus.DELIVERED;
                        event(unit, seq, at, status);
                        unit.insertObservation(observation(seq, seq, at));
                    }
                });
        for (int day = 85; day <= 125; day += 5) {
            while (purge(Duration.ofDays(day), 7) == 7) {
                assertCountsAddUp();
            }
            assertCountsAddUp();
        }
        assertEquals(10, queries.deliveryCounts().get(0).count());
        assertEquals(List.of(), queries.observationCounts());
    }

    @Test
    void aRestartGoesOnWhereTheChunkEnded() {
        Given.unit(
                store,
                unit -> {
                    for (long seq = 1; seq <= 10; seq++) {
                        event(unit, seq, Given.NOON.plusSeconds(seq), DeliveryStatus.DELIVERED);
                    }
                });
        purge(Duration.ofDays(91), 9);
        long offset = store.appliedOffset();
        store.close();
        open();

        assertEquals(offset, store.appliedOffset());
        assertTrue(queries.event(10).isPresent());
        purge(Duration.ofDays(91));
        assertEquals(Optional.empty(), queries.event(10));
        assertEquals(List.of(), queries.deliveryCounts());
    }

    @Test
    void nothingIsPurgedWhileAUnitOfWorkIsOpen() {
        UnitOfWork open = store.begin();
        assertThrows(IllegalStateException.class, () -> purge(Duration.ofDays(91)));
        open.rollback();
        assertEquals(0, purge(Duration.ofDays(91)));
    }

    @Test
    void aChunkThatFailsLeavesEverythingAndTheWriterFree() throws SQLException {
        Given.unit(store, unit -> unit.insertArrival(1, Given.arrival(null)));
        change("ALTER TABLE event RENAME TO hidden_event");
        assertThrows(EvidenceStoreException.class, () -> purge(Duration.ofDays(91)));
        change("ALTER TABLE hidden_event RENAME TO event");

        assertTrue(queries.arrival(1).isPresent());
        assertEquals(1, purge(Duration.ofDays(91)));
    }

    @Test
    void spaceOfRemovedRowsIsUsedAgainAfterARestartToo() throws IOException {
        byte[] large = new byte[100_000];
        for (int day = 0; day < 12; day++) {
            Instant at = Given.NOON.plus(Duration.ofDays(day));
            Given.unit(
                    store,
                    unit -> {
                        for (int i = 0; i < 100; i++) {
                            unit.insertArrival(
                                    store.appliedOffset() * 100 + i, arrivalAt(at, large));
                        }
                    });
            store.purge(POLICY, at.plus(Duration.ofDays(7)).plusSeconds(1), ALL);
            store.close();
            open();
        }
        long size = Files.size(folder.resolve("evidence.data"));
        assertTrue(size < 80_000_000, "12 times 10 MB came and went: " + size);
    }

    private int purge(Duration afterNoon) {
        return purge(afterNoon, ALL);
    }

    private int purge(Duration afterNoon, int maxRows) {
        return store.purge(POLICY, Given.NOON.plus(afterNoon), maxRows);
    }

    private Attempt attempt(String id) {
        return queries.attempt(id).orElseThrow().attempt();
    }

    private static DedupKey key(DedupKey.Kind kind) {
        return new DedupKey("acme", kind, "purchase_placed", "1001");
    }

    private boolean found(DedupKey key) {
        UnitOfWork unit = store.begin();
        try {
            return unit.findKey(key, Instant.MIN).isPresent();
        } finally {
            unit.rollback();
        }
    }

    /** An event with a row in every table. */
    private static void whole(UnitOfWork unit, long seq, DeliveryStatus other) {
        unit.insertArrival(seq, Given.arrival(null));
        unit.insertObservation(observation(seq, seq, Given.NOON));
        event(unit, seq, Given.NOON, DeliveryStatus.DELIVERED);
        unit.insertDelivery(Given.delivery(seq, "ga4", other, "other", due(other)));
        unit.insertMerge(merge(seq));
        unit.insertMerge(merge(seq));
        unit.insertCollision(
                new CollisionRow(
                        seq,
                        CollisionRow.Kind.ORDER_WITH_TWO_EVENT_IDS,
                        "acme",
                        "main",
                        Given.NOON,
                        "ord_1",
                        "evt-1",
                        "evt-2",
                        seq,
                        0));
        unit.putSighting(
                new Sighting(
                        seq,
                        "acme",
                        "main",
                        "purchase_placed",
                        LocalDate.of(2026, 11, 20),
                        true,
                        false,
                        "evt-1"));
        unit.insertAttempt("meta", Given.attempt("att-" + seq, Given.NOON), List.of(seq, seq + 1));
        unit.putKey(
                new DedupKey("acme", DedupKey.Kind.EVENT_ID, "purchase_placed", "evt-" + seq),
                seq,
                Given.NOON);
    }

    private static void event(UnitOfWork unit, long seq, Instant at, DeliveryStatus status) {
        StoredEvent given =
                Given.stored(
                        seq,
                        Given.plain(seq, EventName.PURCHASE_PLACED, "acme").receivedAt(at).build());
        unit.insertEvent(given);
        unit.insertDelivery(Given.delivery(seq, "meta", status, status.wire(), due(status)));
    }

    private static Instant due(DeliveryStatus status) {
        return status == DeliveryStatus.PENDING ? Given.NOON : null;
    }

    private static ObservationRow observation(long offset, long eventSeq, Instant at) {
        return new ObservationRow(
                offset + "-0",
                offset,
                "acme",
                "main",
                "shopify",
                at,
                ObservationRow.Verdict.ACCEPTED,
                "accepted",
                "",
                eventSeq,
                "purchase_placed");
    }

    private static MergeRow merge(long seq) {
        return new MergeRow(seq, "9-0", Given.NOON, "order_id 1", 5, false, "", "joined");
    }

    private static Arrival arrivalAt(Instant at) {
        return arrivalAt(at, new byte[] {1});
    }

    private static Arrival arrivalAt(Instant at, byte[] raw) {
        Arrival given = Given.arrival(null);
        return new Arrival(
                given.merchant(),
                given.store(),
                given.source(),
                given.method(),
                given.path(),
                given.query(),
                given.headers(),
                given.remoteAddress(),
                at,
                given.verifiedBy(),
                null,
                raw);
    }

    private static List<Long> rows(long each) {
        return Collections.nCopies(11, each);
    }

    private List<Long> rows() throws SQLException {
        List<Long> counted = new ArrayList<>();
        for (String table :
                List.of(
                        "arrival",
                        "observation",
                        "event",
                        "event_source",
                        "merge_evidence",
                        "dedup_key",
                        "delivery",
                        "attempt",
                        "attempt_delivery",
                        "collision",
                        "sighting")) {
            counted.add(number("SELECT COUNT(*) FROM " + table));
        }
        return counted;
    }

    private void assertCountsAddUp() throws SQLException {
        assertEquals(
                0,
                number(
                        """
                        SELECT COUNT(*) FROM delivery_count c WHERE n <> (SELECT COUNT(*) FROM delivery d
                        WHERE d.merchant = c.merchant AND d.destination = c.destination AND d.status = c.status
                            AND d.reason = c.reason)
                        """));
        assertEquals(
                0,
                number(
                        """
                        SELECT COUNT(*) FROM observation_count c WHERE n <> (SELECT COUNT(*) FROM observation o
                        WHERE o.merchant = c.merchant AND o.source = c.source AND o.verdict = c.verdict
                            AND o.reason = c.reason)
                        """));
    }

    private long number(String query) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:hsqldb:file:" + folder.resolve("evidence"), "SA", "");
    }
}
