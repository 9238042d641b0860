// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.Set;
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
            assertEquals(7, store.queries().due("meta", Given.NOON, 7, Set.of()).size());
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
                        .replaceFirst("\\?", "0")
                        .replaceFirst("\\?", "100");
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
