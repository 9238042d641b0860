// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Tree;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    @TempDir Path folder;
    private JdbcEvidenceStore store;
    private Console console;

    @BeforeEach
    void evidence() {
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
                    unit.insertCollision(Given.collision(8001, Kind.EVENT_ID_REUSED, 8000));
                    unit.putSighting(Given.sighting(7000, 0, true, true));
                    unit.putSighting(Given.sighting(7001, 0, true, true));
                    unit.putSighting(Given.sighting(7002, 0, false, true));
                    unit.putSighting(Given.sighting(6000, 1, true, false));
                    unit.insertDelivery(
                            Given.delivery(
                                    7000,
                                    "meta",
                                    DeliveryStatus.SKIPPED,
                                    "consent_denied:marketing",
                                    "the visitor refused marketing " + Given.HOSTILE));
                    unit.insertDelivery(
                            Given.delivery(
                                    7000,
                                    "ga4",
                                    DeliveryStatus.DELIVERED,
                                    "accepted",
                                    "the platform took it"));
                    unit.insertAttempt(
                            "ga4", Given.attempt("att-1", Given.NOON, "delivered"), List.of(7000L));
                    unit.insertEvent(
                            Given.event(8000, EventName.PRODUCT_VIEWED, Given.HOSTILE, "second"));
                    unit.insertArrival(
                            9, Given.arrival(new Arrival.Refusal(401, "bad_signature", "sign it")));
                    unit.insertObservation(
                            Given.observation(9, Verdict.REFUSED, "bad_signature", 0));
                });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/events",
                "/events/7000",
                "/events/8000",
                "/identities/14",
                "/deliveries",
                "/api-logs",
                "/api-logs/att-1",
                "/replays",
                "/assets/console.css",
                "/assets/theme.js",
                "/assets/progress.js",
                "/assets/mark.svg",
                "/assets/console.js",
                "/api/v1/events",
                "/api/v1/events/7000",
                "/api/v1/identities/14",
                "/api/v1/requests",
                "/api/v1/deliveries",
                "/api/v1/api-logs",
                "/api/v1/api-logs/att-1",
                "/api/v1/collisions",
                "/api/v1/coverage",
                "/api/v1/counts",
                "/api/v1/counts/hourly",
                "/api/v1/overview",
                "/api/v1/progress",
                "/api/v1/destinations"
            })
    void everyPathAnswersWithSecurityHeaders(String path) {
        HttpOutput answer = get(path);

        assertTrue(console.serves(path));
        assertEquals(200, answer.status());
        assertTrue(answer.body().length > 0);
        assertEquals("nosniff", answer.headers().get("X-Content-Type-Options"));
        assertEquals("no-referrer", answer.headers().get("Referrer-Policy"));
        assertEquals("no-store", answer.headers().get("Cache-Control"));
        assertEquals(
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                        + " img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri"
                        + " 'none'",
                answer.headers().get("Content-Security-Policy"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/events",
                "/events?show=requests",
                "/events?show=collisions",
                "/events?show=collisions&merchant=HOSTILE&store=HOSTILE",
                "/events?show=collisions&kind=HOSTILE",
                "/events?key=HOSTILE&merchant=HOSTILE&store=HOSTILE&source=HOSTILE",
                "/events/7000",
                "/events/8000",
                "/identities/14",
                "/deliveries",
                "/deliveries?status=skipped&reason=HOSTILE&merchant=HOSTILE&destination=HOSTILE",
                "/deliveries?status=HOSTILE",
                "/api-logs",
                "/api-logs?text=HOSTILE&outcome=HOSTILE&destination=HOSTILE",
                "/api-logs/att-1",
                "/events/HOSTILE"
            })
    void hostileTextStaysText(String path) {
        Given.unit(store, unit -> unit.putPause("meta", Optional.of(Given.hold())));

        HttpOutput answer = get(path);
        String html = text(answer);

        assertEquals("text/html; charset=utf-8", answer.contentType());
        assertFalse(html.contains("<script>"), html);
        assertFalse(html.contains("<img"), html);
        assertFalse(html.replaceAll("\"[^\"]*\"", "").matches("(?is).*<[^>]*\\son\\w+=.*"), html);
        assertFalse(html.matches("(?is).*(href|src|action)=\"\\s*javascript:.*"), html);
        assertEquals(1, html.split("<title>", -1).length - 1);
        assertEquals(1, html.split("</title>", -1).length - 1);
    }

    @Test
    void theFirstScreenSaysWhetherThePurchaseReachedMetaAndWhyNot() {
        String html = text(get("/events"));

        assertTrue(html.contains("1 purchase</h2>"), html);
        assertTrue(html.contains("1 skipped</a>"));
        assertTrue(html.contains("1 skipped: the visitor refused marketing"));
        assertTrue(html.contains("meta skipped</span>"));
        assertTrue(html.contains(": the visitor refused marketing"));
        assertTrue(html.contains("ga4 delivered</span></li>"));
        assertTrue(html.contains("129.90 EUR"));
        assertTrue(html.contains("browser + shopify"));
        assertTrue(html.contains("Refused and rejected (1)"));
    }

    @Test
    void theDrawerPutsRawNextToCanonicalNextToWhatEachDestinationGot() {
        String html = text(get("/events/7000"));

        assertTrue(html.contains("<h2>Raw</h2>"));
        assertTrue(html.contains("&quot;total&quot;: &quot;129.90&quot;"));
        assertTrue(html.contains("<h2>Canonical</h2>"));
        assertTrue(html.contains(", as given</small>"));
        assertTrue(html.contains("<dt>marketing</dt><dd><span class=\"value\">denied</span>"));
        assertTrue(html.contains("Same order "));
        assertTrue(html.contains("Removed before sending: user.email"));
        assertTrue(
                html.contains(
                        "Not allowed by rule <code>eu-marketing</code> at"
                                + " <code>eu.rules.yaml:6</code>"));
        assertTrue(html.contains("Request (masked)"));
    }

    @Test
    void anEventLeadsToItsPersonWhoseJoinsSayHowTheyAreTakenBack() {
        String event = text(get("/events/7000"));
        assertTrue(event.contains("href=\"/identities/14\">Person 14</a>"), event);
        assertTrue(text(get("/api/v1/events/7000")).contains("\"identity\":14"));
        String person = text(get("/identities/14"));
        assertTrue(person.contains("<code>tl identity undo 96</code>"), person);
        assertTrue(person.contains("order_id ord-7000"), person);
        assertTrue(person.contains("shared by too many, joins nobody"), person);
        assertEquals(404, get("/identities/15").status());
    }

    @Test
    void refusedRequestsAreListedWithTheirReason() {
        String html = text(get("/events?show=requests"));

        assertTrue(html.contains("<code>bad_signature</code>"), html);
        assertTrue(html.contains("<p>Because "));
        assertFalse(html.contains(">accepted</span>"));
    }

    @Test
    void pendingDeliveriesOfAHeldDestinationAreHeldWithTheSentenceOfTheHold() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.purchase(10_000, "ord-10000"));
                    unit.insertDelivery(
                            Given.delivery(
                                    10_000, "meta", DeliveryStatus.PENDING, "waiting", "waits"));
                    unit.putPause("meta", Optional.of(Given.hold()));
                });

        String html = text(get("/deliveries?status=held"));
        Tree held = json("/api/v1/deliveries?status=held").each("/deliveries").get(0);
        Tree meta = json("/api/v1/destinations").at("/1");

        assertTrue(html.contains("meta is held: "), html);
        assertTrue(html.contains("held 1</a>"));
        assertTrue(html.contains("Put a new one in META_TOKEN"));
        assertEquals("held", held.text("/status").orElseThrow());
        assertTrue(held.text("/sentence").orElseThrow().startsWith("The token is refused."));
        assertEquals("2026-11-20T12:05:00Z", held.text("/next_attempt_at").orElseThrow());
        assertEquals("meta", meta.text("/id").orElseThrow());
        assertEquals("auth_hold", meta.text("/pause/kind").orElseThrow());
        assertEquals(1L, meta.find("/counts/held").orElseThrow());
        assertEquals("2026-11-20T12:00:00Z", meta.text("/oldest_pending").orElseThrow());
    }

    @Test
    void aPauseThatThePlatformAskedForExplainsPendingDeliveriesUntilItIsOver() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.purchase(10_000, "ord-10000"));
                    unit.insertDelivery(
                            Given.delivery(
                                    10_000, "meta", DeliveryStatus.PENDING, "waiting", "waits"));
                    unit.putPause("meta", Optional.of(Given.throttled(60)));
                });

        assertEquals("slow down", sentence("meta"));
        assertTrue(text(get("/deliveries")).contains("meta is paused: "));

        Given.unit(store, unit -> unit.putPause("meta", Optional.of(Given.throttled(-1))));

        assertEquals("waits", sentence("meta"));
        assertFalse(text(get("/deliveries")).contains("meta is paused: "));
    }

    private String sentence(String destination) {
        return json("/api/v1/deliveries?status=pending&destination=" + destination)
                .text("/deliveries/0/sentence")
                .orElseThrow();
    }

    @Test
    void pendingDeliveriesOfADestinationThatIsOffSayWhereToSwitchItOn() {
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.purchase(10_000, "ord-10000"));
                    unit.insertDelivery(
                            Given.delivery(
                                    10_000, "ga4", DeliveryStatus.PENDING, "waiting", "waits"));
                });

        assertTrue(
                text(get("/events"))
                        .contains(
                                "sending to ga4 is switched off; set enabled: true in"
                                        + " config/destinations/ga4.yaml"));
    }

    @Test
    void theEventAsJsonHasRawCanonicalAndDeliveries() {
        Tree event = json("/api/v1/events/7000");

        assertEquals("purchase_placed", event.text("/event/event_name").orElseThrow());
        assertEquals("shopify", event.text("/provenance/value/source").orElseThrow());
        assertEquals("order_system", event.text("/provenance/value/authority").orElseThrow());
        assertEquals(Given.HOSTILE, event.text("/notes/0").orElseThrow());
        assertTrue(event.text("/merges/0/sentence").orElseThrow().startsWith("Same order"));
        assertEquals(
                "{\"total\":\"129.90\",\"note\":\"" + Given.HOSTILE + "\"}",
                event.text("/observations/0/request/body").orElseThrow());
        assertEquals("ga4", event.text("/deliveries/0/destination").orElseThrow());
        assertEquals(
                Given.HOSTILE,
                event.text("/deliveries/0/attempts_made/0/request/headers/user-agent")
                        .orElseThrow());
        assertEquals("consent_denied:marketing", event.text("/deliveries/1/reason").orElseThrow());
        assertEquals(
                "eu.rules.yaml:6", event.text("/deliveries/1/decision/location").orElseThrow());
    }

    @Test
    void whatHasOutlivedItsTimeIsSaidToBeGone() {
        store.purge(
                new RetentionPolicy(
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofDays(90),
                        Duration.ofDays(90),
                        Duration.ofDays(400),
                        RetentionPolicy.STANDARD_BYTES,
                        Duration.ofDays(1)),
                Given.NOON.plusSeconds(1_000),
                100);

        String page = text(get("/events/7000"));
        assertTrue(page.contains("The request is no longer kept."), page);
        assertTrue(page.contains("Headers and body are no longer kept."), page);
        assertTrue(text(get("/events?show=requests")).contains("The request is no longer kept."));
        Tree attempt = json("/api/v1/api-logs/att-1");
        String command = attempt.text("/curl").orElse("");
        assertTrue(command.contains("curl --globoff --request 'POST'"), command);
        assertEquals(Optional.of(true), attempt.find("/request/no_longer_kept"));
        assertEquals(Optional.of(true), attempt.find("/response/no_longer_kept"));
        assertEquals(
                Optional.empty(), json("/api/v1/events/7000").text("/observations/0/request/body"));
        assertEquals("att-1", values("/api/v1/api-logs?text=alert", "/attempts", "/id"));
    }

    @Test
    void aPersonNobodyKnowsHasNoEvents() {
        assertEquals("", values("/api/v1/events?person=999999", "/events", "/seq"));
    }

    @Test
    void filtersNarrowTheLists() {
        assertEquals("8000 7000", values("/api/v1/events", "/events", "/seq"));
        assertEquals("7000", values("/api/v1/events?event=purchase_placed", "/events", "/seq"));
        assertEquals("8000", values("/api/v1/events?store=second", "/events", "/seq"));
        assertEquals("7000", values("/api/v1/events?before=8000", "/events", "/seq"));
        assertEquals("7000", values("/api/v1/events?key=ord-7000", "/events", "/seq"));
        assertEquals("8000", values("/api/v1/events?key=evt-8000", "/events", "/seq"));
        assertEquals("", values("/api/v1/events?key=evt-8000&store=main", "/events", "/seq"));
        assertEquals("", values("/api/v1/events?source=segment", "/events", "/seq"));
        assertEquals("9", values("/api/v1/requests?verdict=refused", "/requests", "/offset"));
        assertEquals(
                "meta", values("/api/v1/deliveries?status=skipped", "/deliveries", "/destination"));
        assertEquals(
                "ga4", values("/api/v1/deliveries?reason=accepted", "/deliveries", "/destination"));
        assertEquals("att-1", values("/api/v1/api-logs?outcome=delivered", "/attempts", "/id"));
        assertEquals("", values("/api/v1/api-logs?destination=meta", "/attempts", "/id"));
    }

    @Test
    void aFullPageNamesTheNext() {
        assertEquals(8000L, json("/api/v1/events?limit=1").find("/next").orElseThrow());
        assertTrue(
                text(get("/events?limit=1&merchant=acme&requests=hide"))
                        .contains(
                                "href=\"/events?merchant=acme&amp;requests=hide&amp;before=8000\""));
        assertTrue(json("/api/v1/events?limit=3").find("/next").isEmpty());
    }

    @Test
    void collisionsAreListedWithBothValuesTheEventsAndASentence() {
        Tree newest = json("/api/v1/collisions").at("/collisions/0");
        Tree older = json("/api/v1/collisions?before=8001").at("/collisions/0");

        assertEquals("event_id_reused", newest.text("/kind").orElseThrow());
        assertEquals(List.of("one", Given.HOSTILE), newest.find("/order_ids").orElseThrow());
        assertEquals(List.of("shared" + Given.HOSTILE), newest.find("/event_ids").orElseThrow());
        assertEquals(List.of(7000L, 8000L), newest.find("/events").orElseThrow());
        assertEquals("2026-11-20T12:00:00Z", newest.text("/at").orElseThrow());
        assertEquals("acme", newest.text("/merchant").orElseThrow());
        assertEquals("main", newest.text("/store").orElseThrow());
        assertEquals("order_with_two_event_ids", older.text("/kind").orElseThrow());
        assertEquals(List.of("one", Given.HOSTILE), older.find("/event_ids").orElseThrow());
        assertEquals(List.of(7000L), older.find("/events").orElseThrow());
        assertTrue(older.text("/sentence").orElseThrow().contains("so it counts once"));
        assertEquals(8001L, json("/api/v1/collisions?limit=1").find("/next").orElseThrow());
        assertEquals(
                "7000",
                values("/api/v1/collisions?kind=order_with_two_event_ids", "/collisions", "/seq"));
        assertEquals("", values("/api/v1/collisions?merchant=other", "/collisions", "/seq"));
        assertEquals("", values("/api/v1/collisions?store=second", "/collisions", "/seq"));
    }

    @Test
    void coverageSaysHowManyPurchasesOfADayWhoSawWithTheShare() {
        Tree today = json("/api/v1/coverage").at("/coverage/0");
        Tree before = json("/api/v1/coverage?before=2026-11-20").at("/coverage/0");

        assertEquals("2026-11-20", today.text("/day").orElseThrow());
        assertEquals("purchase_placed", today.text("/event_name").orElseThrow());
        assertEquals(3L, today.find("/events").orElseThrow());
        assertEquals(2L, today.find("/both").orElseThrow());
        assertEquals("0.6667", today.find("/both_share").orElseThrow().toString());
        assertEquals(0L, today.find("/browser_only").orElseThrow());
        assertEquals(1L, today.find("/server_only").orElseThrow());
        assertEquals("0.3333", today.find("/server_only_share").orElseThrow().toString());
        assertEquals("2026-11-19", before.text("/day").orElseThrow());
        assertEquals(1L, before.find("/browser_only").orElseThrow());
        assertEquals("2026-11-20", json("/api/v1/coverage?limit=1").text("/next").orElseThrow());
        assertEquals("", values("/api/v1/coverage?merchant=other", "/coverage", "/day"));
        assertEquals(
                "", values("/api/v1/coverage?event=subscription_renewed", "/coverage", "/day"));
    }

    @Test
    void anEventSaysWhatDoesNotFitTogether() {
        assertEquals(
                "event_id_reused order_with_two_event_ids",
                values("/api/v1/events/7000", "/collisions", "/kind"));
        assertEquals("event_id_reused", values("/api/v1/events/8000", "/collisions", "/kind"));
        assertTrue(
                text(get("/events/7000")).contains("The order number decides, so it counts once"));
        assertTrue(text(get("/events/8000")).contains("href=\"/events/7000\""));
    }

    @Test
    void theEventsLeadToWhoSawThePurchasesAndWhatDoesNotFitTogether() {
        String html = text(get("/events?show=collisions"));

        assertTrue(text(get("/events")).contains("href=\"/events?show=collisions\""));
        assertTrue(html.contains(">2 (66.7 %)</td>"), html);
        assertTrue(html.contains(">1 (33.3 %)</td>"), html);
        assertTrue(html.contains("The order number decides, so both count"), html);
    }

    @Test
    void countsAreByReason() {
        Tree counts = json("/api/v1/counts");

        assertEquals(2, counts.each("/deliveries").size());
        assertEquals(1L, counts.find("/deliveries/0/count").orElseThrow());
        assertEquals(
                "accepted bad_signature",
                counts.each("/requests").stream()
                        .map(row -> row.text("/reason").orElseThrow())
                        .sorted()
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/events?event=purchased",
                "/api/v1/events?limit=0",
                "/api/v1/events?limit=501",
                "/api/v1/events?limit=ten",
                "/api/v1/events?before=-1",
                "/api/v1/events?merchnt=acme",
                "/api/v1/requests?verdict=no",
                "/api/v1/deliveries?status=lost",
                "/api/v1/api-logs?before=yesterday",
                "/api/v1/collisions?kind=none",
                "/api/v1/collisions?event=purchase_placed",
                "/api/v1/coverage?before=8000",
                "/api/v1/coverage?event=bought",
                "/api/v1/coverage?kind=event_id_reused",
                "/api/v1/counts?status=held"
            })
    void aParameterThatCannotBeUnderstoodIsRefusedWithWhatWouldBe(String path) {
        HttpOutput answer = get(path);

        assertEquals(400, answer.status());
        Tree error = json(path);
        assertEquals("bad_parameter", error.text("/error").orElseThrow());
        assertTrue(error.text("/message").orElseThrow().contains("parameter"));
    }

    @Test
    void pagesExplainABadParameterToo() {
        HttpOutput answer = get("/deliveries?status=lost");

        assertEquals(400, answer.status());
        assertTrue(text(answer).contains("must be one of pending, delivered"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/events/1",
                "/events/x",
                "/api-logs/none",
                "/assets/../console.css",
                "/api/v1/events/1",
                "/api/v1/api-logs/none",
                "/api/v1/nothing"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertEquals(404, get(path).status());
    }

    @Test
    void theStreamIsTheServersOwn() {
        assertFalse(console.serves("/api/v1/events/stream"));
        assertFalse(console.serves("/in/shopify"));
    }

    @Test
    void theLiveStreamCarriesChangedEventsInOrder() {
        List<LiveEvent> changed = console.changes(7001, 9000, 10).changes();
        List<LiveEvent> all = console.changes(10, 9000, 10).changes();
        Tree first = Tree.root(StrictJson.readTrusted(all.get(0).json()));

        assertEquals(List.of(8000L), changed.stream().map(LiveEvent::offset).toList());
        assertEquals(List.of(7000L, 8000L), all.stream().map(LiveEvent::offset).toList());
        assertEquals("ord-7000", first.text("/order_id").orElseThrow());
        assertEquals("129.90 EUR", first.text("/amount").orElseThrow());
        assertEquals("skipped", first.text("/deliveries/1/status").orElseThrow());
        assertEquals("consent_denied:marketing", first.text("/deliveries/1/reason").orElseThrow());
    }

    private String values(String path, String list, String member) {
        return json(path).each(list).stream()
                .map(row -> row.find(member).orElseThrow().toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatKeepsADestinationBackIsListedOpenFirstAndStandsAboveTheDeliveries() {
        Instant opened = Instant.parse("2026-01-15T11:00:00Z");
        Incident over =
                new Incident(
                        32,
                        Incident.Kind.PLATFORM_DOWN,
                        "ga4",
                        "acme",
                        "destination ga4",
                        opened,
                        opened.plusSeconds(60),
                        opened,
                        7,
                        "no answer");
        Incident open =
                new Incident(
                        16,
                        Incident.Kind.AUTH_HOLD,
                        "meta",
                        "acme",
                        "account x",
                        opened,
                        null,
                        opened,
                        3,
                        "token <rejected>");
        UnitOfWork unit = store.begin();
        unit.putIncident(over);
        unit.putIncident(open);
        unit.commit(store.appliedOffset() + 1);
        List<Tree> incidents = json("/api/v1/incidents").each("/incidents");
        assertEquals("auth_hold", incidents.get(0).text("/kind").orElseThrow());
        assertEquals(true, incidents.get(0).find("/open").orElseThrow());
        assertEquals("2026-01-15T11:01:00Z", incidents.get(1).text("/closed_at").orElseThrow());
        Tree first = json("/api/v1/incidents?limit=1");
        Object next = first.find("/next").orElseThrow();
        assertEquals(
                "platform_down",
                json("/api/v1/incidents?limit=1&before=" + next)
                        .each("/incidents")
                        .get(0)
                        .text("/kind")
                        .orElseThrow());
        String page = text(get("/deliveries"));
        assertTrue(page.contains("meta: auth hold"), page);
        assertTrue(page.contains("token &lt;rejected&gt;"), page);
        assertTrue(!page.contains("ga4: platform down"), page);

        Given.unit(store, once -> once.putPause("meta", Optional.of(Given.hold())));

        String held = text(get("/deliveries"));
        assertTrue(held.contains("meta is held"), held);
        assertFalse(held.contains("meta: auth hold"), "told once: " + held);
    }

    private Tree json(String path) {
        return Tree.root(StrictJson.readTrusted(text(get(path))));
    }

    /** Takes the path apart; HOSTILE stands for hostile text. */
    private HttpOutput get(String address) {
        String[] parts = address.split("\\?", 2);
        Map<String, List<String>> query =
                parts.length == 1
                        ? Map.of()
                        : List.of(parts[1].split("&")).stream()
                                .map(parameter -> parameter.split("=", 2))
                                .collect(
                                        Collectors.toMap(
                                                pair -> pair[0],
                                                pair -> List.of(hostile(pair[1]))));
        return console.get(hostile(parts[0]), query, Operator.LOCAL);
    }

    private static String hostile(String text) {
        return text.replace("HOSTILE", Given.HOSTILE);
    }

    private static String text(HttpOutput answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void nothingFoundOfADestinationThatNeverWasIsSaid() {
        for (String path : List.of("/api/v1/deliveries", "/api/v1/api-logs")) {
            HttpOutput answer =
                    console.get(path, Map.of("destination", List.of("metta")), Operator.LOCAL);
            assertEquals(400, answer.status(), path);
            assertTrue(text(answer).contains("Known: ga4, meta"), text(answer));
        }
    }
}
