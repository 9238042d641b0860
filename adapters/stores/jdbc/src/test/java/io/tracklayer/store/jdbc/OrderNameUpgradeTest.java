// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.EventSearch.Whose;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.EventKeys;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of a build that did not know yet what orders are called beside their ids. */
class OrderNameUpgradeTest {
    private static final long ORDERS = 1_200;
    private static final long NAMED_ONLY = 30;
    private static final String FORGET_V21 =
            "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '21'";

    @TempDir Path folder;
    private long keys;

    @BeforeEach
    void olderStore() throws SQLException {
        try (JdbcEvidenceStore before = Given.store(folder)) {
            Given.unit(
                    before,
                    unit -> {
                        for (long seq = 1; seq <= ORDERS; seq++) {
                            unit.insertEvent(Given.stored(seq, order(seq)));
                        }
                    });
            String names =
                    LongStream.rangeClosed(1, ORDERS)
                            .mapToObj(seq -> String.valueOf(number(seq)))
                            .collect(Collectors.joining(", "));
            keys = count("event_key");
            sql("DELETE FROM event_key WHERE event_key IN (" + names + ")", FORGET_V21);
            assertEquals(List.of(), called(before, 1));
        }
    }

    private static Event order(long seq) {
        if (seq == NAMED_ONLY) {
            return Given.plain(seq, EventName.PURCHASE_PLACED, "acme")
                    .set(EventField.ORDER_NAME, "#" + name(seq))
                    .build();
        }
        return Given.plain(seq, EventName.PURCHASE_PLACED, "acme")
                .set(EventField.ORDER_ID, "548" + seq + "000")
                .set(EventField.ORDER_NAME, "#" + name(seq))
                .set(EventField.EMAIL, "anna@example.com")
                .build();
    }

    private static long name(long seq) {
        return 100_000 + seq;
    }

    private static long number(long seq) {
        return EventKeys.order("acme", "#" + name(seq)).orElseThrow();
    }

    private static List<Long> called(JdbcEvidenceStore store, long seq) {
        return store
                .queries()
                .lookup()
                .search(EventSearch.all().of(new Whose("", Set.of(number(seq)))), 9_999, 9)
                .events()
                .stream()
                .map(StoredEvent::seq)
                .toList();
    }

    @Test
    void ordersOfBeforeAreFoundByTheirNamesOnceTheStoreIsOpened() throws SQLException {
        try (JdbcEvidenceStore after = Given.store(folder)) {
            assertEquals(List.of(1L), called(after, 1));
            assertEquals(List.of(ORDERS), called(after, ORDERS));
            assertEquals(List.of(NAMED_ONLY), called(after, NAMED_ONLY));
            assertEquals(0, count("event_key_todo"));
            assertEquals(keys, count("event_key"), "what they had stays, once");
        }
    }

    @Test
    void anUpgradeThatIsCutOffGoesOnWhereItStopped() throws SQLException {
        HsqldbFile file = HsqldbFile.open(folder);
        new Schema(file.dataSource(), SqlDialect.HSQLDB).migrate();
        try (Connection connection = file.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Connection dying = cutOffAtItsSecondCommit(connection);
            assertThrows(SQLException.class, () -> EventKeyUpgrade.run(new Sql(connection), dying));
            connection.rollback();
        }
        assertEquals(ORDERS - 500 + 1, below());
        file.close();

        ordersOfBeforeAreFoundByTheirNamesOnceTheStoreIsOpened();
    }

    @Test
    void aStoreThatWasStillBeingMadeSearchableIsDoneWhole() throws SQLException {
        try (JdbcEvidenceStore whole = Given.store(folder)) {
            sql("DELETE FROM event_key WHERE event_seq <= 700");
            sql("INSERT INTO event_key_todo VALUES (1, 701)", FORGET_V21);
            assertEquals(1, whole.appliedOffset());
        }

        ordersOfBeforeAreFoundByTheirNamesOnceTheStoreIsOpened();
    }

    @Test
    void aLargeStoreIsWalkedOnceByAnIndex() throws SQLException {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            assertEquals(1, store.appliedOffset());
            for (String query : List.of(EventKeyUpgrade.ALL, EventKeyUpgrade.OF_ORDERS)) {
                String plan = plan(query.replaceFirst("\\?", "900").replaceFirst("\\?", "500"));

                assertFalse(plan.contains("FULL SCAN"), plan);
                String order = plan.substring(plan.indexOf("order by=["));
                assertTrue(order.substring(0, order.indexOf(']')).contains("uses index"), plan);
            }
        }
    }

    private String plan(String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN PLAN FOR " + query)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private static Connection cutOffAtItsSecondCommit(Connection connection) {
        AtomicInteger commits = new AtomicInteger();
        return (Connection)
                Proxy.newProxyInstance(
                        OrderNameUpgradeTest.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("commit")
                                    && commits.incrementAndGet() == 2) {
                                throw new SQLException("cut off");
                            }
                            return method.invoke(connection, arguments);
                        });
    }

    private long below() throws SQLException {
        return number("SELECT below_seq FROM event_key_todo");
    }

    private long count(String table) throws SQLException {
        return number("SELECT COUNT(*) FROM " + table);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:hsqldb:file:" + folder.resolve("evidence"), "SA", "");
    }
}
