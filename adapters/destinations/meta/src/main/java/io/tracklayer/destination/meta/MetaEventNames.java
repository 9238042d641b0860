// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The complete table from canonical event to Meta's name. */
final class MetaEventNames {
    static final String PURCHASE = "Purchase";

    /** Meta's standard events (Conversions API: Standard events, November 2026). */
    private static final Set<String> STANDARD =
            anyCase(
                    "PageView ViewContent Search AddToCart AddToWishlist InitiateCheckout"
                            + " AddPaymentInfo Purchase Lead CompleteRegistration Contact"
                            + " CustomizeProduct Donate FindLocation Schedule StartTrial"
                            + " SubmitApplication Subscribe");

    /** Standard events no canonical event leads to; a custom event may carry their exact name. */
    private static final Set<String> FREE_STANDARD =
            Set.of("Contact", "CustomizeProduct", "Donate", "FindLocation");

    private static final Map<EventName, String> OPTIONAL =
            Map.ofEntries(
                    Map.entry(EventName.COLLECTION_VIEWED, "ViewCategory"),
                    Map.entry(EventName.PRODUCT_REMOVED_FROM_CART, "RemoveFromCart"),
                    Map.entry(EventName.CART_VIEWED, "ViewCart"),
                    Map.entry(EventName.CONTACT_INFO_SUBMITTED, "AddContactInfo"),
                    Map.entry(EventName.SHIPPING_INFO_SUBMITTED, "AddShippingInfo"),
                    Map.entry(EventName.ORDER_FULFILLED, "OrderFulfilled"),
                    Map.entry(EventName.ORDER_REFUNDED, "OrderRefunded"),
                    Map.entry(EventName.SUBSCRIPTION_CANCELLED, "SubscriptionCancelled"),
                    Map.entry(EventName.SUBSCRIPTION_PAUSED, "SubscriptionPaused"),
                    Map.entry(EventName.LOGGED_IN, "Login"),
                    Map.entry(EventName.REVIEW_SUBMITTED, "ReviewSubmitted"));

    private static final int LONGEST_NAME = 50;

    private final Event event;
    private final Settings settings;
    private final MapContext context;

    MetaEventNames(Event event, Settings settings, MapContext context) {
        this.event = event;
        this.settings = settings;
        this.context = context;
    }

    /** The canonical names an operator can enable, in the order of the 32. */
    static List<String> optionalNames() {
        return OPTIONAL.keySet().stream().sorted().map(EventName::wire).toList();
    }

    Choice choose() {
        return switch (event.name()) {
            case PAGE_VIEWED -> new Named("PageView");
            case PRODUCT_VIEWED -> new Named("ViewContent");
            case SEARCH_SUBMITTED -> new Named("Search");
            case PRODUCT_ADDED_TO_CART -> new Named("AddToCart");
            case WISHLIST_ADDED -> new Named("AddToWishlist");
            case CHECKOUT_STARTED -> new Named("InitiateCheckout");
            case PAYMENT_INFO_SUBMITTED -> new Named("AddPaymentInfo");
            case PURCHASE_PLACED -> purchase("placed", EventName.PURCHASE_PAID);
            case PURCHASE_PAID -> purchase("paid", EventName.PURCHASE_PLACED);
            case ORDER_CANCELLED ->
                    new NotSent("not_supported", "Meta cannot take back a Purchase.");
            case ORDER_EDITED ->
                    new NotSent("not_supported", "Meta cannot correct a Purchase it has.");
            case SUBSCRIPTION_STARTED -> new Named("Subscribe");
            case SUBSCRIPTION_RENEWED ->
                    choice(MetaSettings.RENEWALS, "purchase", PURCHASE, "SubscriptionRenewed");
            case TRIAL_STARTED -> new Named("StartTrial");
            case LEAD_SUBMITTED, FORM_SUBMITTED -> new Named("Lead");
            case ACCOUNT_REGISTERED -> new Named("CompleteRegistration");
            case NEWSLETTER_SUBSCRIBED ->
                    choice(MetaSettings.NEWSLETTER, "lead", "Lead", "NewsletterSubscribed");
            case QUOTE_REQUESTED -> choice(MetaSettings.QUOTE, "lead", "Lead", "SubmitApplication");
            case APPOINTMENT_BOOKED -> new Named("Schedule");
            case COLLECTION_VIEWED,
                    PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    ORDER_REFUNDED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED,
                    LOGGED_IN,
                    REVIEW_SUBMITTED ->
                    optional();
            case CUSTOM -> custom(event.text(EventField.CUSTOM_NAME).orElse("").strip());
        };
    }

    private Choice purchase(String trigger, EventName otherTrigger) {
        String configured = settings.text(MetaSettings.SEND_PURCHASE_ON);
        if (!configured.equals(trigger)) {
            return new NotSent(
                    "purchase_sent_when_" + configured,
                    "The one Purchase of an order is sent when it is " + configured + ".");
        }
        // A change of the trigger must not count orders twice that were open at that moment.
        if (event.orderId().filter(id -> context.accepted(otherTrigger, id)).isPresent()) {
            return new NotSent("already_counted", "Meta already has the Purchase of this order.");
        }
        return new Named(PURCHASE);
    }

    private Choice choice(String setting, String value, String then, String otherwise) {
        return new Named(settings.text(setting).equals(value) ? then : otherwise);
    }

    private Choice optional() {
        String wire = event.name().wire();
        if (!settings.list(MetaSettings.OPTIONAL_EVENTS).contains(wire)) {
            return new NotSent(
                    "not_enabled",
                    "Meta has no standard event for it; list "
                            + wire
                            + " under optional-events to send it.");
        }
        boolean groups = settings.text(MetaSettings.CONTENT_TYPE).equals("product_group");
        return new Named(
                groups && event.name() == EventName.COLLECTION_VIEWED
                        ? "ViewContent"
                        : OPTIONAL.get(event.name()));
    }

    private Choice custom(String name) {
        List<String> wanted = settings.list(MetaSettings.CUSTOM_EVENTS);
        if (name.isEmpty() || !(wanted.contains("*") || wanted.contains(name))) {
            return new NotSent(
                    "not_mapped", "Custom events are sent when custom-events lists their name.");
        }
        if (STANDARD.contains(name) && !FREE_STANDARD.contains(name)) {
            return new NotSent(
                    "name_collision", "The custom event has the name of one of Meta's own events.");
        }
        return new Named(name.codePointCount(0, name.length()) > LONGEST_NAME ? cut(name) : name);
    }

    private static String cut(String name) {
        return name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }

    private static Set<String> anyCase(String names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names.split(" ")));
        return set;
    }

    /** What becomes of an event. */
    sealed interface Choice {
        /** Why nothing is sent, if nothing is sent. */
        default Optional<NotSent> refusal() {
            return this instanceof NotSent reason ? Optional.of(reason) : Optional.empty();
        }

        /** Meta's name, empty when nothing is sent. */
        String name();
    }

    record Named(String name) implements Choice {}

    record NotSent(String code, String sentence) implements Choice {
        @Override
        public String name() {
            return "";
        }
    }
}
