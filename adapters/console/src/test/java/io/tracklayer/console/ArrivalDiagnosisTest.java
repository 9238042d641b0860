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
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What merchants ask about who arrived how: copies turned away, names, amounts, spellings. */
class ArrivalDiagnosisTest {
    private static final Operator LOCAL = Operator.LOCAL;
    private static final Instant ARRIVED = NOON.minusSeconds(60);

    @TempDir Path folder;
    private GivenDiagnosis given;

    @BeforeEach
    void evidence() {
        given = new GivenDiagnosis(folder);
    }

    @AfterEach
    void close() {
        given.close();
    }

    private static Event.Builder purchase() {
        return GivenDiagnosis.purchase();
    }

    private static String first(Tree course) {
        return course.text("/first/layer").orElse("")
                + " "
                + course.text("/first/cause").orElse("");
    }

    private static String headline(Tree course) {
        return course.text("/headline").orElse("");
    }

    private Tree miss(String of) {
        Tree answer = given.asked("", of);
        assertEquals("nothing", answer.text("/result").orElse(""), of);
        return answer.at("/near_misses/0");
    }

    private static String sentence(Tree miss) {
        return miss.text("/sentence").orElse("");
    }

    private void delivered() {
        given.delivery(DeliveryStatus.DELIVERED, "accepted", "taken", 1);
    }

    @Test
    void theServersCopyKnowsThatThePagesWasRejected() {
        given.event(EVENT, purchase().sources(List.of("shopify")).build());
        delivered();
        given.message(
                900,
                0,
                "browser",
                ARRIVED,
                Verdict.REJECTED,
                "{\"event\":\"purchase_placed\",\"order_id\":\"#548291\"}");

        assertEquals("arrived rejected", first(given.meta()));
        assertTrue(
                headline(given.meta()).contains("number 900 from browser"), headline(given.meta()));
        assertTrue(headline(given.meta()).endsWith("tl reprocess 900"), headline(given.meta()));
    }

    @Test
    void aCopyWithoutItsOrderIsKnownByItsBuyerForAWhile() {
        given.event(EVENT, purchase().sources(List.of("shopify")).build());
        delivered();
        String body = "{\"event\":\"purchase_placed\",\"user\":{\"email\":\"Anna@Example.com\"}}";
        given.message(800, 0, "browser", ARRIVED.minusSeconds(3_600), Verdict.REJECTED, body);
        assertFalse(first(given.meta()).startsWith("arrived"), headline(given.meta()));

        given.message(900, 0, "browser", ARRIVED, Verdict.REJECTED, body);

        assertTrue(
                headline(given.meta()).contains("Another request of the same buyer, number 900"),
                headline(given.meta()));
    }

    @Test
    void whoLacksAnIdentifierIsToldOfTheOneThatCouldNotBeUsed() {
        given.event(EVENT, purchase().build(), "user.email: it is not an e-mail address, left out");
        given.delivery(DeliveryStatus.SKIPPED, "insufficient_identifiers", "Meta needs one", 0);

        assertTrue(
                headline(given.meta())
                        .contains("one that cannot be used: user.email: it is not an e-mail"),
                headline(given.meta()));
    }

    @Test
    void aRequestAboutACustomerOfTheSameNumberIsNoCopy() {
        given.event(EVENT, purchase().sources(List.of("shopify")).build());
        delivered();
        given.message(
                900,
                0,
                "browser",
                ARRIVED,
                Verdict.REJECTED,
                "{\"order_id\":\"7\",\"customer\":{\"id\":548291},\"items\":[{\"id\":548291}]}");
        assertFalse(first(given.meta()).startsWith("arrived"), headline(given.meta()));

        given.message(901, 0, "browser", ARRIVED, Verdict.REJECTED, "{\"customer_order\":548291}");
        assertTrue(headline(given.meta()).contains("number 901"), headline(given.meta()));
    }

    @Test
    void anOrderOfWhichOnlyTheRefundArrivedHasNoPurchaseToSend() {
        given.event(EVENT, after(EventName.ORDER_REFUNDED).build());

        assertEquals("arrived purchase_missing", first(given.meta()));
        assertTrue(headline(given.meta()).contains("orders/create"), headline(given.meta()));
        Tree byItself = given.asked("", Map.of("of", "ref_9", "destination", "meta"), LOCAL);
        assertFalse(first(byItself.at("/destinations/0")).contains("purchase_missing"));
    }

    private static Event.Builder after(EventName name) {
        return Event.named(name)
                .eventId("ref_9")
                .eventTime(ARRIVED)
                .receivedAt(ARRIVED)
                .of("acme", "main")
                .sources(List.of("shopify"))
                .set(EventField.ORDER_ID, ORDER);
    }

    @Test
    void aPaymentIsThePurchaseWhereItIsToldByThat() {
        given.event(EVENT, after(EventName.PURCHASE_PAID).build());

        assertEquals("arrived purchase_missing", first(given.meta()));
        Tree byPayment = given.asked("", Map.of("of", ORDER, "destination", "awin"), LOCAL);
        assertFalse(
                first(byPayment.at("/destinations/0")).contains("purchase_missing"),
                headline(byPayment.at("/destinations/0")));
    }

    @Test
    void thePurchaseOfARefundIsFoundUnderWhatTheOrderIsCalled() {
        given.event(
                EVENT, after(EventName.ORDER_REFUNDED).set(EventField.ORDER_NAME, "#1001").build());
        given.event(
                EVENT + 1,
                purchase()
                        .eventId("page_1")
                        .sources(List.of("browser"))
                        .set(EventField.ORDER_ID, "1001")
                        .build());

        assertEquals("reconciled copies_not_joined", first(given.meta()));
        assertTrue(headline(given.meta()).contains("as order \"1001\""), headline(given.meta()));
    }

    @Test
    void anEventIsAskedForByItsNumberThoughAnOrderBeCalledSo() {
        given.event(EVENT, purchase().build());
        given.event(
                EVENT + 1,
                purchase()
                        .eventId("evt-other")
                        .set(EventField.ORDER_ID, "77")
                        .set(EventField.ORDER_NAME, "#" + EVENT)
                        .build());

        assertEquals(EVENT + 1, number(given.asked("", Long.toString(EVENT))));
        assertEquals(EVENT, number(given.asked("", "number=" + EVENT)));
    }

    private static long number(Tree answer) {
        return ((Number) answer.find("/event").orElse(0)).longValue();
    }

    @Test
    void anOrderIsFoundInABatchOfAnyLengthAndBehindAFloodOfOthers() {
        String others = "{\"event\":\"x\",\"n\":[1,2,3,4,5,6,7,8,9]},".repeat(400);
        String batch = "{\"batch\":[" + others + "{\"order_id\":\"" + ORDER + "\"}]}";
        given.message(10, 0, "browser", ARRIVED, Verdict.REFUSED, batch);
        for (long offset = 100; offset < 170; offset++) {
            given.message(offset, 0, "browser", ARRIVED, Verdict.REJECTED, "{}");
        }

        assertTrue(sentence(miss(ORDER)).contains("Request 10 from browser"));
    }

    @Test
    void aNameThatIsNoneOfAnEventIsWhyPlatformsGotNothing() {
        given.event(EVENT, named("Purchased"));
        given.delivery(DeliveryStatus.SKIPPED, "not_mapped", "custom events are off", 0);

        assertEquals("reconciled name_unknown", first(given.meta()));
        assertTrue(
                headline(given.meta()).contains("probably purchase_placed"),
                headline(given.meta()));
    }

    @Test
    void aNameThatWasTakenOrIsMeantAsItStandsIsNoFault() {
        given.event(EVENT, named("Purchased"));
        delivered();
        assertEquals(Optional.of(false), given.meta().find("/failed"), "taken as a custom one");

        given.event(9_000, named("order_rated").toBuilder().eventId("x").build());
        assertFalse(
                given.asked("", "9000").text("/text").orElse("").contains("is no name"),
                "a custom event on purpose");
    }

    private static Event named(String name) {
        return Event.named(EventName.CUSTOM)
                .eventId("c-1")
                .eventTime(ARRIVED)
                .receivedAt(ARRIVED)
                .of("acme", "main")
                .sources(List.of("browser"))
                .set(EventField.CUSTOM_NAME, name)
                .set(EventField.ORDER_ID, ORDER)
                .set(EventField.VALUE, new BigDecimal("10.00"))
                .set(EventField.EMAIL, "anna@example.com")
                .build();
    }

    @Test
    void copiesThatTellDifferentAmountsSayWhichOneCounts() {
        given.event(EVENT, purchase().build());
        delivered();
        copies("{\"order\":\"548291\",\"value\":99,\"currency\":\"USD\"}");

        assertEquals("reconciled amounts_differ", first(given.meta()));
        assertTrue(
                headline(given.meta()).contains("129.90 EUR by shopify and 99.00 USD by browser"),
                headline(given.meta()));
    }

    @Test
    void centsOfRoundingAreNoDifference() {
        given.event(EVENT, purchase().build());
        delivered();
        copies("{\"order\":\"548291\",\"value\":129.5,\"currency\":\"EUR\"}");

        assertFalse(first(given.meta()).contains("amounts_differ"), headline(given.meta()));
    }

    @Test
    void aPurchaseOfNothingIsSaidToBeOne() {
        given.event(EVENT, purchase().set(EventField.VALUE, new BigDecimal("0.00")).build());
        delivered();

        assertEquals("reconciled value_zero", first(given.meta()));
    }

    private void copies(String page) {
        String shop = "{\"order\":\"548291\",\"value\":129.9,\"currency\":\"EUR\"}";
        given.message(900, EVENT, "browser", ARRIVED, Verdict.ACCEPTED, page);
        given.message(901, EVENT, "shopify", ARRIVED.plusSeconds(1), Verdict.MERGED, shop);
        Given.unit(
                given.store,
                unit ->
                        unit.insertMerge(
                                new MergeRow(
                                        EVENT,
                                        "901-0",
                                        ARRIVED,
                                        "order_id 548291",
                                        1_000,
                                        false,
                                        "",
                                        "browser + shopify")));
    }

    @Test
    void aClockThatRunsAheadIsNamed() {
        Event event = purchase().build();
        Given.unit(
                given.store,
                unit ->
                        unit.insertEvent(
                                new StoredEvent(
                                        EVENT,
                                        event,
                                        Map.of(),
                                        List.of(
                                                "event_time_in_future: 2027-01-01T00:00:00Z is"
                                                        + " after the arrival, so the arrival counts"),
                                        2,
                                        "v1",
                                        EVENT)));
        delivered();

        assertEquals("arrived time_replaced", first(given.meta()));
        assertTrue(headline(given.meta()).contains("2027-01-01T00:00:00Z"));
    }

    @Test
    void aCrawlersPurchaseIsSaidToBeOne() {
        given.event(
                EVENT,
                purchase()
                        .set(EventField.BOT, true)
                        .set(EventField.BOT_REASON, "crawler:Googlebot/")
                        .build());
        delivered();

        assertEquals("reconciled by_program", first(given.meta()));
    }

    @Test
    void anOrderThatCameUnderAnotherMerchantsKeyIsToldSo() {
        given.event(EVENT, purchase().of("other", "elsewhere").build());

        assertEquals("attempted other_merchant", first(given.meta()));
        assertTrue(headline(given.meta()).contains("store elsewhere"), headline(given.meta()));
    }

    @Test
    void twoSendersThatCallAnOrderDifferentlyAreOneActionCountedTwice() {
        given.event(EVENT, purchase().sources(List.of("shopify")).build());
        delivered();
        given.event(
                9_000,
                purchase()
                        .eventId("erp_1001")
                        .sources(List.of("erp"))
                        .set(EventField.ORDER_ID, "1001")
                        .remove(EventField.ORDER_NAME)
                        .set(EventField.EMAIL, "other@example.com")
                        .receivedAt(ARRIVED.plus(Duration.ofHours(9)))
                        .build());

        assertEquals("reconciled copies_not_joined", first(given.meta()));
        assertTrue(
                headline(given.meta()).contains("its order is \"1001\", here it is \"548291\""),
                headline(given.meta()));
    }

    @Test
    void anOrdersNameIsFoundHoweverOldTheOrderIs() {
        given.event(EVENT, purchase().build());
        Given.unit(
                given.store,
                unit -> {
                    for (int later = 1; later <= 600; later++) {
                        unit.insertEvent(GivenDiagnosis.stored(EVENT + later, later(later)));
                    }
                });

        for (String name : List.of("#1001", "1001", " #1001 ")) {
            Tree answer = given.asked("", name);
            assertEquals(EVENT, ((Number) answer.find("/event").orElse(0)).longValue(), name);
            assertTrue(answer.text("/how").orElse("").contains("order's name"), name);
        }
    }

    private static Event later(int number) {
        return purchase()
                .eventId("e" + number)
                .set(EventField.ORDER_ID, "later" + number + "x")
                .set(EventField.ORDER_NAME, "#" + (5_000 + number))
                .build();
    }

    @Test
    void otherWaysToWriteAnIdAreNearMisses() {
        given.event(EVENT, purchase().set(EventField.ORDER_ID, "AB-548291").build());

        for (String typed : List.of("ab-548291", "548291", "#AB-548291", "00548291", "AB 548291")) {
            Tree miss = miss(typed);
            assertTrue(sentence(miss).contains("But \"AB-548291\" is known"), sentence(miss));
            assertEquals("/diagnose?of=AB-548291", miss.text("/proofs/0/link").orElse(""));
        }
    }

    @Test
    void anIdThatIsWrittenPlainlyIsFoundByHowOthersWriteIt() {
        given.event(EVENT, purchase().build());

        Tree miss = miss("WEB-548291");

        assertTrue(sentence(miss).contains("But \"548291\" is known"), sentence(miss));
    }

    @Test
    void aClickIsFoundHoweverManyEventsCameSince() {
        given.event(EVENT, purchase().remove(EventField.ORDER_NAME).build());
        Given.unit(
                given.store,
                unit -> {
                    for (int later = 1; later <= 600; later++) {
                        Event event = later(later).toBuilder().remove(EventField.FBCLID).build();
                        unit.insertEvent(GivenDiagnosis.stored(EVENT + later, event));
                    }
                });

        assertEquals(
                EVENT, ((Number) given.asked("", "IwAR0x").find("/event").orElse(0)).longValue());
    }

    @Test
    void theRequestThatHasItIsTheWholeAnswer() {
        given.message(
                899, 0, "shopify", NOON, Verdict.REJECTED, "{\"order\":\"1\",\"total\":777123}");
        given.message(900, 0, "shopify", NOON, Verdict.REJECTED, "{\"order\":777123}");

        assertEquals(1, given.asked("", "777123").each("/near_misses").size());
        assertEquals("/events/requests/900", miss("777123").text("/proofs/0/link").orElse(""));
    }

    @Test
    void requestsThatWereReadAndAreAboutOthersAreNotBlamed() {
        given.event(EVENT, purchase().build());
        given.message(900, 0, "shopify", NOON, Verdict.REJECTED, "{\"order\":\"1\"}");

        Tree miss = miss("777123");

        assertTrue(sentence(miss).startsWith("The newest event came"), sentence(miss));
        assertTrue(miss.text("/next").orElse("").contains("tl keys list"));
    }

    @Test
    void theRequestThatHasItStandsBeforeAnOrderThatIsOnlySpelledAlike() {
        given.event(EVENT, purchase().build());
        given.message(
                900, 0, "shopify", NOON, Verdict.REJECTED, "{\"order\":\"EU-" + ORDER + "\"}");

        assertTrue(sentence(miss("EU-" + ORDER)).startsWith("Request 900 from shopify"));
        assertEquals(2, given.asked("", "EU-" + ORDER).each("/near_misses").size());
    }

    @Test
    void anOrderUnderTheMessageIdOfAnotherIsSaidToBeTakenForIt() {
        given.event(EVENT, purchase().build());
        given.message(900, EVENT, "segment", NOON, Verdict.DUPLICATE, "{\"order_id\":\"777123\"}");

        Tree miss = miss("777123");

        assertTrue(sentence(miss).contains("taken for the same message again"), sentence(miss));
        assertEquals("/events/" + EVENT, miss.text("/proofs/1/link").orElse(""));
        assertTrue(miss.text("/next").orElse("").contains("an id of its own"));
    }

    @Test
    void whatASettingLeavesOutNamesTheWayToLetItIn() {
        given.message(900, 0, "shopify", NOON, Verdict.IGNORED, "{\"order\":\"777123\"}");

        assertTrue(miss("777123").text("/next").orElse("").contains("orders/create"));
    }
}
