// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.KnownKey;
import io.tracklayer.core.identity.Person;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Tree;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators find under /events: purchase 1 by Anna, whom a page view 2 does not name. */
class EventsTest {
    private static final long BUY = 4_097;
    private static final long VIEW = 12_289;
    private static final String MAIL = "anna@example.com";
    private static final Operator STRANGER =
            new Operator("other", Role.VIEWER, Set.of("somebody-else"));

    @TempDir static Path folder;
    private static JdbcEvidenceStore store;
    private static Console console;

    @BeforeAll
    static void fill() {
        store = JdbcEvidenceStore.open(folder, Given.CLOCK);
        console = console();
        Given.unit(
                store,
                unit -> {
                    unit.insertArrival(1, Given.arrival(null));
                    unit.insertObservation(Given.observation(1, Verdict.ACCEPTED, "accepted", BUY));
                    unit.insertEvent(purchase());
                    unit.insertDelivery(
                            Given.delivery(
                                    BUY, "meta", DeliveryStatus.FAILED, "bad", "Meta said no"));
                    unit.insertArrival(
                            2, Given.arrival(new Arrival.Refusal(401, "bad_signature", "sign it")));
                    unit.insertObservation(
                            Given.observation(2, Verdict.REFUSED, "bad_signature", 0));
                    unit.insertEvent(view());
                    person(unit.identities());
                });
    }

    private static Configuration configuration() {
        return new Configuration(
                null,
                null,
                null,
                IdentitySettings.STANDARD,
                null,
                null,
                Map.of("main", new StoreConfig("acme", "main", "EUR", "DE", Map.of())),
                List.of(),
                Map.of());
    }

    private static Console console() {
        RulesInForce rules = new RulesInForce("rules-1", Given.NOON, List.of(), List.of(), null);
        return new Console(
                store.queries(),
                () -> new ActiveConfiguration(configuration(), null),
                () -> rules,
                Map::of,
                Given.CLOCK);
    }

    private static StoredEvent purchase() {
        StoredEvent plain = Given.purchase(BUY, "548291");
        return new StoredEvent(
                BUY,
                plain.event().toBuilder()
                        .set(EventField.EMAIL, MAIL)
                        .set(
                                EventField.GCLID,
                                new ClickId("Cj0KCQ", Given.NOON, "https://shop.example/sale"))
                        .build(),
                Map.of(
                        EventField.EMAIL.path(),
                        new Provenance(
                                "1-0", "shopify", Authority.ORDER_SYSTEM, "/email", "as given")),
                List.of(),
                1,
                "v1",
                1);
    }

    private static StoredEvent view() {
        StoredEvent plain = Given.event(VIEW, EventName.PAGE_VIEWED, "cart-2", "main");
        return new StoredEvent(
                VIEW,
                plain.event().toBuilder().set(EventField.ANONYMOUS_ID, "browser-7").build(),
                Map.of(),
                List.of(),
                1,
                "v1",
                3);
    }

    private static void person(IdentityRecords records) {
        Instant end = Given.NOON.plusSeconds(86_400);
        records.insert(new Person(812, "acme", false, Set.of(), 2, 812, Given.NOON, end));
        for (Map.Entry<KeyKind, String> key :
                Map.of(KeyKind.EMAIL, MAIL, KeyKind.ANONYMOUS_ID, "browser-7").entrySet()) {
            IdentityKey known =
                    IdentityKeys.of("acme", "main", key.getKey(), key.getValue()).orElseThrow();
            records.insert(new KnownKey(known, 812, 1, false, end));
        }
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static String page(String path) {
        return page(path, Operator.LOCAL);
    }

    private static String page(String path, Operator operator) {
        String[] parts = path.split("\\?");
        return new String(
                console.get(parts[0], query(parts.length > 1 ? parts[1] : ""), operator).body(),
                StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new TreeMap<>();
        Arrays.stream(text.split("&"))
                .filter(pair -> !pair.isEmpty())
                .forEach(
                        pair ->
                                query.put(
                                        pair.replaceFirst("=.*", ""),
                                        List.of(pair.replaceFirst("[^=]*=", ""))));
        return query;
    }

    private static List<Long> places(String html) {
        Matcher row = Pattern.compile("data-seq=\"(\\d+)\"").matcher(html);
        List<Long> places = new ArrayList<>();
        while (row.find()) {
            places.add(Long.parseLong(row.group(1)));
        }
        return places;
    }

    private static Tree json(String path) {
        return Tree.root(StrictJson.readTrusted(page(path)));
    }

    private static String find(String typed) {
        byte[] body = console.find(typed, Operator.LOCAL).body();
        return Tree.root(StrictJson.readTrusted(new String(body, StandardCharsets.UTF_8)))
                .text("/location")
                .orElseThrow();
    }

    @Test
    void aRefusedRequestStandsAmongTheEventsInTheOrderOfArrivalWithWhatToDo() {
        String html = page("/events");

        assertEquals(List.of(VIEW, 2 * 4_096 + 1L, BUY), places(html));
        assertTrue(html.contains("<code>bad_signature</code>"), html);
        assertTrue(html.contains("Put the signing secret"), html);
        assertTrue(html.contains("href=\"/events/requests/2\""), html);
        assertEquals(List.of(VIEW, BUY), places(page("/events?requests=hide")));
        assertEquals(1, json("/api/v1/events?requests=show").each("/requests").size());
    }

    @Test
    void whatIsAskedOfEventsAloneLeavesRequestsOut() {
        assertEquals(List.of(BUY), places(page("/events?status=failed&destination=meta")));
        assertEquals(List.of(BUY, VIEW).size(), places(page("/events?consent=denied")).size());
        assertEquals(List.of(), places(page("/events?consent=granted")));
        assertEquals(List.of(VIEW), places(page("/events?event=page_viewed")));
        assertEquals(List.of(), places(page("/events?test=yes")));
        assertEquals(List.of(), places(page("/events?to=2026-11-20T11:00")));
        assertEquals(3, places(page("/events?window=15m")).size());
    }

    @Test
    void anEmptyListSaysHowManyRequestsWereTurnedAwayInTheSameWindow() {
        String html = page("/events?status=delivered");

        assertTrue(html.contains("No event matches."), html);
        assertTrue(html.contains("1 request was refused or rejected in this window: "), html);
    }

    @Test
    void aPageOfTheListGoesOnWhereTheOneBeforeEnded() {
        assertEquals(List.of(VIEW), places(page("/events?limit=1")));
        assertTrue(page("/events?limit=1").contains("before=" + VIEW));
        assertEquals(List.of(8_193L), places(page("/events?limit=1&before=" + VIEW)));
        assertEquals(List.of(BUY), places(page("/events?limit=1&before=8193")));
    }

    @Test
    void anAddressTypedLeadsToThePersonAndStandsInNoLink() {
        String location = find(" Anna@Example.com ");
        String html = page(location);

        assertTrue(location.startsWith("/events?by=email&keys="), location);
        assertFalse(location.contains("example"), location);
        assertEquals(List.of(VIEW, BUY), places(html));
        assertTrue(html.contains("Found by e-mail address, and through <a href=\"/identities/812"));
        assertEquals(1, html.split("found through the person", -1).length - 1);
        assertEquals(List.of(), places(page(location, STRANGER)));
    }

    @Test
    void idsOfOrdersEventsVisitorsAndClicksAreToldByTheirForm() {
        assertEquals("/events?key=548291", find("548291"));
        assertEquals("/events?key=evt-" + BUY, find("evt-" + BUY));
        assertTrue(find("browser-7").startsWith("/events?by=anonymous_id&keys="));
        assertEquals(List.of(VIEW, BUY), places(page(find("browser-7"))));
        assertTrue(find("Cj0KCQ").startsWith("/events?by=click_id&keys="));
        assertEquals(List.of(VIEW, BUY), places(page(find("Cj0KCQ"))));
        assertEquals("/events?by=nothing", find("+49 170 1234567"));
        assertTrue(page("/events?by=nothing").contains("Nothing is found by what was typed"));
        assertTrue(page(find("bo@example.com")).contains("No event carries this e-mail address"));
    }

    @Test
    void withoutScriptAnAddressInTheFieldIsLeftBehindAtOnce() {
        HttpOutput answer = console.get("/events", query("key=" + MAIL), Operator.LOCAL);

        assertEquals(302, answer.status());
        assertFalse(answer.headers().get("Location").contains("@"));
    }

    @Test
    void theEventBeginsWithWhetherItReachedThemAndSaysWhereEachKeyIsFrom() {
        String html = page("/events/" + BUY);

        assertTrue(
                html.indexOf("meta failed") < html.indexOf("<h2>"),
                "the answer stands above everything else");
        assertTrue(html.contains("href=\"/diagnose?of=number%3D" + BUY + "\""));
        assertTrue(html.contains("<td data-label=\"From\">shopify /email, as given</td>"), html);
        assertTrue(html.contains("<td data-label=\"On\">https://shop.example/sale</td>"), html);
        assertTrue(html.contains("2027-02-18 12:00:00 UTC"), "90 days after the click was seen");
        assertTrue(html.contains("The signal as it was sent"));
        assertTrue(html.contains("<div class=\"lanes\">"));
        assertTrue(page("/events/" + BUY, STRANGER).contains("There is no such event"));
    }

    @Test
    void othersRequestsBetweenAreReadThroughAsFarAsIsSaidAndNothingIsPassedOver(
            @TempDir Path other) {
        try (JdbcEvidenceStore flooded = JdbcEvidenceStore.open(other, Given.CLOCK)) {
            Given.unit(
                    flooded,
                    unit -> {
                        unit.insertEvent(purchase());
                        for (long offset = 10; offset < 2_310; offset++) {
                            unit.insertObservation(
                                    Given.observation(offset, Verdict.REFUSED, "rate", 0));
                        }
                    });
            Evidence evidence =
                    new Evidence(
                            flooded.queries(),
                            () -> new ActiveConfiguration(configuration(), null),
                            () -> null,
                            Map::of,
                            Sending.none(),
                            () -> NodeSigns.QUIET,
                            Given.CLOCK);
            EventWanted wanted =
                    EventWanted.of(
                            new Parameters(query("event=purchase_placed")),
                            flooded.queries(),
                            Operator.LOCAL,
                            Given.NOON,
                            "show");

            EventLines.Page first = new EventLines(evidence).page(wanted, Long.MAX_VALUE, 50);
            EventLines.Page second = new EventLines(evidence).page(wanted, first.next(), 50);

            assertEquals(List.of(), first.lines());
            assertEquals(310 * 4_096L + 1, first.next());
            assertEquals(1, second.events().size());
            assertEquals(0, second.next());
        }
    }

    @Test
    void aRequestIsAPageOfItsOwn() {
        assertTrue(page("/events/requests/2").contains("bad_signature"));
        assertTrue(page("/events/requests/9").contains("There is no such request"));
        assertTrue(page("/events/requests/2", STRANGER).contains("There is no such request"));
    }

    @Test
    void theStreamHasEventsAndRequestsInOrderAndEachViewerWhatItAskedFor() {
        List<LiveEvent> all = console.changes(0, 99, 10).changes();

        assertEquals(List.of(1L, 2L, 3L), all.stream().map(LiveEvent::offset).toList());
        assertEquals("EVENT GONE", told(all, "status=failed", Operator.LOCAL));
        assertEquals("EVENT EVENT", told(all, "", Operator.LOCAL));
        assertEquals("EVENT REQUEST EVENT", told(all, "requests=show", Operator.LOCAL));
        assertEquals("EVENT", told(all, "event=page_viewed", Operator.LOCAL));
        assertEquals("EVENT", told(all, "key=548291", Operator.LOCAL));
        assertEquals("", told(all, "requests=show", STRANGER));
        assertThrows(
                BadParameterException.class,
                () -> console.live(query("status=lost"), Operator.LOCAL));
        assertThrows(
                BadParameterException.class,
                () -> console.live(query("evnt=page_viewed"), Operator.LOCAL),
                "a misspelt filter would show everything");
    }

    private static String told(List<LiveEvent> all, String query, Operator operator) {
        LiveFilter filter = console.live(query(query), operator);
        return String.join(
                " ",
                all.stream()
                        .map(filter::of)
                        .flatMap(Optional::stream)
                        .map(LiveFilter.Told::name)
                        .toList());
    }

    @Test
    void aReadingOfTheStreamEndsBeforeWhatMayBeHalfThere() {
        LiveChanges half = console.changes(0, 3, 10);
        LiveChanges full = console.changes(0, 99, 1);

        assertEquals(List.of(1L, 2L), half.changes().stream().map(LiveEvent::offset).toList());
        assertEquals(3, half.next());
        assertFalse(half.more());
        assertEquals(List.of(1L), full.changes().stream().map(LiveEvent::offset).toList());
        assertEquals(2, full.next());
        assertTrue(full.more());
    }
}
