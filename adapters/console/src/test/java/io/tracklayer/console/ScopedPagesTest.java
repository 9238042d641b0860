// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.scope.ScopedQueries;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two merchants in one store; everything Given makes is of "acme". */
class ScopedPagesTest {
    private static final Operator OF_ACME = new Operator("anna", Role.VIEWER, Set.of("acme"));
    private static final Operator OF_RIVAL = new Operator("rita", Role.VIEWER, Set.of("rival"));
    private static final Operator OF_BOTH =
            new Operator("bo", Role.VIEWER, Set.of("acme", "rival"));

    @TempDir static Path folder;
    private static JdbcEvidenceStore store;
    private static Console console;

    @BeforeAll
    static void evidence() {
        store = JdbcEvidenceStore.open(folder, Given.CLOCK);
        console = Given.console(store);
        Given.unit(
                store,
                unit -> {
                    unit.insertArrival(7, Given.arrival(null));
                    unit.insertObservation(
                            Given.observation(7, Verdict.ACCEPTED, "accepted", 7000));
                    unit.insertEvent(Given.purchase(7000, "ord-7000"));
                    Given.person(unit.identities(), "ord-7000");
                    unit.insertMerge(Given.merge(7000));
                    unit.insertCollision(Given.collision(7000, Kind.ORDER_WITH_TWO_EVENT_IDS, 0));
                    unit.putSighting(Given.sighting(7000, 0, true, true));
                    unit.insertDelivery(
                            Given.delivery(
                                    7000, "meta", DeliveryStatus.DELIVERED, "accepted", "taken"));
                    unit.insertAttempt(
                            "meta",
                            Given.attempt("att-1", Given.NOON, "delivered"),
                            List.of(7000L));
                    unit.insertEvent(rival(8000));
                    unit.insertEvent(
                            Given.event(9000, EventName.PRODUCT_VIEWED, "ord-9000", "main"));
                    unit.putIncident(
                            new Incident(
                                    1,
                                    Incident.Kind.AUTH_HOLD,
                                    "meta",
                                    "acme",
                                    "190",
                                    Given.NOON,
                                    null,
                                    Given.NOON,
                                    1,
                                    "token of acme"));
                    audit(unit, 1, "anna", "identity.view");
                    audit(unit, 2, "rita", "access.login");
                    audit(unit, 3, "local", "routes.reload");
                    audit(unit, 4, "ada", "destination.pause", "meta");
                    audit(unit, 5, "ada", "destination.pause", "theirs");
                });
    }

    private static void audit(UnitOfWork unit, long offset, String by, String action) {
        audit(unit, offset, by, action, "x");
    }

    private static void audit(
            UnitOfWork unit, long offset, String by, String action, String subject) {
        Instant at = Given.NOON.plusSeconds(offset);
        unit.replays().audit(new AuditEntry(offset, at, by, action, subject, ""));
    }

    private static StoredEvent rival(long seq) {
        Event event =
                Event.named(EventName.PURCHASE_PLACED)
                        .eventId("rival-" + seq)
                        .eventTime(Given.NOON)
                        .receivedAt(Given.NOON)
                        .of("rival", "second")
                        .sources(List.of("shopify"))
                        .set(EventField.ORDER_ID, "ord-7000")
                        .build();
        return new StoredEvent(seq, event, Map.of(), List.of(), 1, "v1", seq);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    /** Every path there is, now and later, with numbers and names of what is acme's. */
    static Stream<String> everyPath() {
        return Stream.concat(Console.PAGES.stream(), Console.DATA.stream())
                .map(place -> place.path().pattern().replace("\\.", "."))
                .flatMap(
                        pattern ->
                                Stream.of("7000", "14", "9000")
                                        .map(number -> pattern.replace("(\\d{1,18})", number)))
                .map(pattern -> pattern.replace("([^/]{1,200})", "att-1"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("everyPath")
    void nothingOfAnotherMerchantIsOnAnyPage(String path) {
        String shown = text(console.get(path, Map.of(), OF_RIVAL));
        for (String acmes : List.of("acme", "evt-7000", "evt-9000", "att-1\"", "token of")) {
            assertFalse(shown.contains(acmes), path + " shows " + acmes + ": " + shown);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPath")
    void nothingOfAnotherMerchantIsFoundByAFilterEither(String path) {
        for (String filter : List.of("merchant", "key", "destination", "order_id", "of", "text")) {
            String value = filter.equals("merchant") ? "acme" : "ord-7000";
            String shown =
                    text(
                            console.get(
                                    path,
                                    Map.of(
                                            filter,
                                            List.of(filter.equals("destination") ? "meta" : value)),
                                    OF_RIVAL));
            assertFalse(shown.contains("evt-7000"), path + " by " + filter + ": " + shown);
            assertFalse(shown.contains("att-1\""), path + " by " + filter + ": " + shown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?period=7d",
                "/events?show=requests",
                "/events?show=collisions",
                "/events?status=delivered",
                "/events?requests=show&window=7d",
                "/api/v1/events?requests=show",
                "/api/v1/overview?period=7d",
                "/api/v1/counts/hourly?hours=2000",
                "/deliveries/7000/meta",
                "/destinations/meta",
                "/api/v1/destinations/meta",
                "/events/requests/7"
            })
    void nothingOfAnotherMerchantIsShownHoweverItIsAskedFor(String address) {
        String[] parts = address.split("\\?");
        String shown =
                text(console.get(parts[0], query(parts.length > 1 ? parts[1] : ""), OF_RIVAL));
        for (String acmes : List.of("acme", "evt-7000", "evt-9000", "att-1", "token of")) {
            assertFalse(shown.contains(acmes), address + " shows " + acmes + ": " + shown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/events",
                "/deliveries",
                "/destinations",
                "/api-logs",
                "/replays",
                "/audit",
                "/rules",
                "/diagnose",
                "/api/v1/overview",
                "/api/v1/progress",
                "/api/v1/counts/hourly",
                "/api/v1/events",
                "/api/v1/replays"
            })
    void whoSeesOneMerchantIsShownEveryListAndRefusedNone(String path) {
        assertEquals(200, console.get(path, Map.of(), OF_RIVAL).status(), path);
        assertEquals(200, console.get(path, Map.of(), OF_BOTH).status(), path);
    }

    @Test
    void aQuestionByPostIsAnsweredFromWhatItsAskerSees() {
        for (String path : DiagnoseDesk.PATHS) {
            for (String of : List.of("7000", "evt-9000", "ord-9000")) {
                String shown = text(console.ask(path, Map.of("of", of), OF_RIVAL));
                for (String acmes : List.of("acme", "product_viewed", "att-1", "meta")) {
                    assertFalse(shown.contains(acmes), path + " of " + of + ": " + shown);
                }
            }
        }
        String found = text(console.find("evt-7000", OF_RIVAL));
        assertTrue(found.contains("\"by\":\"nothing\""), found);
    }

    @Test
    void othersOfAnAccountAreNamedToWhoSeesThem() {
        Configuration both =
                new Configuration(
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of(
                                destination("meta", "acme"),
                                destination("own", "acme"),
                                destination("theirs", "rival")),
                        Map.of());
        LaneStatus lane =
                new LaneStatus(
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        0,
                        0,
                        List.of(),
                        List.of("own", "theirs"));
        Console shared =
                new Console(
                        store.queries(),
                        () -> new ActiveConfiguration(both, null),
                        () -> new RulesInForce("v1", Given.NOON, List.of(), List.of(), null),
                        Map::of,
                        new Sending(id -> Optional.of(lane), List::of),
                        () -> NodeSigns.QUIET,
                        Given.CLOCK);
        for (String path : List.of("/destinations/meta", "/api/v1/destinations/meta")) {
            String all = text(shared.get(path, Map.of(), Operator.LOCAL));
            assertTrue(all.contains("own") && all.contains("theirs"), all);
            String seen = text(shared.get(path, Map.of(), OF_ACME));
            assertTrue(seen.contains("own") && !seen.contains("theirs"), seen);
        }
    }

    private static DestinationConfig destination(String id, String merchant) {
        return new DestinationConfig(
                id, id, merchant, Set.of(), true, null, null, null, "config/" + id + ".yaml");
    }

    @Test
    void ordersAboutADestinationAreSeenInTheTrailByWhoSeesTheDestination() {
        assertEquals("ada", trail("action=destination.pause", OF_ACME));
        assertEquals("", trail("action=destination.pause", OF_RIVAL));
        assertEquals("ada ada", trail("action=destination.pause", Operator.LOCAL));
    }

    @Test
    void aSummaryReadsNoContentOfEvents() {
        EvidenceQueries narrow =
                (EvidenceQueries)
                        Proxy.newProxyInstance(
                                EvidenceQueries.class.getClassLoader(),
                                new Class<?>[] {EvidenceQueries.class},
                                (proxy, asked, given) -> {
                                    assertNotEquals("events", asked.getName());
                                    return asked.invoke(store.queries(), given);
                                });
        Console reading =
                new Console(
                        narrow,
                        () -> new ActiveConfiguration(onlyMeta(), null),
                        () -> new RulesInForce("v1", Given.NOON, List.of(), List.of(), null),
                        Map::of,
                        Given.CLOCK);
        String page = text(reading.get("/events", Map.of(), Operator.LOCAL));
        assertTrue(page.contains("2 purchases"), page);
        assertTrue(page.contains("1 delivered"), page);
        String own = text(reading.get("/events", Map.of(), OF_RIVAL));
        assertTrue(own.contains("1 purchase<"), own);
        assertFalse(own.contains("1 delivered"), own);
    }

    private static Configuration onlyMeta() {
        return new Configuration(
                null, null, null, null, Map.of(), List.of(destination("meta", "acme")), Map.of());
    }

    @Test
    void whoSeesAMerchantSeesWhatIsItsAsBefore() {
        for (String path :
                List.of(
                        "/events/7000",
                        "/api/v1/events/7000",
                        "/api/v1/deliveries",
                        "/api/v1/api-logs",
                        "/api/v1/api-logs/att-1",
                        "/api/v1/collisions",
                        "/api/v1/coverage",
                        "/api/v1/incidents",
                        "/api/v1/requests",
                        "/api/v1/destinations",
                        "/api/v1/identities/14",
                        "/identities/14")) {
            HttpOutput all = console.get(path, Map.of(), Operator.LOCAL);
            assertEquals(200, all.status(), path);
            assertEquals(text(all), text(console.get(path, Map.of(), OF_ACME)), path);
            assertEquals(text(all), text(console.get(path, Map.of(), OF_BOTH)), path);
            assertNotEquals(text(all), text(console.get(path, Map.of(), OF_RIVAL)), path);
        }
    }

    @Test
    void theListsOfSeveralMerchantsAreOneListPageByPage() {
        var queries =
                ScopedQueries.of(
                        store.queries(),
                        OF_BOTH,
                        new Configuration(null, null, null, null, Map.of(), List.of(), Map.of()));
        List<Long> seqs =
                Stream.iterate(
                                queries.events(EventFilter.all(), Long.MAX_VALUE, 1),
                                page -> !page.isEmpty(),
                                page -> queries.events(EventFilter.all(), page.get(0).seq(), 1))
                        .flatMap(List::stream)
                        .map(StoredEvent::seq)
                        .toList();
        assertEquals(List.of(9000L, 8000L, 7000L), seqs);
    }

    @Test
    void theLiveStreamTellsOfWhatItsReaderSeesOnly() {
        LiveFilter filter = console.live(Map.of(), OF_RIVAL);
        List<String> told =
                console.changes(0, 10_000, 10).changes().stream()
                        .filter(change -> filter.of(change).isPresent())
                        .map(LiveEvent::json)
                        .toList();
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("rival-8000"));
    }

    @Test
    void theAuditTrailIsFilteredByPersonActionAndTime() {
        assertEquals("ada ada local rita anna", trail("", Operator.LOCAL));
        assertEquals("rita", trail("by=rita", Operator.LOCAL));
        assertEquals("anna", trail("action=identity.view", Operator.LOCAL));
        assertEquals("", trail("action=identity.view&by=rita", Operator.LOCAL));
        Instant second = Given.NOON.plusSeconds(2);
        assertEquals("ada ada local rita", trail("since=" + second, Operator.LOCAL));
        assertEquals("anna", trail("until=" + second, Operator.LOCAL));
        assertEquals("rita", trail("", OF_RIVAL));
        assertEquals(400, console.get("/audit", query("since=now"), Operator.LOCAL).status());
    }

    private String trail(String query, Operator operator) {
        String json = text(console.get("/api/v1/audit", query(query), operator));
        String page = text(console.get("/audit", query(query), operator));
        List<String> found =
                Stream.of(json.split("\"by\":\""))
                        .skip(1)
                        .map(part -> part.split("\"")[0])
                        .toList();
        found.forEach(by -> assertTrue(page.contains(">" + by + "</td>"), page));
        return String.join(" ", found);
    }

    private static Map<String, List<String>> query(String text) {
        return Stream.of(text.split("&"))
                .filter(pair -> !pair.isEmpty())
                .collect(
                        Collectors.toMap(
                                pair -> pair.split("=")[0], pair -> List.of(pair.split("=")[1])));
    }

    private static String text(HttpOutput answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
