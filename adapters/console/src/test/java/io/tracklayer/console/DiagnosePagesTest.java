// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static io.tracklayer.console.GivenDiagnosis.EVENT;
import static io.tracklayer.console.GivenDiagnosis.NOON;
import static io.tracklayer.console.GivenDiagnosis.ORDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Tree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosePagesTest {
    @TempDir Path folder;
    private GivenDiagnosis given;

    @BeforeEach
    void evidence() {
        given = new GivenDiagnosis(folder);
        given.event(EVENT, GivenDiagnosis.purchase().build());
    }

    @AfterEach
    void close() {
        given.close();
    }

    private static String first(Tree course) {
        return course.text("/first/layer").orElse("")
                + " "
                + course.text("/first/cause").orElse("");
    }

    private static String states(Tree course) {
        StringBuilder states = new StringBuilder();
        course.each("/layers")
                .forEach(
                        layer ->
                                states.append(layer.text("/letter").orElseThrow())
                                        .append(' ')
                                        .append(layer.text("/state").orElseThrow())
                                        .append(' '));
        return states.toString().strip();
    }

    private static String headline(Tree course) {
        return course.text("/headline").orElseThrow();
    }

    @Test
    void aRefusalEndsItAtLayerCWithTheRuleThatSaysSo() {
        given.delivery(
                DeliveryStatus.SKIPPED,
                "consent_denied:marketing",
                "The visitor refused marketing, so nothing was sent to meta.",
                0);

        Tree meta = given.meta();

        assertEquals("A ok B ok C failed D not_reached E not_reached", states(meta));
        assertEquals("attempted consent_denied", first(meta));
        assertTrue(
                headline(meta)
                        .startsWith(
                                "meta: not sent. Layer C, the visitor refused: The visitor refused"
                                        + " marketing, so nothing was sent to meta."
                                        + " (consent_denied:marketing) Nothing:"),
                headline(meta));
        assertTrue(meta.toString().length() > 0);
        assertTrue(given.asked("", ORDER).text("/text").orElse("").contains("eu.rules.yaml:6"));
        assertEquals("failing", given.asked("", ORDER).text("/result").orElse(""));
    }

    @Test
    void aPlatformsRefusalEndsItAtLayerDWithItsCodeAndTheAttempt() {
        given.delivery(DeliveryStatus.FAILED, "2804003", "Event timestamp too old", 1);
        given.attempt("permanent", 400, "2804003", "Event timestamp too old", List.of());

        Tree meta = given.meta();

        assertEquals("A ok B ok C ok D failed E not_reached", states(meta));
        assertEquals("accepted platform_rejected", first(meta));
        assertTrue(
                headline(meta).contains("Event timestamp too old. (HTTP 400, code 2804003)"),
                headline(meta));
        assertEquals("/api-logs/att-1", meta.text("/first/proofs/0/link").orElse(""));
        assertTrue(
                headline(meta)
                        .contains("tl replay --destination meta --since 2026-11-20T11:59:00Z"));
    }

    @Test
    void aRefusedTokenHoldsTheDestinationAndTheAnswerNamesItsFile() {
        given.delivery(DeliveryStatus.PENDING, "waiting", "waits to be sent", 0);
        given.pauses.put("meta", Given.hold());

        Tree meta = given.meta();

        assertEquals("accepted secret_refused", first(meta));
        assertTrue(headline(meta).startsWith("meta: on hold. Layer D"), headline(meta));
        assertTrue(headline(meta).contains("config/destinations/meta.yaml"), headline(meta));
        assertTrue(headline(meta).contains("tl destinations rotate meta"), headline(meta));
    }

    @Test
    void aThrottledDestinationIsPendingAndNothingFails() {
        given.delivery(DeliveryStatus.PENDING, "waiting", "waits to be sent", 0);
        given.pauses.put("meta", Given.throttled(90));

        assertEquals("attempted throttled", first(given.meta()));
        assertEquals(
                "fine",
                given.asked("", Map.of("of", ORDER, "destination", "meta"), Operator.LOCAL)
                        .text("/result")
                        .orElse(""));
    }

    @Test
    void aPauseThatIsOverKeepsNothingBack() {
        given.delivery(DeliveryStatus.PENDING, "waiting", "waits to be sent", 0);
        given.pauses.put(
                "meta",
                new Pause(Pause.Kind.THROTTLED, "429", "slow", NOON, NOON.minusSeconds(1), "fp"));

        assertEquals("attempted hold", first(given.meta()));
    }

    @Test
    void whatHasBeenDueForLongIsABacklogWithItsSize() {
        given.delivery(
                DeliveryStatus.PENDING, "waiting", "waits to be sent", 0, NOON.minusSeconds(300));

        assertEquals("attempted backlog", first(given.meta()));
        assertTrue(headline(given.meta()).contains("due for 5 min; 1 delivery waits there"));
    }

    @Test
    void whatWaitsBehindRequestsThatFailIsPendingAtLayerDForWhatTheyFailOf() {
        given.delivery(
                DeliveryStatus.PENDING, "waiting", "waits to be sent", 0, NOON.minusSeconds(300));
        given.attempt("retry", 0, "connect_failed", "no connection to 192.0.2.1", List.of());
        given.down(4, NOON.plusSeconds(200));

        Tree meta = given.meta();

        assertEquals("accepted unreachable", first(meta));
        assertEquals("A ok B ok C ok D pending E not_reached", states(meta));
        assertTrue(
                headline(meta)
                        .contains(
                                "The latest 4 requests to meta failed: No connection to 192.0.2.1."
                                        + " The next one leaves by itself at 2026-11-20 12:03:20 UTC"),
                headline(meta));
        assertTrue(headline(meta).contains("tl doctor --network"), headline(meta));
    }

    @Test
    void aRetryIsNotPromisedBeforeRequestsLeaveAgain() {
        given.delivery(DeliveryStatus.PENDING, "http_503", "unavailable", 1, NOON.minusSeconds(20));
        given.attempt("retry", 503, "http_503", "unavailable", List.of());
        given.down(4, NOON.plusSeconds(200));

        assertTrue(
                headline(given.meta()).contains("tried again by itself at 2026-11-20 12:03:20 UTC"),
                headline(given.meta()));
    }

    @Test
    void whateverKeepsRequestsFromThePlatformLeadsToTheDestination() {
        for (String code : List.of("connect_failed", "tls", "unreadable_answer")) {
            given.close();
            given = new GivenDiagnosis(folder.resolve(code));
            given.event(EVENT, GivenDiagnosis.purchase().build());
            given.delivery(DeliveryStatus.PENDING, code, "it failed", 1);
            given.attempt("retry", 0, code, "it failed", List.of());

            String page = text(given.get("/diagnose", Map.of("of", List.of(ORDER))));

            assertTrue(page.contains("See how meta does"), code);
        }
    }

    @Test
    void whatWaitsForAPausedDestinationIsCountedThoughItIsHeld() {
        given.delivery(DeliveryStatus.PENDING, "waiting", "waits to be sent", 0);
        given.pauses.put("meta", Pause.ordered("eve", "sale is over", NOON.minusSeconds(90)));

        assertEquals("attempted paused", first(given.meta()));
        assertTrue(
                headline(given.meta()).contains("1 delivery waits there"), headline(given.meta()));
    }

    @Test
    void aRetryIsPendingAtLayerD() {
        given.delivery(DeliveryStatus.PENDING, "http_503", "Service unavailable", 1);
        given.attempt("retry", 503, "http_503", "Service unavailable", List.of());

        assertEquals("accepted platform_down", first(given.meta()));
        assertEquals("A ok B ok C ok D pending E not_reached", states(given.meta()));
    }

    @Test
    void whatWasTakenIsFineUpToThePlatformsOwnReports() {
        given.delivery(DeliveryStatus.DELIVERED, "accepted", "the platform took it", 1);
        given.attempt("delivered", 200, "", "", List.of());

        Tree meta = given.meta();

        assertEquals("A ok B ok C ok D ok E unknown", states(meta));
        assertEquals("attributed platform_side", first(meta));
        assertTrue(
                meta.text("/platform/url").orElse("").startsWith("https://business.facebook.com"));
    }

    @Test
    void warningsAMissingClickIdAndAMissingCopyAreTold() {
        given.close();
        given = new GivenDiagnosis(folder.resolve("other"));
        given.event(EVENT, GivenDiagnosis.purchase().remove(EventField.FBCLID).test(true).build());
        given.delivery(DeliveryStatus.DELIVERED, "accepted", "the platform took it", 1);
        given.attempt("delivered", 200, "", "", List.of("price left out"));

        Tree meta = given.meta();

        assertEquals("accepted accepted_with_warnings", first(meta));
        assertTrue(headline(meta).contains("price left out"), headline(meta));
        String text = given.asked("", ORDER).text("/text").orElse("");
        assertTrue(text.contains("no click id of this platform"), text);
        assertTrue(text.contains("marked it as a test"), text);
    }

    @Test
    void aDestinationThatWasNotThereYetIsToldWithTheBackfill() {
        Tree awin = given.asked("", Map.of("of", ORDER, "destination", "awin"), Operator.LOCAL);

        assertEquals("attempted destination_missing", first(awin.at("/destinations/0")));
        assertTrue(
                headline(awin.at("/destinations/0"))
                        .contains("tl replay --destination awin --backfill"));
    }

    @Test
    void aStrangersCodeIsToldAsItIs() {
        given.delivery(DeliveryStatus.SKIPPED, "no_moonlight", "the moon does not shine", 0);

        assertEquals("attempted left_out", first(given.meta()));
        assertTrue(headline(given.meta()).contains("The moon does not shine. (no_moonlight)"));
    }

    @Test
    void anUnknownDestinationIsRefusedWithThoseThatAreKnown() {
        Tree answer = given.asked("", Map.of("of", ORDER, "destination", "x"), Operator.LOCAL);

        assertEquals("bad_parameter", answer.text("/error").orElse(""));
        assertTrue(answer.text("/message").orElse("").contains("awin"));
    }

    @Test
    void itIsFoundByAllThatPeopleKnowOfIt() {
        for (String of :
                List.of(
                        ORDER,
                        "ord_548291_purchase",
                        "7000",
                        "#1001",
                        "1001",
                        "Anna@Example.com ",
                        "fbclid=IwAR0x",
                        "IwAR0x",
                        "fb.1.1.2")) {
            assertEquals(
                    EVENT, ((Number) given.asked("", of).find("/event").orElse(0)).longValue(), of);
        }
    }

    @Test
    void ofSeveralEventsOfAnOrderThePurchaseIsMeantUnlessAnotherIsNamed() {
        given.event(9000, GivenDiagnosis.purchase().eventId("late-copy").receivedAt(NOON).build());

        assertEquals(2, given.asked("", ORDER).each("/events").size());
        assertEquals(EVENT, number(given.asked("", "ord_548291_purchase")));
        assertEquals(9000, number(given.asked("", "late-copy")));
        assertEquals(9000, number(given.asked("", "9000")));
    }

    private static long number(Tree answer) {
        return ((Number) answer.find("/event").orElse(0)).longValue();
    }

    @Test
    void nothingFoundNamesTheSpellingThatIsKnown() {
        Tree answer = given.asked("", "#548291");

        assertEquals("nothing", answer.text("/result").orElse(""));
        assertTrue(
                answer.text("/headlines/0").orElse("").contains("But \"548291\" is known"),
                answer.text("/headlines/0").orElse(""));
        assertEquals("/diagnose?of=548291", answer.text("/near_misses/0/proofs/0/link").orElse(""));
    }

    @Test
    void nothingFoundNamesTheRejectedRequestThatHasIt() {
        given.message(900, 0, "shopify", NOON, Verdict.REJECTED, "{\"order\":\"777123\"}");

        Tree miss = given.asked("", "777123").at("/near_misses/0");

        assertTrue(miss.text("/sentence").orElse("").startsWith("Request 900 from shopify"));
        assertTrue(miss.text("/next").orElse("").endsWith("tl reprocess 900"));
    }

    @Test
    void nothingFoundNamesWhyRequestsWereTurnedAway() {
        Given.unit(
                given.store,
                unit ->
                        unit.insertObservation(
                                Given.observation(901, Verdict.REFUSED, "unknown_write_key", 0)));

        Tree answer = given.asked("", "nowhere");

        assertEquals("key_unknown", answer.text("/near_misses/0/cause").orElse(""));
        assertTrue(answer.text("/near_misses/0/next").orElse("").contains("tl keys"));
    }

    @Test
    void anotherMerchantsOperatorFindsNothing() {
        Tree answer = given.asked("", Map.of("of", ORDER), GivenDiagnosis.of("other"));

        assertEquals("nothing", answer.text("/result").orElse(""));
        assertFalse(answer.text("/text").orElse("").contains("129.90"));
        assertEquals(
                "failing",
                given.asked("", Map.of("of", ORDER), GivenDiagnosis.of("acme"))
                        .text("/result")
                        .orElse(""));
    }

    @Test
    void anEmailInAnAddressIsRefusedAndNotRepeated() {
        for (String path : List.of("/diagnose", "/api/v1/diagnose", "/diagnose/consent")) {
            HttpOutput answer = given.get(path, Map.of("of", List.of("anna@example.com")));

            assertEquals(400, answer.status(), path);
            assertFalse(text(answer).contains("anna@"), path);
        }
    }

    @Test
    void thePageOpensTheLayerThatFailedAndOffersTheNextStep() {
        given.delivery(DeliveryStatus.FAILED, "2804003", "Event timestamp too old", 1);

        String page = text(given.get("/diagnose", Map.of("of", List.of(ORDER))));

        assertTrue(page.contains("<li class=\"layer failed\"><details open=\"open\">"), page);
        assertTrue(page.contains("<strong>Next: </strong>"), page);
        assertTrue(page.contains("data-copy"), page);
        assertTrue(page.contains("href=\"/diagnose/dedup?of=number%3D7000\""), page);
    }

    @Test
    void theCauseIsSaidFirstWithWhatMendsItAsALink() {
        given.delivery(DeliveryStatus.FAILED, "2804003", "Event timestamp too old", 1);

        String page = text(given.get("/diagnose", Map.of("of", List.of(ORDER))));

        assertTrue(page.contains("<p class=\"cause\">The platform refused this event</p>"), page);
        assertTrue(page.indexOf("class=\"cause\"") < page.indexOf("Layer by layer"), page);
        assertTrue(
                page.contains(
                        "<a href=\"/deliveries/7000/meta\" class=\"button primary\">See each"
                                + " attempt</a>"),
                page);
        assertTrue(page.contains(">Send it again</a>"), page);
    }

    @Test
    void hostileTextIsOnlyText() {
        given.close();
        given = new GivenDiagnosis(folder.resolve("hostile"));
        given.event(
                EVENT,
                GivenDiagnosis.purchase()
                        .set(EventField.ORDER_ID, Given.HOSTILE)
                        .eventId(Given.HOSTILE)
                        .build());
        given.delivery(DeliveryStatus.FAILED, "2804003", Given.HOSTILE, 1);
        given.attempt("permanent", 400, "1", Given.HOSTILE, List.of(Given.HOSTILE));
        given.message(7, EVENT, "browser", NOON, Verdict.ACCEPTED, "{\"id\":\"<script>alert(9)\"}");

        for (String path : List.of("/diagnose", "/diagnose/dedup", "/diagnose/consent")) {
            for (String of : List.of("7000", Given.HOSTILE)) {
                String page = text(given.get(path, Map.of("of", List.of(of))));
                assertTrue(page.contains("&lt;script&gt;"), path);
                assertFalse(page.contains("<script>alert"), path);
                assertFalse(page.contains("<img"), path);
            }
        }
    }

    @Test
    void anEmptyBoxExplainsItself() {
        for (String path : List.of("/diagnose", "/diagnose/dedup", "/diagnose/consent")) {
            HttpOutput page = given.get(path, Map.of());
            assertEquals(200, page.status());
            assertTrue(text(page).contains("name=\"of\""), path);
        }
    }

    private static String text(HttpOutput answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
