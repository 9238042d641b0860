// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.replay.AuditFilter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryPlanTest {
    @TempDir Path folder;

    @Test
    void dueWalksItsIndexInOrderAmongFiftyThousandDeliveries() throws SQLException {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            fill(store, 25_000);

            String plan = plan(DeliveryQueries.DUE);

            assertTrue(plan.contains("index=DELIVERY_DUE"), plan);
            assertEquals("uses index]", lastLineOf(plan, "order by=["), plan);
            assertEquals(7, store.queries().due(Given.claim("meta", 7)).size());
        }
    }

    @Test
    void theStoresOfADestinationAndTheOpenEventsOfAnOrderAreFoundByTheirIndexes()
            throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        indexes.put(DeliveryQueries.STORES, "SYS_PK_");
        indexes.put(DeliveryQueries.FIRST_DUE, "DELIVERY_DUE");
        indexes.put(DeliveryQueries.EARLIER_OPEN, "DELIVERY_BY_ORDER");
        indexes.put(DeliveryQueries.NEXT_OPEN, "DELIVERY_BY_ORDER");
        indexes.put(IncidentQueries.OPEN, "INCIDENT_BY_CAUSE");
        indexes.put(IncidentQueries.PAGE, "INCIDENT_BY_PLACE");
        indexes.put(InquiryRows.DUE, "INQUIRY_DUE");
        try (JdbcEvidenceStore store = Given.store(folder)) {
            fill(store, 1_000);
            for (Map.Entry<String, String> query : indexes.entrySet()) {
                String plan =
                        explained(
                                query.getKey()
                                        .replaceAll(
                                                "(_id|destination|store|cause|kind) ([=>]) \\?",
                                                "$1 $2 'x'")
                                        .replace("?", "9"));

                assertTrue(plan.contains("index=" + query.getValue()), plan);
                assertFalse(plan.contains("FULL SCAN"), plan);
                assertEquals("uses index]", lastLineOf(plan, "order by=["), plan);
            }
        }
    }

    @Test
    void thePurgeFindsWhatIsOldestByTheIndexOfItsAgeAndWhatHangsOnItByItsKey() throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        indexes.put(JdbcEvidenceStore.OLDEST, "EVENT_BY_AGE");
        indexes.put(Purge.ARRIVALS, "ARRIVAL_BY_AGE");
        indexes.put(Purge.CONTENTS, "ATTEMPT_BY_CONTENT");
        indexes.put(Purge.KEYS, "DEDUP_KEY_BY_AGE");
        indexes.put(Purge.OBSERVATIONS, "OBSERVATION_BY_AGE");
        indexes.put(Purge.ATTEMPTS, "ATTEMPT_BY_START");
        indexes.put(Purge.CONSENTS, "STORED_CONSENT_BY_AGE");
        indexes.put(Purge.MEMORIES, "SOURCE_MEMORY_BY_AGE");
        indexes.put(Purge.WAITS, "CONSENT_WAIT_BY_END");
        indexes.put(Purge.INQUIRIES, "INQUIRY_BY_AGE");
        indexes.put(Purge.CARRIED, "ATTEMPT_DELIVERY_OF");
        indexes.put(Purge.CARRYING, "SYS_PK_");
        indexes.put(Purge.MERGES, "SYS_PK_");
        indexes.put(Purge.SOURCES, "EVENT_SOURCE_OF");
        indexes.put(Purge.DELIVERIES, "SYS_PK_");
        indexes.put(Purge.COLLISIONS, "COLLISION_OF_EVENT");
        indexes.put(Purge.COPIES, "OBSERVATION_EVENT");
        indexes.put(EventWalk.AT, "EVENT_BY_AGE");
        indexes.put(EventWalk.AFTER, "EVENT_BY_AGE");
        indexes.put(CandidateQueries.FIRST_SINCE, "EVENT_BY_AGE");
        indexes.put(CandidateQueries.LAST_BEFORE, "EVENT_BY_AGE");
        indexes.put(CandidateQueries.EVENTS, "SYS_PK_");
        indexes.put(HourTable.ARRIVED.expired(), "SYS_PK_");
        indexes.put(HourTable.DELIVERED.expired(), "SYS_PK_");
        indexes.put(HourTable.ARRIVED.range(), "SYS_PK_");
        indexes.put(HourTable.DELIVERED.range(), "SYS_PK_");
        indexes.put(
                HourQueries.NEWEST.replace("event_name = ?", "event_name = 'p'"), "EVENT_BY_NAME");
        try (JdbcEvidenceStore store = Given.store(folder)) {
            fill(store, 1_000);
            for (Map.Entry<String, String> query : indexes.entrySet()) {
                String plan =
                        explained(
                                query.getKey()
                                        .replace("kind = ?", "kind = 'E'")
                                        .replace("attempt_id = ?", "attempt_id = 'a'")
                                        .replace("has_content = ?", "has_content = TRUE")
                                        .replace("?", "9"));

                assertTrue(plan.contains("index=" + query.getValue()), plan);
                assertFalse(plan.contains("FULL SCAN"), plan);
                assertEquals("uses index]", lastLineOf(plan, "order by=["), plan);
            }
        }
    }

    @Test
    void theAuditTrailIsWalkedByTheIndexOfWhatItIsFilteredBy() throws SQLException {
        AuditQueries audit = new AuditQueries(SqlDialect.HSQLDB);
        Map<String, String> indexes = new LinkedHashMap<>();
        for (String[] filter :
                new String[][] {
                    {"anna", "", "AUDIT_ENTRY_BY_PERSON"},
                    {"anna", "replay.start", "AUDIT_ENTRY_BY_PERSON"},
                    {"", "replay.start", "AUDIT_ENTRY_BY_ACTION"},
                    {"", "", "SYS_PK_"}
                }) {
            AuditFilter all = AuditFilter.all();
            AuditFilter wanted = new AuditFilter(filter[0], filter[1], all.since(), all.until());
            indexes.put(AuditQueries.select(wanted, audit.where(wanted, 0, 9)), filter[2]);
        }
        indexes.put(AuditQueries.LAST_BEFORE, "AUDIT_ENTRY_BY_TIME");
        try (JdbcEvidenceStore store = Given.store(folder)) {
            fill(store, 1);
            for (Map.Entry<String, String> query : indexes.entrySet()) {
                String plan =
                        explained(
                                query.getKey()
                                        .replaceAll("(?<![<>])= \\?", "= 'x'")
                                        .replace("?", "9"));

                assertTrue(plan.contains("index=" + query.getValue()), query.getKey() + plan);
                assertFalse(plan.contains("FULL SCAN"), plan);
                assertEquals("uses index]", lastLineOf(plan, "order by=["), query.getKey() + plan);
            }
        }
    }

    private static void fill(JdbcEvidenceStore store, int events) {
        Random random = new Random(7);
        for (int unit = 0; unit < events; unit += 500) {
            int first = unit;
            Given.unit(
                    store,
                    rows -> {
                        for (int seq = first; seq < first + 500; seq++) {
                            rows.insertDelivery(
                                    Given.pending(
                                            seq,
                                            "meta",
                                            Given.NOON.minusSeconds(random.nextInt(900))));
                            rows.insertDelivery(
                                    Given.pending(
                                            seq,
                                            "ga4",
                                            Given.NOON.plusSeconds(random.nextInt(900))));
                        }
                    });
        }
    }

    private String plan(String sql) throws SQLException {
        String concrete =
                sql.replaceFirst("\\?", "'meta'")
                        .replaceFirst("\\?", "''")
                        .replaceFirst("\\?", "0")
                        .replaceFirst("\\?", "100");
        return explained(concrete);
    }

    private String explained(String concrete) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:hsqldb:file:" + folder.resolve("evidence"), "SA", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN PLAN FOR " + concrete)) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    private static String lastLineOf(String plan, String section) {
        String tail = plan.substring(plan.indexOf(section));
        return tail.substring(0, tail.indexOf(']') + 1)
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow()
                .strip();
    }
}
