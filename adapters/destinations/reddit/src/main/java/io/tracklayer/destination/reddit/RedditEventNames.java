// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The complete table from canonical event to Reddit's tracking type and custom name. */
final class RedditEventNames {
    static final String CUSTOM = "CUSTOM";

    private static final Named PURCHASE = standard("PURCHASE");
    private static final Named LEAD = standard("LEAD");
    private static final int LONGEST_NAME = 64;

    private static final Set<String> STANDARD =
            Set.of(
                    "PAGE_VISIT",
                    "VIEW_CONTENT",
                    "SEARCH",
                    "ADD_TO_CART",
                    "ADD_TO_WISHLIST",
                    "PURCHASE",
                    "LEAD",
                    "SIGN_UP",
                    CUSTOM);

    private static final Map<EventName, Named> OPTIONAL =
            Map.of(
                    EventName.COLLECTION_VIEWED, standard("VIEW_CONTENT"),
                    EventName.PAYMENT_INFO_SUBMITTED, custom("PaymentInfoSubmitted"),
                    EventName.ORDER_CANCELLED, custom("OrderRefunded"),
                    EventName.ORDER_REFUNDED, custom("OrderRefunded"));

    private final Event event;
    private final Settings settings;
    private final MapContext context;

    RedditEventNames(Event event, Settings settings, MapContext context) {
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
            case PAGE_VIEWED -> standard("PAGE_VISIT");
            case PRODUCT_VIEWED -> standard("VIEW_CONTENT");
            case SEARCH_SUBMITTED -> standard("SEARCH");
            case PRODUCT_ADDED_TO_CART -> standard("ADD_TO_CART");
            case WISHLIST_ADDED -> standard("ADD_TO_WISHLIST");
            case CHECKOUT_STARTED -> custom("CheckoutStarted");
            case PURCHASE_PLACED -> purchase("placed", EventName.PURCHASE_PAID);
            case PURCHASE_PAID -> purchase("paid", EventName.PURCHASE_PLACED);
            case SUBSCRIPTION_STARTED -> custom("SubscriptionStarted");
            case SUBSCRIPTION_RENEWED -> custom("SubscriptionRenewed");
            case TRIAL_STARTED -> custom("StartTrial");
            case LEAD_SUBMITTED, FORM_SUBMITTED, QUOTE_REQUESTED, APPOINTMENT_BOOKED -> LEAD;
            case ACCOUNT_REGISTERED -> standard("SIGN_UP");
            case NEWSLETTER_SUBSCRIBED ->
                    settings.text(RedditSettings.NEWSLETTER).equals("lead")
                            ? LEAD
                            : custom("NewsletterSubscribed");
            case PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED,
                    LOGGED_IN,
                    REVIEW_SUBMITTED ->
                    new NotSent("not_supported", "Reddit has no event for it.");
            case ORDER_EDITED ->
                    new NotSent("not_supported", "Reddit cannot correct a PURCHASE it has.");
            case COLLECTION_VIEWED -> optional("It would inflate the views of products at Reddit;");
            case PAYMENT_INFO_SUBMITTED -> optional("It is a CUSTOM event, off by default;");
            case ORDER_CANCELLED, ORDER_REFUNDED ->
                    optional("Reddit cannot take a PURCHASE back; for audiences without value");
            case CUSTOM -> free(event.text(EventField.CUSTOM_NAME).orElse("").strip());
        };
    }

    private Choice purchase(String trigger, EventName otherTrigger) {
        String configured = settings.text(RedditSettings.SEND_PURCHASE_ON);
        if (!configured.equals(trigger)) {
            return new NotSent(
                    "purchase_sent_when_" + configured,
                    "The one PURCHASE of an order is sent when it is " + configured + ".");
        }
        // A change of the trigger must not count orders twice that were open at that moment.
        if (event.orderId().filter(id -> context.accepted(otherTrigger, id)).isPresent()) {
            return new NotSent("already_counted", "Reddit already has the PURCHASE of this order.");
        }
        return PURCHASE;
    }

    private Choice optional(String why) {
        String wire = event.name().wire();
        return settings.list(RedditSettings.OPTIONAL_EVENTS).contains(wire)
                ? OPTIONAL.get(event.name())
                : new NotSent(
                        "not_enabled",
                        why + " list " + wire + " under optional-events to send it.");
    }

    private Choice free(String name) {
        if (name.isEmpty() || !settings.list(RedditSettings.CUSTOM_EVENTS).contains(name)) {
            return new NotSent(
                    "not_mapped", "Custom events are sent when custom-events lists their name.");
        }
        if (STANDARD.contains(name.toUpperCase(Locale.ROOT))) {
            return new NotSent(
                    "name_collision",
                    "The custom event has the name of one of Reddit's own events.");
        }
        return name.codePointCount(0, name.length()) > LONGEST_NAME
                ? new NotSent("name_too_long", "Reddit takes custom names of up to 64 characters.")
                : custom(name);
    }

    private static Named standard(String type) {
        return new Named(type, "");
    }

    private static Named custom(String name) {
        return new Named(CUSTOM, name);
    }

    /** What becomes of an event. */
    sealed interface Choice {}

    /**
     * Sent.
     *
     * @param type Reddit's tracking type
     * @param customName name of a {@code CUSTOM}, else empty
     */
    record Named(String type, String customName) implements Choice {
        /** What people call it. */
        String shown() {
            return customName.isEmpty() ? type : customName;
        }
    }

    /** Not sent. */
    record NotSent(String code, String sentence) implements Choice {}
}
