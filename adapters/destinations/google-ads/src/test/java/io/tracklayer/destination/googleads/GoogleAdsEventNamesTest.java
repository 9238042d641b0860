// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.destination.googleads.Given.GOOGLE_ADS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAdsEventNamesTest {
    /** Every event Google Ads can count, under actions 1001, 1002 and so on. */
    private static final String ALL =
            "product_added_to_cart=1001,checkout_started=1002,purchase_placed=1003,"
                    + "subscription_started=1004,subscription_renewed=1005,trial_started=1006,"
                    + "lead_submitted=1007,account_registered=1008,newsletter_subscribed=1009,"
                    + "form_submitted=1010,quote_requested=1011,appointment_booked=1012,"
                    + "custom:Size Guide Opened=1013";

    @ParameterizedTest
    @CsvSource({
        "PAGE_VIEWED, not_supported",
        "PRODUCT_VIEWED, not_supported",
        "COLLECTION_VIEWED, not_supported",
        "SEARCH_SUBMITTED, not_supported",
        "PRODUCT_ADDED_TO_CART, 1001",
        "PRODUCT_REMOVED_FROM_CART, not_supported",
        "CART_VIEWED, not_supported",
        "WISHLIST_ADDED, not_supported",
        "CHECKOUT_STARTED, 1002",
        "CONTACT_INFO_SUBMITTED, not_supported",
        "SHIPPING_INFO_SUBMITTED, not_supported",
        "PAYMENT_INFO_SUBMITTED, not_supported",
        "PURCHASE_PLACED, 1003",
        "PURCHASE_PAID, purchase_sent_when_placed",
        "ORDER_FULFILLED, not_supported",
        "ORDER_CANCELLED, order_not_sent",
        "ORDER_REFUNDED, order_not_sent",
        "ORDER_EDITED, order_not_sent",
        "SUBSCRIPTION_STARTED, 1004",
        "SUBSCRIPTION_RENEWED, 1005",
        "SUBSCRIPTION_CANCELLED, not_supported",
        "SUBSCRIPTION_PAUSED, not_supported",
        "TRIAL_STARTED, 1006",
        "LEAD_SUBMITTED, 1007",
        "ACCOUNT_REGISTERED, 1008",
        "LOGGED_IN, not_supported",
        "NEWSLETTER_SUBSCRIBED, 1009",
        "FORM_SUBMITTED, 1010",
        "QUOTE_REQUESTED, 1011",
        "APPOINTMENT_BOOKED, 1012",
        "REVIEW_SUBMITTED, not_supported",
        "CUSTOM, 1013"
    })
    void everyEventHasItsActionOrItsReason(EventName name, String expected) {
        Mapping mapping =
                GOOGLE_ADS.mapped(
                        GivenEvents.rich(name),
                        GivenDestination.CONTEXT,
                        "conversion-actions",
                        ALL);
        assertEquals(
                expected,
                mapping instanceof Mapping.Skip skip
                        ? skip.code()
                        : action(((Mapping.Send) mapping).platformRecord()));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void whatHasNoActionIsNotSent(EventName name) {
        String expected =
                GoogleAdsEventNames.COUNTABLE.contains(name) || name == EventName.CUSTOM
                        ? "no_conversion_action"
                        : GOOGLE_ADS
                                .skip(
                                        GivenEvents.rich(name),
                                        "conversion-actions",
                                        "custom:Other=1")
                                .code();
        assertEquals(
                expected,
                GOOGLE_ADS
                        .skip(GivenEvents.rich(name), "conversion-actions", "custom:Other=1")
                        .code());
    }

    @Test
    void theTableCoversAllEvents() {
        assertEquals(32, Arrays.stream(EventName.values()).collect(Collectors.toSet()).size());
    }

    @Test
    void anOrderCanBeSentWhenPaidInstead() {
        String[] paid = {"conversion-actions", "purchase_paid=1003"};
        assertEquals(
                "1003", action(GOOGLE_ADS.record(GivenEvents.rich(EventName.PURCHASE_PAID), paid)));
        assertEquals("no_conversion_action", GOOGLE_ADS.skip(Given.PURCHASE, paid).code());
    }

    @Test
    void anOrderSentWhenPlacedIsNotSentAgainAfterAChangeOfTheTrigger() {
        HostContext host = Given.after(Given.PURCHASE);
        Mapping.Skip skip =
                GOOGLE_ADS.skip(
                        GivenEvents.rich(EventName.PURCHASE_PAID),
                        host,
                        "conversion-actions",
                        "purchase_paid=1003");
        assertEquals("already_counted", skip.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purchase_placed",
                "purchase_placed=",
                "purchase_placed=abc",
                "purchase_placed=0",
                "purchase=1003",
                "page_viewed=1003",
                "custom:=1003",
                "=1003"
            })
    void anUnusableEntryCountsNothingAndIsKept(String entry) {
        GoogleAdsActions actions =
                GoogleAdsActions.of(GOOGLE_ADS.settings("conversion-actions", entry));
        assertEquals(java.util.List.of(entry), actions.unusable());
        assertTrue(actions.ids().isEmpty());
    }

    private static String action(PlatformRecord record) {
        return GoogleAdsBatch.ofKey(record.batchKey()).action();
    }
}
