// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The complete table from canonical event to Snapchat's name. Snapchat promises to take its listed
 * names only, so free names never leave: they become one of its five custom events.
 */
final class SnapchatEventNames {
    static final String PURCHASE = "PURCHASE";

    private static final int CUSTOM_EVENTS = 5;

    private static final Map<EventName, String> OPTIONAL =
            Map.of(
                    EventName.ORDER_CANCELLED, "CUSTOM_EVENT_5",
                    EventName.ORDER_REFUNDED, "CUSTOM_EVENT_5",
                    EventName.LOGGED_IN, "LOGIN",
                    EventName.NEWSLETTER_SUBSCRIBED, "CUSTOM_EVENT_2",
                    EventName.FORM_SUBMITTED, "CUSTOM_EVENT_1",
                    EventName.QUOTE_REQUESTED, "CUSTOM_EVENT_3");

    private final Event event;
    private final Settings settings;
    private final MapContext context;

    SnapchatEventNames(Event event, Settings settings, MapContext context) {
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
            case PAGE_VIEWED -> new Named("PAGE_VIEW");
            case PRODUCT_VIEWED -> new Named("VIEW_CONTENT");
            case COLLECTION_VIEWED -> new Named("LIST_VIEW");
            case SEARCH_SUBMITTED -> new Named("SEARCH");
            case PRODUCT_ADDED_TO_CART -> new Named("ADD_CART");
            case WISHLIST_ADDED -> new Named("ADD_TO_WISHLIST");
            case CHECKOUT_STARTED -> new Named("START_CHECKOUT");
            case PAYMENT_INFO_SUBMITTED -> new Named("ADD_BILLING");
            case PURCHASE_PLACED -> purchase("placed", EventName.PURCHASE_PAID);
            case PURCHASE_PAID -> purchase("paid", EventName.PURCHASE_PLACED);
            case SUBSCRIPTION_STARTED -> new Named("SUBSCRIBE");
            case SUBSCRIPTION_RENEWED -> renewal();
            case TRIAL_STARTED -> new Named("START_TRIAL");
            case LEAD_SUBMITTED -> lead();
            case ACCOUNT_REGISTERED -> new Named("SIGN_UP");
            case APPOINTMENT_BOOKED -> new Named("RESERVE");
            case REVIEW_SUBMITTED -> new Named("RATE");
            case PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED ->
                    new NotSent("not_supported", "Snapchat has no event for it.");
            case ORDER_EDITED ->
                    new NotSent("not_supported", "Snapchat cannot correct a PURCHASE it has.");
            case ORDER_CANCELLED,
                    ORDER_REFUNDED,
                    LOGGED_IN,
                    NEWSLETTER_SUBSCRIBED,
                    FORM_SUBMITTED,
                    QUOTE_REQUESTED ->
                    optional();
            case CUSTOM -> custom(event.text(EventField.CUSTOM_NAME).orElse("").strip());
        };
    }

    private Choice purchase(String trigger, EventName otherTrigger) {
        String configured = settings.text(SnapchatSettings.SEND_PURCHASE_ON);
        if (!configured.equals(trigger)) {
            return new NotSent(
                    "purchase_sent_when_" + configured,
                    "The one PURCHASE of an order is sent when it is " + configured + ".");
        }
        // A change of the trigger must not count orders twice that were open at that moment.
        if (event.orderId().filter(id -> context.accepted(otherTrigger, id)).isPresent()) {
            return new NotSent(
                    "already_counted", "Snapchat already has the PURCHASE of this order.");
        }
        return new Named(PURCHASE);
    }

    private Choice renewal() {
        return settings.text(SnapchatSettings.RENEWALS).equals("purchase")
                ? new Named(PURCHASE)
                : new NotSent(
                        "not_enabled",
                        "Renewals are sent, as offline PURCHASE, when renewals says purchase.");
    }

    private Choice lead() {
        return new Named(
                settings.text(SnapchatSettings.LEADS).equals("sign-up")
                        ? "SIGN_UP"
                        : "CUSTOM_EVENT_1");
    }

    private Choice optional() {
        String wire = event.name().wire();
        return settings.list(SnapchatSettings.OPTIONAL_EVENTS).contains(wire)
                ? new Named(OPTIONAL.get(event.name()))
                : new NotSent("not_enabled", "List " + wire + " under optional-events to send it.");
    }

    private Choice custom(String name) {
        return IntStream.rangeClosed(1, CUSTOM_EVENTS)
                .filter(n -> settings.list(SnapchatSettings.customEvent(n)).contains(name))
                .mapToObj(n -> (Choice) new Named("CUSTOM_EVENT_" + n))
                .findFirst()
                .orElseGet(
                        () ->
                                new NotSent(
                                        "no_mapping",
                                        "Custom events are sent when one of custom-event-1 to"
                                                + " custom-event-5 lists their name."));
    }

    /** What becomes of an event. */
    sealed interface Choice {
        /** Why nothing is sent, if nothing is sent. */
        default Optional<NotSent> refusal() {
            return this instanceof NotSent reason ? Optional.of(reason) : Optional.empty();
        }

        /** Snapchat's name, empty when nothing is sent. */
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
