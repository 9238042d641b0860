// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Ga4OrderTest extends Ga4Test {

    @ParameterizedTest
    @CsvSource({
        "PURCHASE_PLACED, placed, PURCHASE_PAID",
        "PURCHASE_PAID,   paid,   PURCHASE_PLACED",
    })
    void anOrderIsOnePurchaseOnTheOccasionTheOperatorChose(
            EventName purchase, String occasion, EventName other) {
        String[] chosen = {"send-purchase-on", occasion};
        assertEquals("purchase", sent(GivenEvents.rich(purchase), chosen).name());
        assertEquals("not_the_purchase", skipped(GivenEvents.rich(other), chosen).code());
    }

    @ParameterizedTest
    @CsvSource({"ORDER_FULFILLED, order_fulfilled", "ORDER_EDITED, order_edited"})
    void eventsThatAreOffByDefaultAreSentWhenNamedAndCarryNoValue(EventName name, String custom) {
        assertEquals("optional_event_off", skipped(GivenEvents.rich(name)).code());
        String[] on = {"optional-events", custom};
        assertEquals(custom, sent(GivenEvents.rich(name), on).name());
        assertFalse(params(GivenEvents.rich(name), on).containsKey("value"));
    }

    @Test
    void pageViewsAreTheTagsUnlessSwitchedOn() {
        Event event = GivenEvents.rich(EventName.PAGE_VIEWED);
        assertEquals("page_views_off", skipped(event).code());
        assertEquals("page_view", sent(event, "page-views", "true").name());
    }

    @Test
    void aPartialRefundCarriesItsOwnAmountAndTheReturnedLines() {
        Event event =
                GivenEvents.rich(EventName.ORDER_REFUNDED).toBuilder()
                        .set(EventField.VALUE, new BigDecimal("20.00"))
                        .set(
                                EventField.ITEMS,
                                List.of(GivenEvents.item("41327143157873", "25.00", 1)))
                        .build();
        Map<String, Object> params = params(event);
        assertEquals("refund", sent(event).name());
        assertEquals("548291", params.get("transaction_id"));
        assertEquals(new BigDecimal("20.00"), params.get("value"));
        assertEquals(
                "[{\"item_id\":\"41327143157873\",\"item_name\":\"Linen shirt\",\"price\":25.00,\"quantity\":1}]",
                json(params.get("items")));
    }

    @Test
    void aRefundWithoutLinesIsOneOfTheAmountAlone() {
        Event event = GivenEvents.rich(EventName.ORDER_REFUNDED).without(Set.of(EventField.ITEMS));
        assertFalse(params(event).containsKey("items"));
        assertEquals(new BigDecimal("129.90"), params(event).get("value"));
    }

    @Test
    void aRefundOfUnknownAmountIsNotSentBecauseGa4WouldTakeBackTheWholeOrder() {
        assertEquals(
                "refund_amount_unknown",
                skipped(
                                GivenEvents.rich(EventName.ORDER_REFUNDED)
                                        .without(Set.of(EventField.VALUE, EventField.ITEMS)))
                        .code());
    }

    @Test
    void aRefundWithoutCurrencyIsNotSentWithoutItsAmount() {
        Event event =
                GivenEvents.rich(EventName.ORDER_REFUNDED).without(Set.of(EventField.CURRENCY));
        assertEquals("invalid_payload", skipped(event).code());
        assertEquals(
                "GA4 would drop this event without saying so: value needs a currency",
                skipped(event).sentence());
    }

    @ParameterizedTest
    @EnumSource(
            value = EventName.class,
            names = {"PURCHASE_PLACED", "PURCHASE_PAID", "SUBSCRIPTION_RENEWED"})
    void aCancelledOrderIsAFullRefundOfThePurchaseGa4Got(EventName purchase) {
        Event event = GivenEvents.rich(EventName.ORDER_CANCELLED);
        HostContext ledger = HostContext.at(NOW.now()).alreadyAccepted(purchase, "548291");
        Map<String, Object> params = tree(event(sent(event, ledger)).get("params"));
        assertEquals("refund", sent(event, ledger).name());
        assertEquals("548291", params.get("transaction_id"));
        assertEquals(new BigDecimal("124.90"), params.get("value"));
        assertFalse(params.containsKey("items"));
    }

    @Test
    void aCancelledOrderGa4NeverSawIsNotRefunded() {
        Event event = GivenEvents.rich(EventName.ORDER_CANCELLED);
        assertEquals("purchase_not_sent", skipped(event).code());
        HostContext another =
                HostContext.at(NOW.now()).alreadyAccepted(EventName.PURCHASE_PLACED, "548292");
        assertEquals("purchase_not_sent", skipped(event, another).code());
    }

    @Test
    void cancellationsCanBeSwitchedOff() {
        HostContext ledger =
                HostContext.at(NOW.now()).alreadyAccepted(EventName.PURCHASE_PLACED, "548291");
        assertEquals(
                "cancellations_off",
                skipped(
                                GivenEvents.rich(EventName.ORDER_CANCELLED),
                                ledger,
                                "cancel-as-refund",
                                "false")
                        .code());
    }

    @Test
    void moneyIsNeverGivenBackTwiceByCancellationAndRefund() {
        HostContext refunded =
                HostContext.at(NOW.now())
                        .alreadyAccepted(EventName.PURCHASE_PLACED, "548291")
                        .alreadyAccepted(EventName.ORDER_REFUNDED, "548291");
        assertEquals(
                "already_refunded",
                skipped(GivenEvents.rich(EventName.ORDER_CANCELLED), refunded).code());
        HostContext cancelled =
                HostContext.at(NOW.now()).alreadyAccepted(EventName.ORDER_CANCELLED, "548291");
        assertEquals(
                "already_refunded",
                skipped(GivenEvents.rich(EventName.ORDER_REFUNDED), cancelled).code());
        assertEquals("refund", sent(GivenEvents.rich(EventName.ORDER_REFUNDED), refunded).name());
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void onlyPurchasesMayBeRepeatedBecauseGa4HasNoEventId(EventName name) {
        HostContext ledger =
                HostContext.at(NOW.now()).alreadyAccepted(EventName.PURCHASE_PLACED, "548291");
        String[] on = {"page-views", "true", "optional-events", "order_fulfilled,order_edited"};
        if (name == EventName.PURCHASE_PAID) {
            on = new String[] {"send-purchase-on", "paid"};
        }
        boolean purchase =
                Set.of(
                                EventName.PURCHASE_PLACED,
                                EventName.PURCHASE_PAID,
                                EventName.SUBSCRIPTION_RENEWED)
                        .contains(name);
        assertEquals(purchase, sent(GivenEvents.rich(name), ledger, on).resendSafe());
    }

    @Test
    void aRenewalCarriesNeitherSessionNorPageBecauseAJobMadeIt() {
        Event event = GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED);
        assertTrue(event.has(EventField.GA_SESSION_ID) && event.has(EventField.PAGE_URL));
        Map<String, Object> params = params(event);
        for (String ofAVisit :
                List.of("session_id", "session_number", "page_location", "page_referrer")) {
            assertFalse(params.containsKey(ofAVisit), ofAVisit);
        }
        assertEquals("subscription", params.get("affiliation"));
    }

    @Test
    void aPaymentWithoutAmountIsNoPurchase() {
        Event event =
                GivenEvents.bare(EventName.PURCHASE_PAID).toBuilder()
                        .set(EventField.EXTERNAL_ID, "cust_77")
                        .build();
        assertEquals(
                "GA4 would drop this event without saying so: purchase needs a value",
                skipped(event, "send-purchase-on", "paid").sentence());
    }
}
