// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static java.util.Map.entry;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of track messages: Segment "Spec: V2 Ecommerce Events" and "Spec: B2B SaaS", RudderStack
 * "E-commerce Events" and its Shopify app, and GA4's recommended events. Letter case, spaces,
 * underscores and hyphens do not matter.
 */
final class SegmentEventNames {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]");
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
                            entry("Product Reviewed", EventName.REVIEW_SUBMITTED),
                            entry(
                                    "Wishlist Product Added to Cart",
                                    EventName.PRODUCT_ADDED_TO_CART),
                            entry(
                                    "Checkout Payment Info Submitted",
                                    EventName.PAYMENT_INFO_SUBMITTED),
                            entry("Order Created", EventName.PURCHASE_PLACED),
                            entry("Order Edited", EventName.ORDER_EDITED),
                            entry("page_view", EventName.PAGE_VIEWED),
                            entry("view_item", EventName.PRODUCT_VIEWED),
                            entry("view_item_list", EventName.COLLECTION_VIEWED),
                            entry("search", EventName.SEARCH_SUBMITTED),
                            entry("view_search_results", EventName.SEARCH_SUBMITTED),
                            entry("add_to_cart", EventName.PRODUCT_ADDED_TO_CART),
                            entry("remove_from_cart", EventName.PRODUCT_REMOVED_FROM_CART),
                            entry("view_cart", EventName.CART_VIEWED),
                            entry("add_to_wishlist", EventName.WISHLIST_ADDED),
                            entry("begin_checkout", EventName.CHECKOUT_STARTED),
                            entry("add_shipping_info", EventName.SHIPPING_INFO_SUBMITTED),
                            entry("add_payment_info", EventName.PAYMENT_INFO_SUBMITTED),
                            entry("purchase", EventName.PURCHASE_PLACED),
                            entry("refund", EventName.ORDER_REFUNDED),
                            entry("sign_up", EventName.ACCOUNT_REGISTERED),
                            entry("login", EventName.LOGGED_IN)));

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

    /** Entries that are not of the form name=canonical_name. */
    static List<SettingProblem> check(Settings settings) {
        return Stream.of(SegmentSettings.EVENT_ALIASES, SegmentSettings.CHECKOUT_STEPS)
                .flatMap(
                        setting ->
                                settings.list(setting).stream()
                                        .filter(pair -> pair(pair).isEmpty())
                                        .map(pair -> problem(setting, pair)))
                .toList();
    }

    private static SettingProblem problem(String setting, String pair) {
        return new SettingProblem(
                setting,
                0,
                "\""
                        + pair
                        + "\" is not of the form <name>=<event> with an event of docs/events.md,"
                        + " e.g. Product Clicked=product_viewed");
    }

    private static Map<String, EventName> pairs(Settings settings, String setting) {
        Map<String, EventName> pairs = new HashMap<>();
        for (String pair : settings.list(setting)) {
            pair(pair).ifPresent(read -> pairs.put(read.getKey(), read.getValue()));
        }
        return pairs;
    }

    private static Optional<Map.Entry<String, EventName>> pair(String text) {
        int equals = text.lastIndexOf('=');
        String name = equals < 0 ? "" : fold(text.substring(0, equals));
        return name.isEmpty()
                ? Optional.empty()
                : EventName.find(text.substring(equals + 1).strip())
                        .map(event -> entry(name, event));
    }

    private static String fold(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static Map<String, EventName> folded(Map<String, EventName> names) {
        return names.entrySet().stream()
                .collect(Collectors.toMap(name -> fold(name.getKey()), Map.Entry::getValue));
    }
}
