// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static io.tracklayer.console.GivenDiagnosis.EVENT;
import static io.tracklayer.console.GivenDiagnosis.NOON;
import static io.tracklayer.console.GivenDiagnosis.ORDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Tree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesAndConsentTest {
    private static final String PAGE =
            "{\"id\":\"page-1\",\"order\":\"548291\",\"value\":\"129.90\",\"currency\":\"EUR\",\"consent\":{\"ad_storage\":\"denied\",\"analytics_storage\":\"granted\"}}";
    private static final String SHOP =
            "{\"id\":\"ord_548291_purchase\",\"order\":\"548291\",\"value\":\"129.90\",\"currency\":\"EUR\"}";

    @TempDir Path folder;
    private GivenDiagnosis given;

    @BeforeEach
    void evidence() {
        given = new GivenDiagnosis(folder);
        given.event(EVENT, GivenDiagnosis.purchase().build());
        given.message(1, EVENT, "browser", NOON.minusSeconds(60), Verdict.ACCEPTED, PAGE);
    }

    @AfterEach
    void close() {
        given.close();
    }

    private void merged(boolean late) {
        given.message(2, EVENT, "shopify", NOON.minusSeconds(58), Verdict.MERGED, SHOP);
        Given.unit(
                given.store,
                unit ->
                        unit.insertMerge(
                                new MergeRow(
                                        EVENT,
                                        "2-0",
                                        NOON.minusSeconds(58),
                                        "order_id 548291",
                                        2_000,
                                        late,
                                        "",
                                        "browser + shopify merged by order_id 548291")));
    }

    private static String verdict(Tree answer) {
        return answer.text("/verdict").orElse("");
    }

    private static String sentence(Tree answer) {
        return answer.text("/sentence").orElse("");
    }

    @Test
    void joinedCopiesAreShownWithTheIdsEachCameWith() {
        merged(false);

        Tree answer = given.asked("/dedup", ORDER);

        assertEquals("joined", verdict(answer));
        assertEquals("fine", answer.text("/result").orElse(""));
        assertEquals("order_id 548291", answer.text("/key").orElse(""));
        assertEquals("browser", answer.text("/copies/0/side").orElse(""));
        assertEquals("page-1", answer.text("/copies/0/event_id").orElse(""));
        assertEquals("server", answer.text("/copies/1/side").orElse(""));
        assertEquals("ord_548291_purchase", answer.text("/copies/1/event_id").orElse(""));
        assertEquals(
                2_000, ((Number) answer.find("/copies/1/after_first_millis").orElse(0)).intValue());
        assertTrue(answer.find("/snippet").isEmpty());
    }

    @Test
    void aLateCopyNamesTheHold() {
        merged(true);

        Tree answer = given.asked("/dedup", ORDER);

        assertEquals("joined_late", verdict(answer));
        assertTrue(answer.text("/next").orElse("").contains("hold.purchase-like"));
    }

    @Test
    void oneOrderUnderTwoIdsGetsTheSnippetOfTheSharedOne() {
        merged(false);
        Given.unit(
                given.store,
                unit ->
                        unit.insertCollision(
                                new CollisionRow(
                                        EVENT,
                                        CollisionRow.Kind.ORDER_WITH_TWO_EVENT_IDS,
                                        "acme",
                                        "main",
                                        NOON,
                                        ORDER,
                                        "page-1",
                                        "ord_548291_purchase",
                                        EVENT,
                                        0)));

        Tree answer = given.asked("/dedup", ORDER);

        assertEquals("joined_with_two_ids", verdict(answer));
        assertEquals("failing", answer.text("/result").orElse(""));
        assertTrue(answer.text("/snippet").orElse("").contains("tl.eventId('purchase', '548291')"));
        assertTrue(
                given.asked("", ORDER)
                        .text("/text")
                        .orElse("")
                        .contains("came with two event ids"));
    }

    @Test
    void twinsOfOnePersonAndValueMinutesApartAreFound() {
        Event twin =
                GivenDiagnosis.purchase()
                        .eventId("another")
                        .remove(EventField.ORDER_ID)
                        .receivedAt(NOON)
                        .build();
        given.event(9000, twin);
        given.message(3, 9000, "shopify", NOON, Verdict.ACCEPTED, SHOP);

        Tree answer = given.asked("/dedup", ORDER);

        assertEquals("not_joined_ids_differ", verdict(answer));
        assertTrue(sentence(answer).contains("Events 7000 and 9000"), sentence(answer));
        assertEquals(2, answer.each("/copies").size());
        assertTrue(answer.text("/snippet").orElse("").contains("eventID: id"));
        assertTrue(given.asked("", ORDER).text("/text").orElse("").contains("looks like a copy"));
    }

    @Test
    void anotherPersonWithTheSameValueIsNoTwin() {
        given.event(
                9000,
                GivenDiagnosis.purchase()
                        .eventId("another")
                        .remove(EventField.ORDER_ID)
                        .remove(EventField.FBP)
                        .set(EventField.EMAIL, "ben@example.com")
                        .receivedAt(NOON)
                        .build());

        assertEquals("one_side", verdict(given.asked("/dedup", ORDER)));
    }

    @Test
    void theSameOrderBeyondTheWindowIsToldWithBothSpans() {
        given.event(
                9000,
                GivenDiagnosis.purchase()
                        .eventId("next-week")
                        .receivedAt(NOON.plus(Duration.ofDays(3)))
                        .build());

        Tree answer = given.asked("/dedup", "7000");

        assertEquals("not_joined_outside_window", verdict(answer));
        assertTrue(sentence(answer).contains("copies are recognised for 1 d"), sentence(answer));
    }

    @Test
    void onlyOneSideSaysWhichIsMissing() {
        Tree answer = given.asked("/dedup", ORDER);

        assertEquals("one_side", verdict(answer));
        assertTrue(answer.text("/next").orElse("").contains("webhook"), answer.toString());
    }

    @Test
    void anOrderIdThatIsNoPlainTextNeverStandsInTheSnippet() {
        given.event(
                9000,
                GivenDiagnosis.purchase()
                        .eventId("x")
                        .set(EventField.ORDER_ID, "'); alert(1); ('")
                        .build());

        String snippet = given.asked("/dedup", "9000").text("/snippet").orElse("");

        assertTrue(snippet.contains("'ORDER_ID'"), snippet);
        assertFalse(snippet.contains("alert"), snippet);
    }

    @Test
    void consentIsFollowedFromTheBannerToThePlatform() {
        given.delivery(DeliveryStatus.DELIVERED, "accepted", "the platform took it", 1);
        given.attempt("delivered", 200, "", "", List.of());

        String text = given.asked("/consent", ORDER).text("/text").orElse("");

        assertTrue(text.contains("ad_storage = denied (body /consent/ad_storage)"), text);
        assertTrue(text.contains("2 [ok] What was read of it  <- this decided"), text);
        assertTrue(text.contains("marketing: granted, from browser /x, as given"), text);
        assertTrue(text.contains("rule eu-marketing at eu.rules.yaml:6"), text);
        assertTrue(text.contains("data/0/opt_out = true"), text);
        assertFalse(text.contains("data/1/opt_out"), text);
    }

    @Test
    void anUnknownAnswerIsDecidedByTheRules() {
        given.event(
                9000,
                GivenDiagnosis.purchase().eventId("silent").consent(Consent.notGiven()).build());

        Tree answer = given.asked("/consent", "9000");

        assertEquals("warning", answer.text("/steps/1/state").orElse(""));
        assertEquals("fine", answer.text("/result").orElse(""));
    }

    @Test
    void aRefusedDestinationFailsAtTheStepThatDecided() {
        given.delivery(
                DeliveryStatus.SKIPPED, "consent_withdrawn:marketing", "The visitor refused.", 0);

        Tree answer = given.asked("/consent", ORDER);

        assertEquals("failing", answer.text("/result").orElse(""));
        assertEquals(true, answer.find("/steps/2/decided").orElse(false));
        assertEquals(false, answer.find("/steps/1/decided").orElse(true));
        assertEquals(1, VisitorKeys.of(GivenDiagnosis.purchase().build()).size());
    }

    @Test
    void thePagesShowBothCopiesAndAllFiveSteps() {
        merged(false);
        given.delivery(DeliveryStatus.DELIVERED, "accepted", "the platform took it", 1);

        String copies = page("/diagnose/dedup");
        String consent = page("/diagnose/consent");

        assertTrue(copies.contains("browser, browser side"), copies);
        assertTrue(copies.contains("shopify, server side"), copies);
        assertTrue(copies.contains("The request as it arrived"), copies);
        for (int step = 1; step <= 5; step++) {
            assertTrue(consent.contains("<h2>" + step + " "), consent);
        }
        assertTrue(consent.contains("this decided"), consent);
    }

    private String page(String path) {
        return new String(
                given.get(path, Map.of("of", List.of(ORDER))).body(), StandardCharsets.UTF_8);
    }
}
