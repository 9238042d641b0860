// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.ConsentWanted;
import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.EventSearch.Nature;
import io.tracklayer.core.evidence.EventSearch.Went;
import io.tracklayer.core.evidence.EventSearch.Whose;
import io.tracklayer.core.evidence.EventSearch.Window;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.FoundEvents;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.Presence;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.EventKeys;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand page views, one a second, and here and there something else. */
class EventSearchTest {
    private static final int CROWD = 100_000;
    private static final long RARE = 400_005;
    private static final long OLD = 5;

    @TempDir static Path folder;
    private static JdbcEvidenceStore store;

    @BeforeAll
    static void fill() throws SQLException {
        store = Given.store(folder);
        sql(
                """
                INSERT INTO event (seq, merchant, store, event_name, event_id, order_id, event_time,
                    received_at, is_test, is_bot, consent)
                SELECT n * 10, 'acme', 'acme-store', 'page_viewed', 'e' || n, '', n * 1000000,
                    n * 1000000, FALSE, FALSE, 'ggggg'
                FROM UNNEST(SEQUENCE_ARRAY(1, %d, 1)) AS t (n)
                """
                        .formatted(CROWD),
                "INSERT INTO event_source SELECT 'browser', seq FROM event");
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(rare(RARE));
                    unit.insertDelivery(
                            Given.delivery(RARE, "meta", DeliveryStatus.FAILED, "bad", null));
                    unit.insertDelivery(
                            Given.delivery(RARE, "ga4", DeliveryStatus.PENDING, "new", Given.NOON));
                    unit.insertEvent(rare(OLD));
                    unit.putPause("ga4", Optional.of(Given.pause(Pause.Kind.AUTH_HOLD)));
                });
    }

    private static StoredEvent rare(long seq) {
        Event event =
                Given.plain(seq, EventName.ORDER_REFUNDED, "acme")
                        .receivedAt(Instant.ofEpochSecond(seq / 10))
                        .test(true)
                        .sources(List.of("shopify"))
                        .consent(
                                new Consent(
                                        Map.of(
                                                Purpose.ANALYTICS,
                                                ConsentState.GRANTED,
                                                Purpose.MARKETING,
                                                ConsentState.DENIED),
                                        "cmp",
                                        "",
                                        null))
                        .set(EventField.ORDER_ID, "ord-" + seq)
                        .set(EventField.EMAIL, "anna@example.com")
                        .set(EventField.BOT, true)
                        .set(EventField.GCLID, new ClickId("own-click", null, null))
                        .set(EventField.FBC, "fb.1.1700000000000.meta-click")
                        .set(EventField.MSCLKID, new ClickId("old-click", null, null))
                        .build();
        Provenance remembered =
                new Provenance("1-0", "browser", Authority.BROWSER, "", Provenance.REMEMBERED);
        return new StoredEvent(
                seq, event, Map.of(EventField.MSCLKID.path(), remembered), List.of(), 1, "v1", seq);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:hsqldb:file:" + folder.resolve("evidence"), "SA", "");
    }

    private static FoundEvents found(EventSearch search) {
        return store.queries().lookup().search(search, Long.MAX_VALUE, 50);
    }

    private static List<Long> seqs(FoundEvents found) {
        return found.events().stream().map(StoredEvent::seq).toList();
    }

    private static EventSearch search(EventFilter filter, Went went, Nature nature) {
        return new EventSearch(filter, Whose.ANY, went, nature, Window.ALWAYS, Set.of());
    }

    @Test
    void whatAnIndexKnowsIsFoundAmongAHundredThousandWithoutLookingAtTheOthers() {
        Map<EventSearch, List<Long>> wanted =
                Map.of(
                        EventSearch.of(new EventFilter("order_refunded", "", "", "")),
                        List.of(RARE, OLD),
                        EventSearch.of(new EventFilter("", "acme", "acme-store", "shopify")),
                        List.of(RARE, OLD),
                        nature(ConsentWanted.ANY, Presence.ONLY, Presence.ANY),
                        List.of(RARE, OLD),
                        nature(ConsentWanted.ANY, Presence.ANY, Presence.ONLY),
                        List.of(RARE, OLD),
                        went(DeliveryStatus.FAILED, ""),
                        List.of(RARE),
                        went(DeliveryStatus.HELD, "ga4"),
                        List.of(RARE),
                        went(DeliveryStatus.PENDING, ""),
                        List.of(),
                        EventSearch.all().of(new Whose("ord-" + OLD, Set.of())),
                        List.of(OLD));

        wanted.forEach(
                (search, seqs) -> {
                    FoundEvents found = found(search);

                    assertEquals(seqs, seqs(found), search.toString());
                    assertEquals(0, found.goOnBelow(), search.toString());
                    assertTrue(found.lookedAt() <= 2, search + ": " + found.lookedAt());
                });
    }

    private static EventSearch nature(ConsentWanted consent, Presence test, Presence bot) {
        return search(EventFilter.all(), Went.ANY, new Nature(consent, test, bot));
    }

    private static EventSearch went(DeliveryStatus status, String destination) {
        return search(EventFilter.all(), new Went(status, destination), Nature.ANY);
    }

    @Test
    void aRareCombinationIsSearchedForABoundedStretchAndGoneOnWithFromThere() {
        ConsentWanted denied = ConsentWanted.read("marketing:denied").orElseThrow();
        EventSearch search = nature(denied, Presence.ANY, Presence.ANY);
        FoundEvents found = found(search);

        assertEquals(List.of(), found.events());
        assertEquals(EventSearcher.MOST_LOOKED_AT, found.lookedAt());
        assertEquals((CROWD - EventSearcher.MOST_LOOKED_AT + 1) * 10L, found.goOnBelow());
        assertEquals(found.goOnBelow() / 10, found.backTo().getEpochSecond());
        FoundEvents nearer = store.queries().lookup().search(search, RARE + 15_000, 50);
        assertEquals(List.of(RARE), seqs(nearer));
    }

    @Test
    void aFullPageEndsAtItsLastEventAndTheNextBeginsBelowIt() {
        EventSearch refunds = EventSearch.of(new EventFilter("order_refunded", "", "", ""));

        FoundEvents first = store.queries().lookup().search(refunds, Long.MAX_VALUE, 1);
        FoundEvents second = store.queries().lookup().search(refunds, first.goOnBelow(), 1);

        assertEquals(List.of(RARE), seqs(first));
        assertEquals(List.of(OLD), seqs(second));
    }

    @Test
    void aWindowOfTimeIsReachedWithoutLookingAtWhatCameLater() {
        Window window =
                new Window(
                        Instant.ofEpochSecond(RARE / 10 - 100),
                        Instant.ofEpochSecond(RARE / 10 + 1));
        EventSearch search =
                new EventSearch(
                        EventFilter.all(),
                        Whose.ANY,
                        Went.ANY,
                        new Nature(
                                ConsentWanted.read("denied").orElseThrow(),
                                Presence.ANY,
                                Presence.ANY),
                        window,
                        Set.of());

        FoundEvents found = found(search);

        assertEquals(List.of(RARE), seqs(found));
        assertEquals(0, found.goOnBelow());
        assertTrue(found.lookedAt() < 300, "looked at " + found.lookedAt());
    }

    @Test
    void consentIsComparedPerPurposeOrAllTogether() {
        Set<String> told =
                Set.of("denied", "marketing:denied", "analytics:granted", "sale_of_data:unknown");
        for (String wanted :
                List.of(
                        "denied",
                        "granted",
                        "unknown",
                        "marketing:denied",
                        "marketing:unknown",
                        "analytics:granted",
                        "analytics:denied",
                        "sale_of_data:unknown")) {
            ConsentWanted consent = ConsentWanted.read(wanted).orElseThrow();
            EventSearch search =
                    search(
                            new EventFilter("order_refunded", "", "", ""),
                            Went.ANY,
                            new Nature(consent, Presence.ANY, Presence.ANY));

            assertEquals(told.contains(wanted) ? 2 : 0, found(search).events().size(), wanted);
            assertEquals(told.contains(wanted), search.fits(rare(RARE).event()), wanted);
        }
    }

    @Test
    void merchantsThatMayNotBeSeenAreNotFound() {
        EventSearch refunds = EventSearch.of(new EventFilter("order_refunded", "", "", ""));

        assertEquals(List.of(), seqs(found(refunds.of(Set.of("other")))));
        assertEquals(List.of(RARE, OLD), seqs(found(refunds.of(Set.of("other", "acme")))));
    }

    @Test
    void anEventIsFoundByItsPersonAndByTheClickItBroughtButNotByOneThatWasRemembered() {
        long email =
                EventKeys.of(
                        IdentityKeys.of("acme", "x", KeyKind.EMAIL, " Anna@Example.com ")
                                .orElseThrow());

        assertEquals(List.of(RARE, OLD), byKey(email));
        assertEquals(List.of(RARE, OLD), byKey(EventKeys.click("acme", "own-click")));
        assertEquals(List.of(RARE, OLD), byKey(EventKeys.click("acme", "meta-click")));
        assertEquals(List.of(), byKey(EventKeys.click("acme", "old-click")));
        assertEquals(List.of(), byKey(EventKeys.click("other", "own-click")));
    }

    private static List<Long> byKey(long key) {
        return seqs(found(EventSearch.all().of(new Whose("", Set.of(key)))));
    }

    @Test
    void aCopyAddsItsKeysAndTheyGoWithTheEvent(@TempDir Path other) {
        try (JdbcEvidenceStore fresh = Given.store(other)) {
            long email =
                    EventKeys.of(
                            IdentityKeys.of("acme", "x", KeyKind.EMAIL, "bo@example.com")
                                    .orElseThrow());
            EventSearch byMail = EventSearch.all().of(new Whose("", Set.of(email)));
            Given.unit(fresh, unit -> unit.insertEvent(Given.event(7)));
            assertEquals(0, fresh.queries().lookup().search(byMail, 99, 9).events().size());
            Event merged =
                    Given.event(7).event().toBuilder()
                            .set(EventField.EMAIL, "bo@example.com")
                            .build();
            Given.unit(fresh, unit -> unit.updateEvent(Given.stored(7, merged)));
            assertEquals(1, fresh.queries().lookup().search(byMail, 99, 9).events().size());

            fresh.purge(
                    RetentionPolicy.standard(Duration.ofDays(1)),
                    Given.NOON.plus(Duration.ofDays(999)),
                    300);

            assertEquals(0, fresh.queries().lookup().search(byMail, 99, 9).events().size());
            assertEquals(0, rows(other, "event_key"));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void eventsOfBeforeAreMadeSearchableWhenTheStoreIsOpened(@TempDir Path other)
            throws SQLException {
        try (JdbcEvidenceStore before = Given.store(other)) {
            Given.unit(
                    before,
                    unit -> {
                        for (long seq = 1; seq <= 1_100; seq++) {
                            unit.insertEvent(rare(seq));
                        }
                    });
            try (Connection connection =
                            DriverManager.getConnection(
                                    "jdbc:hsqldb:file:" + other.resolve("evidence"), "SA", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM event_key");
                statement.execute("UPDATE event SET is_bot = FALSE, consent = ''");
                statement.execute("INSERT INTO event_key_todo VALUES (1, 1101)");
            }
        }
        try (JdbcEvidenceStore after = Given.store(other)) {
            ConsentWanted denied = ConsentWanted.read("denied").orElseThrow();
            FoundEvents bots =
                    after.queries()
                            .lookup()
                            .search(nature(denied, Presence.ANY, Presence.ONLY), 2_000, 1_200);

            assertEquals(1_100, bots.events().size());
            assertEquals(0, rows(other, "event_key_todo"));
        }
    }

    private static int rows(Path of, String table) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:hsqldb:file:" + of.resolve("evidence"), "SA", "");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void whatWasTurnedAwaySinceAnOffsetComesOldestFirstAndWholeRequestsOnly(@TempDir Path other) {
        try (JdbcEvidenceStore fresh = Given.store(other)) {
            Given.unit(
                    fresh,
                    unit -> {
                        unit.insertObservation(Given.observation(1, 0, Verdict.REFUSED, "a"));
                        unit.insertObservation(Given.observation(2, 0, Verdict.ACCEPTED, "a"));
                        unit.insertObservation(Given.observation(3, 0, Verdict.REJECTED, "b"));
                        unit.insertObservation(Given.observation(3, 1, Verdict.REJECTED, "b"));
                        unit.insertObservation(Given.observation(4, 0, Verdict.REFUSED, "a"));
                    });

            assertEquals(List.of("1-0", "3-0", "3-1", "4-0"), turnedAway(fresh, 0, 9));
            assertEquals(List.of("3-0", "3-1"), turnedAway(fresh, 2, 1));
            assertEquals(List.of("4-0"), turnedAway(fresh, 4, 9));
        }
    }

    private static List<String> turnedAway(JdbcEvidenceStore of, long since, int limit) {
        return of.queries().lookup().turnedAwaySince(since, limit).stream()
                .map(ObservationRow::id)
                .toList();
    }

    @Test
    void everyWayWalksAnIndexInOrder() throws SQLException {
        Map<String, String> indexes =
                Map.of(
                        SearchPath.BY_NUMBER,
                        "SYS_PK_",
                        SearchPath.BY_COLUMN.formatted("event_name", "event_name"),
                        "EVENT_BY_NAME",
                        SearchPath.BY_COLUMN.formatted("order_id", "order_id"),
                        "EVENT_BY_ORDER_ID",
                        SearchPath.BY_SOURCE,
                        "SYS_PK_",
                        SearchPath.BY_KEY,
                        "SYS_PK_",
                        DeliveryPath.RANGE,
                        "DELIVERY_STANDING",
                        EventSearcher.FIRST_SINCE,
                        "EVENT_BY_AGE",
                        EventSearcher.LAST_BEFORE,
                        "EVENT_BY_AGE",
                        EventKeyRows.OF,
                        "EVENT_KEY_OF",
                        JdbcEventLookup.TURNED_AWAY,
                        "OBSERVATION_STANDING");
        for (Map.Entry<String, String> query : indexes.entrySet()) {
            String plan = plan(query.getKey());

            assertTrue(plan.contains("index=" + query.getValue()), plan);
            assertFalse(plan.contains("FULL SCAN"), plan);
            String order = plan.substring(plan.indexOf("order by=["));
            assertTrue(order.substring(0, order.indexOf(']')).contains("uses index"), plan);
        }
    }

    private static String plan(String query) throws SQLException {
        String concrete =
                query.replaceAll(
                                "(source|name|order_id|destination|status|reason|merchant|verdict) = \\?",
                                "$1 = 'x'")
                        .replace("?", "9");
        try (Connection connection = connection();
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
