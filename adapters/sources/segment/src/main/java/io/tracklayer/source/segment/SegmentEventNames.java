// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static java.util.Map.entry;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of track messages. Letter case, spaces, underscores and hyphens do not matter. */
final class SegmentEventNames {
    private static final String CHECKOUT_STEP = fold("Checkout Step Completed");

    private static final Map<String, EventName> SHIPPED =
            folded(
                    Map.ofEntries(
                            entry("Product Viewed", EventName.PRODUCT_VIEWED),
                            entry("Product List Viewed", EventName.COLLECTION_VIEWED),
                            entry("Product List Filtered", EventName.COLLECTION_VIEWED),
                            entry("Products Searched", EventName.SEARCH_SUBMITTED),
                            entry("Product Added", EventName.PRODUCT_ADDED_TO_CART),
                            entry("Product Removed", EventName.PRODUCT_REMOVED_FROM_CART),
                            entry("Cart Viewed", EventName.CART_VIEWED),
                            entry("Product Added to Wishlist", EventName.WISHLIST_ADDED),
                            entry("Checkout Started", EventName.CHECKOUT_STARTED),
                            entry(
                                    "Checkout Contact Info Submitted",
                                    EventName.CONTACT_INFO_SUBMITTED),
                            entry(
                                    "Checkout Shipping Info Submitted",
                                    EventName.SHIPPING_INFO_SUBMITTED),
                            entry("Payment Info Entered", EventName.PAYMENT_INFO_SUBMITTED),
                            entry("Order Completed", EventName.PURCHASE_PLACED),
                            entry("Order Placed", EventName.PURCHASE_PLACED),
                            entry("Order Paid", EventName.PURCHASE_PAID),
                            entry("Order Fulfilled", EventName.ORDER_FULFILLED),
                            entry("Order Shipped", EventName.ORDER_FULFILLED),
                            entry("Order Cancelled", EventName.ORDER_CANCELLED),
                            entry("Order Canceled", EventName.ORDER_CANCELLED),
                            entry("Order Refunded", EventName.ORDER_REFUNDED),
                            entry("Order Updated", EventName.ORDER_EDITED),
                            entry("Subscription Started", EventName.SUBSCRIPTION_STARTED),
                            entry("Subscription Created", EventName.SUBSCRIPTION_STARTED),
                            entry("Subscription Renewed", EventName.SUBSCRIPTION_RENEWED),
                            entry("Subscription Cancelled", EventName.SUBSCRIPTION_CANCELLED),
                            entry("Subscription Canceled", EventName.SUBSCRIPTION_CANCELLED),
                            entry("Subscription Paused", EventName.SUBSCRIPTION_PAUSED),
                            entry("Trial Started", EventName.TRIAL_STARTED),
                            entry("Lead Submitted", EventName.LEAD_SUBMITTED),
                            entry("Lead Generated", EventName.LEAD_SUBMITTED),
                            entry("Generate Lead", EventName.LEAD_SUBMITTED),
                            entry("Signed Up", EventName.ACCOUNT_REGISTERED),
                            entry("Account Created", EventName.ACCOUNT_REGISTERED),
                            entry("Signed In", EventName.LOGGED_IN),
                            entry("Email Subscribed", EventName.NEWSLETTER_SUBSCRIBED),
                            entry("Newsletter Subscribed", EventName.NEWSLETTER_SUBSCRIBED),
                            entry("Form Submitted", EventName.FORM_SUBMITTED),
                            entry("Quote Requested", EventName.QUOTE_REQUESTED),
                            entry("Appointment Booked", EventName.APPOINTMENT_BOOKED),
                            entry("Product Reviewed", EventName.REVIEW_SUBMITTED)));

    private final Map<String, EventName> aliases;
    private final Map<String, EventName> steps;

    SegmentEventNames(Settings settings) {
        this.aliases = pairs(settings, SegmentSettings.EVENT_ALIASES);
        this.steps = pairs(settings, SegmentSettings.CHECKOUT_STEPS);
    }

    EventName of(String event, Tree properties) {
        String folded = fold(event);
        return Optional.ofNullable(aliases.get(folded))
                .or(() -> Optional.ofNullable(SHIPPED.get(folded)))
                .or(() -> folded.equals(CHECKOUT_STEP) ? step(properties) : Optional.empty())
                .orElse(EventName.CUSTOM);
    }

    private Optional<EventName> step(Tree properties) {
        return Stream.of("/step", "/step_name")
                .flatMap(pointer -> Scalars.text(properties, pointer).stream())
                .map(step -> steps.get(fold(step)))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** Entries that are not of the form name=canonical_name have no effect. */
    private static Map<String, EventName> pairs(Settings settings, String setting) {
        Map<String, EventName> pairs = new HashMap<>();
        for (String pair : settings.list(setting)) {
            int equals = pair.lastIndexOf('=');
            if (equals > 0) {
                EventName.find(pair.substring(equals + 1).strip())
                        .ifPresent(name -> pairs.put(fold(pair.substring(0, equals)), name));
            }
        }
        return pairs;
    }

    private static String fold(String name) {
        return name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, EventName> folded(Map<String, EventName> names) {
        return names.entrySet().stream()
                .collect(Collectors.toMap(name -> fold(name.getKey()), Map.Entry::getValue));
    }
}
