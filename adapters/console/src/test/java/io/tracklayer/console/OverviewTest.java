// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Tree;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
    private static final Operator OTHERS = new Operator("eve", Role.VIEWER, Set.of("other"));

    @TempDir Path folder;
    private JdbcEvidenceStore store;
    private RulesInForce.Refused refused;
    private int failing;
    private NodeSigns signs = NodeSigns.QUIET;
    private final List<DestinationConfig> destinations =
            new ArrayList<>(List.of(destination("meta", true), destination("ga4", true)));
    private long next = 1;

    @BeforeEach
    void open() {
        store = JdbcEvidenceStore.open(folder, Given.CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewInstallationIsLedToItsFirstDelivery() {
        String page = page("/");

        assertTrue(page.contains("First steps"), page);
        assertTrue(page.contains("tl keys create --store STORE"), page);
        assertTrue(page.contains("tl send &quot;Order Completed&quot;"), page);
        assertTrue(page.contains("Connect a destination</strong> (done)"), page);
        assertFalse(page.contains("By source"), page);
    }

    @Test
    void aNodeWhereAllIsWellSaysThatNothingNeedsAnybody() {
        Given.unit(store, unit -> arrivals(unit, 3, Verdict.ACCEPTED, "accepted", hoursAgo(1)));

        String page = page("/");

        assertTrue(page.contains("Nothing needs you"), page);
        assertFalse(page.contains("First steps"), page);
        assertEquals(List.of(), kinds());
    }

    @Test
    void aDestinationThatAnOperatorPausedIsToBeLetGoNotToBeCorrected() {
        Pause ordered = Pause.ordered("Anna", "stock-taking", Given.NOON);
        Given.unit(store, unit -> unit.putOrderedPause("meta", Optional.of(ordered)));

        Tree concern = overview().each("/concerns").get(0);

        assertEquals("meta is paused, 0 waiting", concern.text("/title").orElseThrow());
        assertTrue(concern.text("/next").orElseThrow().contains("tl destinations resume meta"));
        String way = "href=\"/destinations/meta\" class=\"button\"";
        assertEquals(2, page("/").split(way, -1).length, "one way there, not two");
    }

    @Test
    void aHeldDestinationComesWithItsReasonWhatWaitsAndTheNextStep() {
        Given.unit(
                store,
                unit -> {
                    deliveries(unit, 2, "meta", DeliveryStatus.PENDING, "new", hoursAgo(0));
                    unit.putPause("meta", Optional.of(Given.hold()));
                });

        Tree concern = overview().each("/concerns").get(0);

        assertEquals("destination_held", concern.text("/kind").orElseThrow());
        assertEquals("meta is held, 2 waiting", concern.text("/title").orElseThrow());
        assertTrue(concern.text("/sentence").orElseThrow().startsWith("The token is refused."));
        assertTrue(concern.text("/next").orElseThrow().contains("config/destinations/meta.yaml"));
        assertEquals(
                "/deliveries?status=held&destination=meta", concern.text("/link").orElseThrow());
        assertTrue(page("/").contains("Needs you now"));
        assertFalse(page("/").contains("<script>alert"), "hostile text must be escaped");
    }

    @Test
    void aPausedDestinationSaysWhoWhyAndSinceWhenAndHowItGoesOn() {
        Given.unit(
                store,
                unit -> {
                    deliveries(unit, 2, "meta", DeliveryStatus.PENDING, "new", hoursAgo(0));
                    unit.putPause(
                            "meta", Optional.of(Pause.ordered("eve", "sale is over", hoursAgo(5))));
                });

        Tree concern = overview().each("/concerns").get(0);

        assertEquals("meta is paused, 2 waiting", concern.text("/title").orElseThrow());
        assertEquals(
                "paused by eve: sale is over, since 2026-11-20 07:00:00 UTC.",
                concern.text("/sentence").orElseThrow());
        assertTrue(concern.text("/next").orElseThrow().contains("tl destinations resume meta"));
        assertEquals("/destinations/meta", concern.text("/link").orElseThrow());
    }

    @Test
    void requestsThatFailInARowAreToldWithWhatTheyFailOfBeforeAnIncidentOpens() {
        failing = 2;
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 3, Verdict.ACCEPTED, "accepted", hoursAgo(0));
                    deliveries(unit, 3, "meta", DeliveryStatus.PENDING, "new", hoursAgo(0));
                    unit.insertAttempt("meta", unreachable(), List.of(1L));
                    unit.putIncident(incident());
                });

        List<Tree> concerns = overview().each("/concerns");

        assertEquals(1, concerns.size(), concerns.toString());
        assertEquals(
                "meta: no connection to the address it is sent to, 3 waiting",
                concerns.get(0).text("/title").orElseThrow());
        assertEquals(
                "2 requests in a row failed, the last: no connection to platform.example "
                        + Given.HOSTILE
                        + ". The next one leaves by itself at 2026-11-20 12:01:00 UTC.",
                concerns.get(0).text("/sentence").orElseThrow());
        assertEquals("/api-logs/att-9", concerns.get(0).text("/link").orElseThrow());
        assertTrue(page("/").contains("badge failed\">down"), page("/"));
    }

    @Test
    void oneRequestThatFailedMakesNoDestinationDownWhileNothingNeedsAnybody() {
        failing = 1;
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 3, Verdict.ACCEPTED, "accepted", hoursAgo(0));
                    deliveries(unit, 3, "meta", DeliveryStatus.PENDING, "new", hoursAgo(0));
                });

        String page = page("/");

        assertTrue(page.contains("Nothing needs you"), page);
        assertFalse(page.contains("badge failed\">down"), page);
    }

    private static Attempt unreachable() {
        return new Attempt(
                "att-9",
                hoursAgo(0),
                3,
                "POST",
                "https://platform.example/",
                Map.of(),
                "",
                0,
                Map.of(),
                "",
                "retry",
                "connect_failed",
                "no connection to platform.example " + Given.HOSTILE,
                List.of());
    }

    @Test
    void requestsOfNobodyAreSetAgainstAllThatArrived() {
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 60, Verdict.ACCEPTED, "accepted", hoursAgo(1));
                    arrivals(unit, 20, "", Verdict.REFUSED, "unknown_path", hoursAgo(1));
                });

        String sentence = overview().each("/concerns").get(0).text("/sentence").orElseThrow();

        assertEquals(
                "In the last 24 hours, 25 % of all, usually 0 %; most often unknown_path.",
                sentence);
    }

    @Test
    void whatASwitchedOffDestinationMissedIsTold() {
        Given.unit(
                store,
                unit ->
                        deliveries(
                                unit,
                                2,
                                "meta",
                                DeliveryStatus.SKIPPED,
                                "destination_disabled",
                                hoursAgo(1)));

        Tree concern = overview().each("/concerns").get(0);

        assertEquals("2 events were not sent to meta", concern.text("/title").orElseThrow());
        assertTrue(concern.text("/next").orElseThrow().contains("--backfill --destination meta"));
    }

    @Test
    void theMostUrgentComesFirst() {
        refused = new RulesInForce.Refused(Given.NOON, List.of("meta.yaml:3: no such key"));
        signs =
                new NodeSigns(
                        5,
                        5,
                        0,
                        false,
                        new NodeSigns.Stall(Given.NOON, "disk full"),
                        "full",
                        List.of());
        destinations.set(1, destination("ga4", false));
        Given.unit(
                store,
                unit -> {
                    deliveries(unit, 10, "meta", DeliveryStatus.FAILED, "bad_value", hoursAgo(2));
                    deliveries(unit, 1, "ga4", DeliveryStatus.PENDING, "new", hoursAgo(2));
                    deliveries(unit, 1, "gone", DeliveryStatus.PENDING, "new", hoursAgo(2));
                    unit.putIncident(incident());
                });

        assertEquals(
                List.of(
                        "journal_closed",
                        "evidence_stalled",
                        "configuration_refused",
                        "incident_open",
                        "destination_failing",
                        "deliveries_stranded",
                        "deliveries_stranded"),
                kinds());
    }

    @Test
    void fewFailuresAmongManyDeliveriesAreNoConcern() {
        Given.unit(
                store,
                unit -> {
                    deliveries(unit, 5, "meta", DeliveryStatus.FAILED, "bad_value", hoursAgo(2));
                    deliveries(unit, 96, "meta", DeliveryStatus.DELIVERED, "accepted", hoursAgo(2));
                });

        assertEquals(List.of(), kinds());
    }

    @Test
    void rejectedRequestsAreAConcernWhenTheyAreMoreThanUsual() {
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 100, Verdict.ACCEPTED, "accepted", hoursAgo(2));
                    arrivals(unit, 25, Verdict.REJECTED, "missing_value", hoursAgo(2));
                });
        assertEquals(List.of("requests_turned_away"), kinds());

        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 200, Verdict.ACCEPTED, "accepted", hoursAgo(50));
                    arrivals(unit, 50, Verdict.REJECTED, "missing_value", hoursAgo(50));
                });

        assertEquals(List.of(), kinds());
    }

    @Test
    void consentThatIsUnknownMoreOftenThanUsualIsAConcern() {
        Given.unit(
                store,
                unit -> {
                    deliveries(
                            unit,
                            30,
                            "meta",
                            DeliveryStatus.SKIPPED,
                            "consent_unknown:marketing",
                            hoursAgo(2));
                    deliveries(unit, 70, "meta", DeliveryStatus.DELIVERED, "accepted", hoursAgo(2));
                    deliveries(
                            unit, 90, "meta", DeliveryStatus.DELIVERED, "accepted", hoursAgo(72));
                });

        Tree concern = overview().each("/concerns").get(0);

        assertEquals("consent_unknown", concern.text("/kind").orElseThrow());
        assertEquals("Consent is unknown for 30 % of meta", concern.text("/title").orElseThrow());
    }

    @Test
    void aDestinationShowsWhatBecameOfThePeriodsEvents() {
        Given.unit(
                store,
                unit -> {
                    deliveries(unit, 3, "meta", DeliveryStatus.DELIVERED, "accepted", hoursAgo(1));
                    deliveries(unit, 1, "meta", DeliveryStatus.FAILED, "bad_value", hoursAgo(1));
                    deliveries(unit, 2, "meta", DeliveryStatus.SKIPPED, "not_mapped", hoursAgo(1));
                    deliveries(
                            unit, 9, "meta", DeliveryStatus.DELIVERED, "accepted", hoursAgo(100));
                });

        Tree meta = destination("today", "meta");
        assertEquals(3L, meta.find("/delivered").orElseThrow());
        assertEquals(75L, meta.find("/delivered_percent").orElseThrow());
        assertEquals(2L, meta.find("/skipped_by_reason/not_mapped").orElseThrow());
        assertEquals(12L, destination("7d", "meta").find("/delivered").orElseThrow());
    }

    @Test
    void theEstimateLeavesOutWhatADestinationWasNotGiven() {
        StoredEvent plain = Given.purchase(7000, "ord-7000");
        Event withEmail = plain.event().toBuilder().set(EventField.EMAIL, "a@example.com").build();
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 1, Verdict.ACCEPTED, "accepted", hoursAgo(0));
                    unit.insertEvent(
                            new StoredEvent(
                                    7000, withEmail, plain.provenance(), List.of(), 1, "v1", 1));
                    unit.insertDelivery(given("meta", Set.of(EventField.EMAIL)));
                    unit.insertDelivery(given("ga4", Set.of()));
                });

        assertEquals("3.0", destination("today", "ga4").text("/match/score").orElseThrow());
        Tree match = destination("today", "meta").at("/match");
        assertEquals("0.0", match.text("/score").orElseThrow());
        assertEquals(100L, match.find("/email_missing_percent").orElseThrow());
        assertTrue(page("/").contains("e-mail missing in 100 %"));
    }

    @Test
    void whichOfTheNewestPurchasesArrivedAndWhyOthersDidNotStandsFirst() {
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 2, Verdict.ACCEPTED, "accepted", hoursAgo(0));
                    for (long seq : List.of(7000L, 7001L)) {
                        unit.insertEvent(Given.purchase(seq, "ord-" + seq));
                    }
                    unit.insertDelivery(given("meta", Set.of()));
                    unit.insertDelivery(
                            Given.delivery(
                                    7001,
                                    "meta",
                                    DeliveryStatus.SKIPPED,
                                    "consent_denied:marketing",
                                    "The visitor refused marketing. " + Given.HOSTILE));
                });

        String page = page("/");

        assertTrue(page.contains("<h3>2 purchases</h3>"), page);
        assertTrue(
                page.contains(
                        "href=\"/deliveries?destination=meta&amp;status=skipped"
                                + "&amp;event=purchase_placed\""),
                page);
        assertTrue(page.contains("1 skipped: The visitor refused marketing."), page);
        assertFalse(page.contains("<script>alert"), "hostile text must be escaped");
        assertFalse(text(get("/", OTHERS)).contains("refused marketing"));
    }

    @Test
    void everyPageHasAllPlacesInItsMenuAndSaysWhichOneItIs() {
        for (List<String> place : Frame.PLACES) {
            if (place.get(0).equals("/diagnose")) {
                continue; // its ground is not part of this console
            }
            String page = page(place.get(0));

            assertTrue(
                    page.contains(
                            "<a href=\""
                                    + place.get(0)
                                    + "\" aria-current=\"page\">"
                                    + place.get(1)),
                    place.get(0));
            assertTrue(page.contains("<a href=\"/destinations\""), place.get(0));
        }
        assertEquals(9, Frame.PLACES.size());
    }

    private static Delivery given(String destination, Set<EventField> stripped) {
        Delivery like =
                Given.delivery(7000, destination, DeliveryStatus.DELIVERED, "accepted", "fine");
        return new Delivery(
                7000,
                destination,
                "acme",
                like.eventName(),
                like.eventId(),
                like.orderId(),
                like.status(),
                like.reason(),
                like.sentence(),
                new Decision(true, "allowed", "", "", "", "v1", stripped),
                1,
                Given.NOON,
                Given.NOON,
                null,
                "");
    }

    @Test
    void anOperatorOfOtherMerchantsSeesNothingOfThisOneNorOfTheNode() {
        refused = new RulesInForce.Refused(Given.NOON, List.of("meta.yaml:3: no such key"));
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 30, Verdict.REFUSED, "bad_signature", hoursAgo(1));
                    deliveries(unit, 30, "meta", DeliveryStatus.FAILED, "bad_value", hoursAgo(1));
                    deliveries(unit, 1, "gone", DeliveryStatus.PENDING, "new", hoursAgo(1));
                    unit.putPause("meta", Optional.of(Given.hold()));
                    unit.putIncident(incident());
                });

        String all = text(get("/api/v1/overview", OTHERS)) + text(get("/", OTHERS));
        String hourly = text(get("/api/v1/counts/hourly", OTHERS));

        assertFalse(all.contains("meta is held"), all);
        assertFalse(all.contains("destination=meta"), all);
        assertFalse(all.contains("meta.yaml"), all);
        assertFalse(all.contains("acme"), all);
        assertFalse(all.contains("gone"), all);
        assertFalse(hourly.contains("acme"), hourly);
    }

    @Test
    void theHoursCanBeAskedForByDestinationAndSource() {
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 2, Verdict.ACCEPTED, "accepted", hoursAgo(1));
                    deliveries(unit, 2, "meta", DeliveryStatus.DELIVERED, "accepted", hoursAgo(1));
                    deliveries(unit, 1, "ga4", DeliveryStatus.DELIVERED, "accepted", hoursAgo(1));
                    deliveries(unit, 1, "meta", DeliveryStatus.FAILED, "bad", hoursAgo(30));
                });

        Tree day = json("/api/v1/counts/hourly?destination=meta&source=shopify");

        assertEquals(1, day.each("/deliveries").size());
        assertEquals(2L, day.each("/deliveries").get(0).find("/count").orElseThrow());
        assertEquals(
                "2026-11-20T11:00:00Z", day.each("/deliveries").get(0).text("/hour").orElseThrow());
        assertEquals(1, day.each("/arrived").size());
        assertEquals(
                2,
                json("/api/v1/counts/hourly?hours=48&destination=meta").each("/deliveries").size());
        assertEquals(0, json("/api/v1/counts/hourly?source=none").each("/arrived").size());
        assertEquals(400, get("/api/v1/counts/hourly?hours=0", Operator.LOCAL).status());
        assertEquals(400, get("/api/v1/overview?period=year", Operator.LOCAL).status());
    }

    @Test
    void whatIsUnderWayTellsHowFarItIsHowFastAndHowLongItTakes() {
        signs =
                new NodeSigns(
                        2_000,
                        5_000,
                        100,
                        true,
                        null,
                        "",
                        List.of(
                                new NodeSigns.Import(
                                        "imp-1",
                                        "main",
                                        Given.NOON.minusSeconds(10),
                                        Given.NOON,
                                        500)));

        List<Tree> work = json("/api/v1/progress").each("/work");

        assertEquals("rebuild", work.get(0).text("/kind").orElseThrow());
        assertEquals(30L, work.get(0).find("/seconds_left").orElseThrow());
        assertEquals(
                "2000 of 5000 records, 100.0 a second, 30 s left",
                work.get(0).text("/sentence").orElseThrow());
        assertEquals("500 records, 50.0 a second", work.get(1).text("/sentence").orElseThrow());
        assertTrue(page("/").contains("2000 of 5000 records"));
        assertTrue(page("/replays").contains("2000 of 5000 records"));
        assertTrue(page("/").contains("value=\"2000\""));
    }

    @Test
    void chartsHaveWordsAndATableAndNoStyleOfTheirOwn() {
        Given.unit(
                store,
                unit -> {
                    arrivals(unit, 1_234, Verdict.ACCEPTED, "accepted", hoursAgo(1));
                    deliveries(unit, 1, "meta", DeliveryStatus.DELIVERED, "accepted", hoursAgo(1));
                });

        String page = page("/");

        assertTrue(page.contains("<desc>taken 1,234, rejected or refused 0</desc>"), page);
        assertTrue(page.contains("<title>11:00 UTC: 1,234 taken</title>"), page);
        assertTrue(page.contains("<td data-label=\"taken\" class=\"number\">1,234</td>"), page);
        assertFalse(page.contains(" style="), page);
    }

    private List<String> kinds() {
        return overview().each("/concerns").stream()
                .map(concern -> concern.text("/kind").orElseThrow())
                .toList();
    }

    private Tree overview() {
        return json("/api/v1/overview");
    }

    private Tree destination(String period, String id) {
        return json("/api/v1/overview?period=" + period).each("/merchants").stream()
                .flatMap(merchant -> merchant.each("/destinations").stream())
                .filter(one -> one.text("/id").orElseThrow().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Instant hoursAgo(int hours) {
        return Given.NOON.minus(Duration.ofHours(hours));
    }

    private void arrivals(UnitOfWork unit, int count, Verdict verdict, String reason, Instant at) {
        arrivals(unit, count, "acme", verdict, reason, at);
    }

    private void arrivals(
            UnitOfWork unit,
            int count,
            String merchant,
            Verdict verdict,
            String reason,
            Instant at) {
        for (int i = 0; i < count; i++) {
            long offset = next++;
            unit.insertObservation(
                    new ObservationRow(
                            offset + "-0",
                            offset,
                            merchant,
                            "main",
                            merchant.isEmpty() ? "unknown" : "shopify",
                            at,
                            verdict,
                            reason,
                            "because",
                            0,
                            ""));
        }
    }

    private void deliveries(
            UnitOfWork unit,
            int count,
            String destination,
            DeliveryStatus status,
            String reason,
            Instant at) {
        for (int i = 0; i < count; i++) {
            Delivery like = Given.delivery(next++, destination, status, reason, "because");
            unit.insertDelivery(
                    new Delivery(
                            like.eventSeq(),
                            destination,
                            "acme",
                            like.eventName(),
                            like.eventId(),
                            like.orderId(),
                            status,
                            reason,
                            like.sentence(),
                            like.decision(),
                            1,
                            at,
                            at,
                            like.nextAttemptAt(),
                            ""));
        }
    }

    private static Incident incident() {
        return new Incident(
                1,
                Incident.Kind.PLATFORM_DOWN,
                "meta",
                "acme",
                "meta",
                hoursAgo(1),
                null,
                Given.NOON,
                7,
                "no answer " + Given.HOSTILE);
    }

    private static DestinationConfig destination(String id, boolean enabled) {
        return new DestinationConfig(
                id,
                id,
                "acme",
                Set.of(),
                enabled,
                null,
                null,
                null,
                "config/destinations/" + id + ".yaml");
    }

    private Tree json(String path) {
        return Tree.root(StrictJson.readTrusted(text(get(path, Operator.LOCAL))));
    }

    private String page(String path) {
        return text(get(path, Operator.LOCAL));
    }

    private HttpOutput get(String address, Operator operator) {
        String[] parts = address.split("\\?", 2);
        Map<String, List<String>> query =
                parts.length == 1
                        ? Map.of()
                        : List.of(parts[1].split("&")).stream()
                                .map(pair -> pair.split("=", 2))
                                .collect(
                                        Collectors.toMap(
                                                pair -> pair[0],
                                                pair -> List.of(pair[1]),
                                                (one, other) -> one,
                                                HashMap::new));
        return console().get(parts[0], query, operator);
    }

    private Console console() {
        ActiveConfiguration active =
                new ActiveConfiguration(
                        new Configuration(null, null, null, null, Map.of(), destinations, Map.of()),
                        null);
        RulesInForce rules = new RulesInForce("r-1", Given.NOON, List.of(), List.of(), refused);
        return new Console(
                store.queries(),
                () -> active,
                () -> rules,
                Map::of,
                new Sending(id -> Optional.of(lane()), List::of),
                () -> signs,
                Given.CLOCK);
    }

    private LaneStatus lane() {
        return new LaneStatus(
                Optional.empty(),
                Optional.empty(),
                failing,
                failing == 0 ? Optional.empty() : Optional.of(Given.NOON.plusSeconds(60)),
                0,
                0,
                List.of(),
                List.of());
    }

    private static String text(HttpOutput answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
