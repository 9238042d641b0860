// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import static io.tracklayer.source.recharge.Account.CHARGE;
import static io.tracklayer.source.recharge.Account.OLD_CHARGE;
import static io.tracklayer.source.recharge.Account.rejected;
import static io.tracklayer.source.recharge.Account.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RechargeChargeTest {

    @Test
    void aRecurringChargeIsARenewalWithTheShopsOrderAndCustomer() {
        Observation renewal = new Account().happened("charge/paid", CHARGE);
        assertEquals(EventName.SUBSCRIPTION_RENEWED, renewal.name());
        assertEquals("rc_chg_377749210", renewal.eventId().orElseThrow());
        assertTrue(renewal.derivedId());
        assertEquals(Optional.of(ActionSource.SYSTEM_GENERATED), renewal.actionSource());
        assertEquals("2026-01-15T09:00:00Z", renewal.timing().occurred());
        Map<EventField, Object> values = values(renewal);
        assertEquals("5482910000777", values.get(EventField.ORDER_ID));
        assertEquals("42.00", values.get(EventField.VALUE));
        assertEquals("EUR", values.get(EventField.CURRENCY));
        assertEquals("38.00", values.get(EventField.SUBTOTAL));
        assertEquals("4.00", values.get(EventField.TAX));
        assertEquals("2.00", values.get(EventField.SHIPPING));
        assertEquals("2.00", values.get(EventField.DISCOUNT));
        assertEquals("LOYAL", values.get(EventField.COUPON));
        assertEquals("233844", values.get(EventField.SUBSCRIPTION_ID));
        assertEquals("77", values.get(EventField.EXTERNAL_ID));
        assertEquals("jane.doe+promo@example.com", values.get(EventField.EMAIL));
        assertEquals("München", values.get(EventField.CITY));
        assertEquals("DE", values.get(EventField.COUNTRY));
        assertEquals("089 1234567", values.get(EventField.PHONE));
        assertEquals(
                Map.of("recharge_charge_id", "377749210", "transaction_id", "pi_3"),
                values.get(EventField.PROPERTIES));
    }

    @Test
    void aRenewalTakesNothingOfTheFirstVisit() {
        Observation renewal = new Account().happened("charge/paid", CHARGE);
        Map<EventField, Object> values = values(renewal);
        assertTrue(renewal.consent().isEmpty());
        for (EventField field :
                List.of(
                        EventField.CLIENT_IP,
                        EventField.USER_AGENT,
                        EventField.FBP,
                        EventField.TTCLID,
                        EventField.UTM_SOURCE)) {
            assertFalse(values.containsKey(field), field.path());
        }
    }

    @Test
    void itemsHaveTheShopsIds() {
        assertEquals(
                List.of(
                        Map.of(
                                "variantId", "41",
                                "productId", "8",
                                "sku", "GIFT",
                                "name", "Tasse",
                                "price", "0.00",
                                "quantity", 1L),
                        Map.of(
                                "variantId", "41327143321713",
                                "productId", "9",
                                "sku", "COF-1",
                                "name", "Coffee",
                                "variant", "1 kg",
                                "price", "19.00",
                                "quantity", 2L)),
                values(new Account().happened("charge/paid", CHARGE)).get(EventField.ITEMS));
    }

    @Test
    void theOldVersionIsReadWithItsNamesItsUpperCaseAndItsZone() {
        Observation renewal =
                new Account("timezone", "America/New_York").happened("charge/paid", OLD_CHARGE);
        Map<EventField, Object> values = values(renewal);
        assertEquals(EventName.SUBSCRIPTION_RENEWED, renewal.name());
        assertEquals("2026-01-15T09:00:00Z", renewal.timing().occurred());
        assertEquals("5482910000778", values.get(EventField.ORDER_ID));
        assertEquals("233844", values.get(EventField.SUBSCRIPTION_ID));
        assertEquals("jane.doe+promo@example.com", values.get(EventField.EMAIL));
        assertEquals("LOYAL", values.get(EventField.COUPON));
        assertEquals("US", values.get(EventField.COUNTRY));
        assertFalse(values.containsKey(EventField.CURRENCY));
        assertEquals(1, ((List<?>) values.get(EventField.ITEMS)).size());
    }

    @Test
    void aTimeWithAZoneKeepsIt() {
        Observation renewal =
                new Account("timezone", "America/New_York")
                        .happened(
                                "charge/paid", CHARGE, "processed_at", "2026-01-15T10:00:00+01:00");
        assertEquals("2026-01-15T09:00:00Z", renewal.timing().occurred());
    }

    @Test
    void aChargeIsPaidOnceHoweverOftenItIsTold() {
        Account account = new Account();
        account.happened("charge/paid", CHARGE);
        assertEquals(
                "nothing_new",
                account.ignored("charge/paid", CHARGE, "updated_at", "2026-01-16T00:00:00"));
    }

    @Test
    void aRequestThatIsReadAgainAfterACorrectionTellsTheSame() {
        Account account = new Account();
        account.hears("charge/paid", Account.file(CHARGE));
        Decoded again = account.hearsAgain("charge/paid", Account.file(CHARGE)).get(0);
        assertInstanceOf(Decoded.Happened.class, again);
    }

    @Test
    void aFirstChargeIsTheShopsOrder() {
        assertEquals(
                "first_charge", new Account().ignored("charge/paid", CHARGE, "type", "checkout"));
    }

    @Test
    void aFirstChargeCountsWhenNothingElseReportsOrders() {
        List<Decoded> decoded =
                new Account("shop-orders", "here").hears("charge/paid", CHARGE, "type", "CHECKOUT");
        assertEquals(2, decoded.size());
        Observation placed = assertInstanceOf(Decoded.Happened.class, decoded.get(0)).observation();
        Observation paid = assertInstanceOf(Decoded.Happened.class, decoded.get(1)).observation();
        assertEquals(EventName.PURCHASE_PLACED, placed.name());
        assertEquals("ord_5482910000777_purchase", placed.eventId().orElseThrow());
        assertEquals(EventName.PURCHASE_PAID, paid.name());
        assertEquals("ord_5482910000777_paid", paid.eventId().orElseThrow());
        assertFalse(placed.deliveryIds().equals(paid.deliveryIds()));
    }

    @Test
    void aFirstChargeBringsTheVisitItCameFrom() {
        Observation placed =
                new Account("shop-orders", "here")
                        .happened("charge/paid", CHARGE, "type", "checkout");
        Map<EventField, Object> values = values(placed);
        assertEquals("203.0.113.7", values.get(EventField.CLIENT_IP));
        assertEquals("fb.1.1768470000123.1234567890", values.get(EventField.FBP));
        assertEquals("E.C.P.CqAB", values.get(EventField.TTCLID));
        assertEquals("winter", values.get(EventField.UTM_CAMPAIGN));
        assertEquals(
                Map.of(
                        ConsentSignal.SHOPIFY_ANALYTICS, "1",
                        ConsentSignal.SHOPIFY_MARKETING, "0"),
                placed.consent().raw());
        assertEquals("2026-01-15T08:59:58Z", placed.consent().collectedAt());
    }

    @Test
    void aRenewalThatNamesNoOrderIsLeftToTheShopsOwnReport() {
        Account account = new Account();
        assertEquals(
                "no_shop_order",
                account.ignored("charge/paid", CHARGE, "external_order_id", Map.of()));
        assertEquals(
                "rc_chg_377749210",
                account.happened("charge/paid", CHARGE).eventId().orElseThrow());
    }

    @Test
    void withoutAnyReportOfTheShopTheChargeIsTheOrder() {
        Observation renewal =
                new Account("shop-orders", "here")
                        .happened("charge/paid", CHARGE, "external_order_id", null);
        assertEquals("rc_chg_377749210", values(renewal).get(EventField.ORDER_ID));
    }

    @Test
    void freeChargesCanBeLeftOut() {
        assertEquals(
                "0.00",
                values(new Account().happened("charge/paid", CHARGE, "total_price", "0.00"))
                        .get(EventField.VALUE));
        assertEquals(
                "below_min_value",
                new Account("min-value", "1")
                        .ignored("charge/paid", CHARGE, "total_price", "0.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gift"})
    void aChargeOfUnknownTypeIsKeptAndShown(String type) {
        assertEquals(
                "unknown_charge_type",
                rejected(new Account().hears("charge/paid", CHARGE, "type", type)));
    }

    @Test
    void aRepetitionIsRecognisedByTopicIdAndChange() {
        assertEquals(
                List.of("charge/paid:377749210:2026-01-15T09:00:02:subscription_renewed"),
                new Account().happened("charge/paid", CHARGE).deliveryIds());
        String unnamed =
                new Account()
                        .happened("charge/paid", CHARGE, "updated_at", null)
                        .deliveryIds()
                        .get(0);
        assertTrue(unnamed.matches("charge/paid:[0-9a-f]{64}:subscription_renewed"), unnamed);
    }

    @Test
    void aRefundIsTheShopsUnlessNothingElseReportsIt() {
        assertEquals(
                "refund_of_shop_order",
                new Account().ignored("charge/refunded", CHARGE, "total_refunds", "5.00"));
    }

    @Test
    void aRefundIsWhatWasGivenBackSinceTheLast() {
        Account account = new Account("shop-orders", "here");
        Observation first = account.happened("charge/refunded", CHARGE, "total_refunds", "5.00");
        assertEquals(EventName.ORDER_REFUNDED, first.name());
        assertEquals("rc_chg_377749210_ref_5.00", first.eventId().orElseThrow());
        assertEquals("5.00", values(first).get(EventField.VALUE));
        assertEquals("5482910000777", values(first).get(EventField.ORDER_ID));
        assertEquals(
                "nothing_new", account.ignored("charge/refunded", CHARGE, "total_refunds", "5.0"));
        Observation second = account.happened("charge/refunded", CHARGE, "total_refunds", "42.00");
        assertEquals("rc_chg_377749210_ref_42.00", second.eventId().orElseThrow());
        assertEquals("37.00", values(second).get(EventField.VALUE));
        assertEquals(
                "nothing_new",
                account.ignored("charge/refunded", CHARGE, "total_refunds", "12.00"));
    }

    @Test
    void aRefundThatIsReadAgainAfterACorrectionGivesBackTheSame() {
        Account account = new Account("shop-orders", "here");
        account.happened("charge/refunded", CHARGE, "total_refunds", "5.00");
        String body = Account.changed(CHARGE, "total_refunds", "42.00");
        account.hears("charge/refunded", body);
        Decoded again = account.hearsAgain("charge/refunded", body).get(0);
        Observation refund = assertInstanceOf(Decoded.Happened.class, again).observation();
        assertEquals("37.00", values(refund).get(EventField.VALUE));
        assertEquals(
                "nothing_new", account.ignored("charge/refunded", CHARGE, "total_refunds", "42.0"));
    }

    @Test
    void aChargeThatIsRefundedInFullNeedsNoTotal() {
        Observation refund =
                new Account("shop-orders", "here")
                        .happened("charge/refunded", OLD_CHARGE, "status", "REFUNDED");
        assertEquals("42.00", values(refund).get(EventField.VALUE));
        assertEquals(
                "missing_refund_total",
                rejected(
                        new Account("shop-orders", "here")
                                .hears(
                                        "charge/refunded",
                                        OLD_CHARGE,
                                        "status",
                                        "PARTIALLY_REFUNDED")));
    }
}
