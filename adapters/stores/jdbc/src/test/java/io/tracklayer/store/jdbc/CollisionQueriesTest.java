// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.CollisionFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageRow;
import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.UnitOfWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollisionQueriesTest {
    private static final long TOP = Long.MAX_VALUE;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

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
    void aCollisionComesBackAsWrittenForBothItsEvents() {
        CollisionRow row =
                new CollisionRow(
                        7,
                        Kind.EVENT_ID_REUSED,
                        "acme",
                        "main",
                        Given.NOON,
                        Given.NASTY,
                        "o-1",
                        Given.NASTY,
                        7,
                        3);
        Given.unit(store, unit -> unit.insertCollision(row));

        assertEquals(List.of(row), queries.collisions(CollisionFilter.all(), TOP, 10));
        assertEquals(List.of(row), queries.collisionsOf(7, 10));
        assertEquals(List.of(row), queries.collisionsOf(3, 10));
        assertEquals(List.of(), queries.collisionsOf(4, 10));
    }

    @Test
    void theSameContradictionOfTheSameEventsIsKeptOnce() {
        Given.unit(
                store,
                unit -> {
                    unit.insertCollision(twoIds(7, "b", 3));
                    unit.insertCollision(twoIds(8, "b", 3));
                    unit.insertCollision(twoIds(9, "c", 3));
                    unit.insertCollision(twoIds(10, "b", 4));
                });

        assertEquals(List.of(10L, 9L, 7L), seqs(CollisionFilter.all(), TOP, 10));
        assertEquals(1, queries.collisionsOf(3, 1).size());
        assertEquals(9, queries.collisionsOf(3, 1).get(0).seq());
    }

    @Test
    void collisionsAreFilteredByEachMemberAndByAllTogether() {
        Given.unit(
                store,
                unit -> {
                    unit.insertCollision(reused(1, "acme", "main"));
                    unit.insertCollision(reused(2, "acme", "second"));
                    unit.insertCollision(reused(3, "other", "main"));
                    unit.insertCollision(twoIds(4, "b", 4));
                });

        assertEquals(List.of(3L, 2L, 1L), seqs("event_id_reused", "", ""));
        assertEquals(List.of(4L, 2L, 1L), seqs("", "acme", ""));
        assertEquals(List.of(4L, 3L, 1L), seqs("", "", "main"));
        assertEquals(List.of(1L), seqs("event_id_reused", "acme", "main"));
        assertEquals(List.of(2L, 1L), seqs("event_id_reused", "acme", ""));
        assertEquals(List.of(), seqs("' OR '1'='1", "", ""));
    }

    @Test
    void aPageOfCollisionsIsNotCutInsideAMessage() {
        Given.unit(
                store,
                unit -> {
                    for (long seq = 1; seq <= 5; seq++) {
                        unit.insertCollision(reused(seq, "acme", "main"));
                        unit.insertCollision(twoIds(seq, "b", seq));
                    }
                });

        assertEquals(List.of(5L, 5L, 4L, 4L), seqs(CollisionFilter.all(), TOP, 3));
        assertEquals(List.of(3L, 3L), seqs(CollisionFilter.all(), 4, 2));
        assertEquals(List.of(5L), seqs(new CollisionFilter("event_id_reused", "", ""), TOP, 1));
        assertEquals(List.of(), seqs(CollisionFilter.all(), TOP, 0));
    }

    @Test
    void everyPageWalksAnIndexInOrder() throws SQLException {
        Given.unit(store, unit -> unit.insertCollision(reused(1, "acme", "main")));
        for (String filter : List.of("", "store", "merchant", "kind")) {
            assertWalks("collision", filter, CollisionQueries.order(filter));
        }
        for (String filter : List.of("", "store", "merchant")) {
            assertWalks("coverage", filter, CoverageQueries.order(filter));
        }
        for (String column : List.of("event_seq", "other_event_seq")) {
            assertWalks("collision", column, column + " DESC, seq DESC, kind DESC");
        }
    }

    private void assertWalks(String table, String filter, String order) throws SQLException {
        String page = table.equals("coverage") ? "seen_day" : "seq";
        String where = " WHERE " + page + " >= 0 AND " + page + " < 9";
        if (!filter.isEmpty()) {
            where += " AND " + filter + (filter.endsWith("seq") ? " = 1" : " = 'acme'");
        }
        String sql = "SELECT * FROM " + table + where + " ORDER BY " + order + " LIMIT 5";
        String plan = plan(sql);
        String sorted = plan.substring(plan.indexOf("order by=["));
        assertTrue(sorted.substring(0, sorted.indexOf(']')).endsWith("uses index"), sql + plan);
    }

    private String plan(String sql) throws SQLException {
        String address = "jdbc:hsqldb:file:" + folder.resolve("evidence");
        try (Connection connection = DriverManager.getConnection(address, "SA", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN PLAN FOR " + sql)) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    @Test
    void eachEventCountsOnceForItsDayWhoeverSawIt() {
        Given.unit(
                store,
                unit -> {
                    see(unit, 1, "main", DAY, true, false);
                    see(unit, 2, "main", DAY, true, false);
                    see(unit, 3, "main", DAY, false, true);
                });
        Given.unit(store, unit -> see(unit, 1, "main", DAY, true, true));
        Given.unit(store, unit -> see(unit, 1, "main", DAY, true, true));

        assertEquals(List.of(day("main", DAY, 1, 1, 1)), coverage("", "", DAY.plusDays(1), 10));
    }

    @Test
    void whatIsUndoneIsNotCounted() {
        UnitOfWork unit = store.begin();
        see(unit, 1, "main", DAY, true, false);
        Object mark = unit.savepoint();
        see(unit, 1, "main", DAY, true, true);
        see(unit, 2, "main", DAY, false, true);
        unit.insertCollision(reused(2, "acme", "main"));
        unit.rollbackTo(mark);
        assertEquals(Optional.empty(), unit.findSighting(2));
        unit.commit(store.appliedOffset() + 1);

        assertEquals(List.of(day("main", DAY, 0, 1, 0)), coverage("", "", DAY.plusDays(1), 10));
        assertEquals(List.of(), queries.collisions(CollisionFilter.all(), TOP, 10));
    }

    @Test
    void coverageIsByDayNewestFirstAndADayIsNotCut() {
        Given.unit(
                store,
                unit -> {
                    for (int back = 0; back < 3; back++) {
                        see(unit, back * 2, "main", DAY.minusDays(back), true, true);
                        see(unit, back * 2 + 1, "second", DAY.minusDays(back), false, true);
                    }
                });

        assertEquals(
                List.of(
                        day("second", DAY, 0, 0, 1),
                        day("main", DAY, 1, 0, 0),
                        day("second", DAY.minusDays(1), 0, 0, 1),
                        day("main", DAY.minusDays(1), 1, 0, 0)),
                coverage("", "", DAY.plusDays(1), 3));
        assertEquals(
                List.of(day("main", DAY.minusDays(2), 1, 0, 0)),
                coverage("", "main", DAY.minusDays(1), 10));
        assertEquals(2, coverage("acme", "", DAY.minusDays(1), 10).size());
        assertEquals(List.of(), coverage("other", "main", DAY.plusDays(1), 10));
        assertEquals(
                List.of(),
                queries.coverage(
                        new CoverageFilter("subscription_renewed", "", ""), DAY.plusDays(1), 10));
    }

    @Test
    void whoSawAnEventComesBackAsWritten() {
        Sighting sighting =
                new Sighting(5, "acme", "main", "purchase_placed", DAY, true, false, Given.NASTY);
        Given.unit(store, unit -> unit.putSighting(sighting));

        UnitOfWork unit = store.begin();
        assertEquals(Optional.of(sighting), unit.findSighting(5));
        unit.rollback();
    }

    private List<CoverageRow> coverage(String merchant, String shop, LocalDate before, int limit) {
        return queries.coverage(new CoverageFilter("", merchant, shop), before, limit);
    }

    private List<Long> seqs(String kind, String merchant, String shop) {
        return seqs(new CollisionFilter(kind, merchant, shop), TOP, 10);
    }

    private List<Long> seqs(CollisionFilter filter, long before, int limit) {
        return queries.collisions(filter, before, limit).stream().map(CollisionRow::seq).toList();
    }

    private static void see(
            UnitOfWork unit,
            long seq,
            String shop,
            LocalDate day,
            boolean browser,
            boolean server) {
        unit.putSighting(
                new Sighting(seq, "acme", shop, "purchase_placed", day, browser, server, "e"));
    }

    private static CoverageRow day(
            String shop, LocalDate day, long both, long browserOnly, long serverOnly) {
        return new CoverageRow("acme", shop, "purchase_placed", day, both, browserOnly, serverOnly);
    }

    private static CollisionRow reused(long seq, String merchant, String shop) {
        return new CollisionRow(
                seq,
                Kind.EVENT_ID_REUSED,
                merchant,
                shop,
                Given.NOON,
                "e",
                "o-1",
                "o-" + seq,
                seq,
                100);
    }

    private static CollisionRow twoIds(long seq, String second, long event) {
        return new CollisionRow(
                seq,
                Kind.ORDER_WITH_TWO_EVENT_IDS,
                "acme",
                "main",
                Given.NOON,
                "o",
                "a",
                second,
                event,
                0);
    }
}
