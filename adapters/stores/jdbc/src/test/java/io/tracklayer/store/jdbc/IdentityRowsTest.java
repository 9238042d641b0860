// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static io.tracklayer.store.jdbc.Visits.NOON;
import static io.tracklayer.store.jdbc.Visits.browser;
import static io.tracklayer.store.jdbc.Visits.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.identity.Identity;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.spi.EventField;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityRowsTest {
    private static final RetentionPolicy POLICY = RetentionPolicy.standard(Duration.ofHours(24));
    private static final String ANNA = "anna@example.com";

    @TempDir Path folder;

    @Test
    void personsAreReadBackAfterARestartWhateverTheyAreCalled() {
        Identity before;
        try (Visits visits = new Visits(folder)) {
            visits.visit(
                    browser(Given.NASTY, NOON)
                            .set(EventField.EXTERNAL_ID, Given.NASTY)
                            .set(EventField.CART_TOKEN, "c" + Given.NASTY)
                            .set(EventField.FBP, Given.NASTY)
                            .set(EventField.PAGE_URL, "https://s.example/'?gclid=%27\"x"));
            before = visits.require(KeyKind.EXTERNAL_ID, Given.NASTY);
            assertEquals(1, before.joins().size());
            assertEquals(2, before.touches().values().iterator().next().all().size());
        }
        try (Visits visits = new Visits(folder)) {
            assertEquals(before, visits.require(KeyKind.ANONYMOUS_ID, Given.NASTY));
        }
    }

    @Test
    void aRecordThatFailsLeavesNobodyRemembered() {
        try (Visits visits = new Visits(folder)) {
            visits.visit(browser("a1", NOON).set(EventField.EMAIL, ANNA));
            Identity known = visits.require(KeyKind.EMAIL, ANNA);
            Given.unit(
                    visits.store,
                    rows -> {
                        Object mark = rows.savepoint();
                        known.persons().forEach(person -> rows.identities().forget(person.id()));
                        rows.rollbackTo(mark);
                    });
            assertEquals(known, visits.require(KeyKind.EMAIL, ANNA));
        }
    }

    @Test
    void whatIsTooOldGoesInChunksIdsFirstAndPersonsAfterTheirTime() {
        try (Visits visits = new Visits(folder)) {
            visits.visit(
                    browser("a1", NOON)
                            .set(EventField.EMAIL, ANNA)
                            .set(EventField.CHECKOUT_TOKEN, "t1")
                            .set(EventField.PAGE_URL, "https://s.example/?gclid=g"));
            Instant idsEnd = NOON.plus(Duration.ofDays(90)).plusSeconds(2);
            assertEquals(2, visits.store.purge(POLICY, idsEnd, 100), "the ids and the token");
            Identity left = visits.require(KeyKind.EMAIL, ANNA);
            assertEquals(Map.of(), left.touches());
            assertEquals(List.of(1, 1), left.persons().stream().map(p -> p.keys()).toList());
            Instant end = NOON.plusSeconds(2).plus(IdentitySettings.STANDARD.ttl());
            int removed = 0;
            int rounds = 0;
            for (int some = 1; some > 0; rounds++) {
                some = visits.store.purge(POLICY, end, 1);
                removed += some;
            }
            assertTrue(rounds > 5, "one row at a time");
            assertEquals(7, removed, "two keys, a join, two persons, consent under two keys");
            assertEquals(Optional.empty(), visits.find(KeyKind.EMAIL, ANNA));
            assertEquals(Optional.empty(), visits.find(KeyKind.ANONYMOUS_ID, "a1"));
        }
    }

    @Test
    void whoIsSeenAgainStays() {
        try (Visits visits = new Visits(folder)) {
            visits.visit(browser("a1", NOON).set(EventField.EMAIL, ANNA));
            Instant again = NOON.plus(Duration.ofDays(300));
            visits.visit(order(again).set(EventField.EMAIL, ANNA));
            Instant end = NOON.plusSeconds(2).plus(IdentitySettings.STANDARD.ttl());
            while (visits.store.purge(POLICY, end, 100) > 0) {
                assertTrue(visits.find(KeyKind.EMAIL, ANNA).isPresent());
            }
            assertEquals(1, visits.require(KeyKind.EMAIL, ANNA).persons().size());
        }
    }

    @Test
    void everyQueryWalksAnIndexSoThatItCostsTheSameAmongAnyNumberOfPersons() throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        indexes.put(IdentityRows.KEY, "SYS_PK_");
        indexes.put(IdentityRows.KEYS_OF, "IDENTITY_KEY_OF");
        indexes.put(IdentityRows.PERSON, "SYS_PK_");
        indexes.put(IdentityRows.MEMBERS, "IDENTITY_PERSON_UNDER");
        indexes.put(IdentityRows.TOUCHES, "SYS_PK_");
        indexes.put(IdentityRows.UNDER, "IDENTITY_PERSON_UNDER");
        indexes.put(JoinRows.JOINS_OF_ONE, "IDENTITY_JOIN_OF_ONE");
        indexes.put(JoinRows.JOINS_OF_OTHER, "IDENTITY_JOIN_OF_OTHER");
        indexes.put(IdentityPurge.TOUCHES, "IDENTITY_TOUCH_BY_END");
        indexes.put(IdentityPurge.KEYS, "IDENTITY_KEY_BY_END");
        indexes.put(IdentityPurge.PERSONS, "IDENTITY_PERSON_BY_END");
        indexes.put(IdentityPurge.KEYS_OF, "IDENTITY_KEY_OF");
        indexes.put(IdentityPurge.JOINS_OF_ONE, "IDENTITY_JOIN_OF_ONE");
        indexes.put(IdentityPurge.JOINS_OF_OTHER, "IDENTITY_JOIN_OF_OTHER");
        try (Visits visits = new Visits(folder)) {
            visits.visit(browser("a1", NOON).set(EventField.EMAIL, ANNA));
            for (Map.Entry<String, String> query : indexes.entrySet()) {
                String plan = plan(query.getKey());
                assertTrue(plan.contains("index=" + query.getValue()), plan);
                assertFalse(plan.contains("FULL SCAN"), plan);
                if (query.getKey().contains("ORDER BY")) {
                    String order = plan.substring(plan.indexOf("order by=["));
                    assertTrue(
                            order.substring(0, order.indexOf(']')).strip().endsWith("uses index"),
                            plan);
                }
            }
        }
    }

    private String plan(String query) throws SQLException {
        String concrete = query.replace("visitor = ?", "visitor = 'x'").replace("?", "9");
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
}
