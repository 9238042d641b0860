// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static io.tracklayer.destination.klaviyo.Given.KLAVIYO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KlaviyoEventNamesTest {
    private static final String BY_DEFAULT =
            """
            page_viewed:!not_enabled
            product_viewed:Viewed Product
            collection_viewed:Viewed Collection
            search_submitted:Submitted Search
            product_added_to_cart:Added to Cart
            product_removed_from_cart:!not_enabled
            cart_viewed:!not_enabled
            wishlist_added:Added to Wishlist
            checkout_started:Started Checkout
            contact_info_submitted:!not_supported
            shipping_info_submitted:!not_supported
            payment_info_submitted:!not_supported
            purchase_placed:Placed Order
            purchase_paid:!not_enabled
            order_fulfilled:Fulfilled Order
            order_cancelled:Cancelled Order
            order_refunded:Refunded Order
            order_edited:!not_enabled
            subscription_started:Started Subscription
            subscription_renewed:Renewed Subscription
            subscription_cancelled:Cancelled Subscription
            subscription_paused:Paused Subscription
            trial_started:Started Trial
            lead_submitted:Submitted Lead
            account_registered:Created Account
            logged_in:!not_enabled
            newsletter_subscribed:!no_email_opt_in
            form_submitted:Submitted Form
            quote_requested:Requested Quote
            appointment_booked:Booked Appointment
            review_submitted:Submitted Review
            custom:Size Guide Opened
            """;

    private static final List<String> COMMERCE =
            List.of(
                    "product_added_to_cart",
                    "checkout_started",
                    "purchase_placed",
                    "order_fulfilled",
                    "order_cancelled",
                    "order_refunded");

    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    static {
        BY_DEFAULT.lines().map(line -> line.split(":")).forEach(row -> TABLE.put(row[0], row[1]));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventHasItsMetricOrItsReason(EventName name) {
        String expected = TABLE.get(name.wire());
        Event event = GivenEvents.rich(name);
        if (expected.startsWith("!")) {
            assertEquals(expected.substring(1), KLAVIYO.skip(event).code());
        } else {
            assertEquals(metric(expected), Given.attributes(event).get("metric"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "page_viewed, Active on Site",
        "product_removed_from_cart, Removed from Cart",
        "cart_viewed, Viewed Cart",
        "purchase_paid, Paid Order",
        "order_edited, Edited Order",
        "logged_in, Logged In"
    })
    void anOptionalEventIsSentWhenListed(String name, String metric) {
        Event event = GivenEvents.rich(EventName.find(name).orElseThrow());
        assertEquals(metric, KLAVIYO.record(event, "optional-events", name).name());
        assertTrue(KLAVIYO.skip(event).sentence().contains(name));
    }

    @Test
    void exactlyTheEventsThatCanBeOffCanBeListed() {
        List<String> off =
                Stream.of(EventName.values())
                        .map(EventName::wire)
                        .filter(n -> TABLE.get(n).equals("!not_enabled") || COMMERCE.contains(n))
                        .toList();
        assertEquals(off, KlaviyoEventNames.optionalNames());
        assertEquals(EventName.values().length, TABLE.size());
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void aShopIntegrationKeepsItsCommerceEventsUnlessListed(EventName name) {
        String[] integrated = {"shop-integration", "true"};
        Event event = GivenEvents.rich(name);
        if (COMMERCE.contains(name.wire())) {
            assertEquals("sent_by_shop_integration", KLAVIYO.skip(event, integrated).code());
            String[] listed = {"shop-integration", "true", "optional-events", name.wire()};
            assertEquals(TABLE.get(name.wire()), KLAVIYO.record(event, listed).name());
        } else if (!TABLE.get(name.wire()).startsWith("!")) {
            assertEquals(TABLE.get(name.wire()), KLAVIYO.record(event, integrated).name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "size_guide_opened, Size Guide Opened",
        "' video  played ', Video Played",
        "SKU viewed, SKU Viewed",
        "élan_used, Élan Used",
        "𐐨x, 𐐀x"
    })
    void aCustomEventKeepsItsNameInTitleCase(String given, String metric) {
        assertEquals(metric, KLAVIYO.record(custom(given)).name());
    }

    @ParameterizedTest
    @CsvSource({"___, no_name", "X128, name_too_long"})
    void aCustomEventWithoutUsableNameIsNotSent(String given, String reason) {
        Event event = custom(given.replace("X128", "X".repeat(128)));
        assertEquals(reason, KLAVIYO.skip(event).code());
        assertEquals(127, KLAVIYO.record(custom("X".repeat(127))).name().length());
    }

    private static Event custom(String name) {
        return GivenEvents.rich(EventName.CUSTOM, EventField.CUSTOM_NAME, name);
    }

    private static Object metric(String name) {
        return Map.of("data", Map.of("type", "metric", "attributes", Map.of("name", name)));
    }
}
