// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The complete table from canonical event to the event name of a rule in Realize. */
final class TaboolaEventNames {
    /** Events that are a sale, of which an order has one. */
    static final Set<EventName> SALES =
            EnumSet.of(
                    EventName.PURCHASE_PLACED,
                    EventName.PURCHASE_PAID,
                    EventName.SUBSCRIPTION_RENEWED);

    private static final Set<EventName> CORRECTIONS =
            EnumSet.of(EventName.ORDER_CANCELLED, EventName.ORDER_REFUNDED, EventName.ORDER_EDITED);

    private final Event event;
    private final Settings settings;

    TaboolaEventNames(Event event, Settings settings) {
        this.event = event;
        this.settings = settings;
    }

    Choice choose() {
        Choice choice = invalidEntry().orElseGet(this::byTable);
        return settings.list(TaboolaSettings.PIXEL_EVENTS).contains(choice.name())
                ? new NotSent(
                        "pixel_reports_it",
                        "The Taboola Pixel reports it from the page, as pixel-events says.")
                : choice;
    }

    private Choice byTable() {
        return switch (event.name()) {
            case PRODUCT_VIEWED -> named("view_content");
            case SEARCH_SUBMITTED -> named("search");
            case PRODUCT_ADDED_TO_CART -> named("add_to_cart");
            case WISHLIST_ADDED -> named("add_to_wishlist");
            case CHECKOUT_STARTED -> named("start_checkout");
            case PAYMENT_INFO_SUBMITTED -> named("add_payment_info");
            case PURCHASE_PLACED -> purchase("placed");
            case PURCHASE_PAID -> purchase("paid");
            case LEAD_SUBMITTED, FORM_SUBMITTED, QUOTE_REQUESTED, APPOINTMENT_BOOKED ->
                    named("lead");
            case ACCOUNT_REGISTERED, NEWSLETTER_SUBSCRIBED -> named("complete_registration");
            case PAGE_VIEWED -> ifNamed("not_enabled", "page_viewed=page_view");
            case SUBSCRIPTION_STARTED, TRIAL_STARTED ->
                    ifNamed("not_enabled", event.name().wire() + "=Name");
            case COLLECTION_VIEWED,
                    PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    SUBSCRIPTION_RENEWED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED,
                    LOGGED_IN,
                    REVIEW_SUBMITTED,
                    CUSTOM ->
                    ifNamed("unmapped_event", event.name().wire() + "=Name");
            case ORDER_CANCELLED, ORDER_REFUNDED, ORDER_EDITED ->
                    new NotSent(
                            "not_supported", "Taboola cannot take back or correct a conversion.");
        };
    }

    private Choice purchase(String trigger) {
        String configured = settings.text(TaboolaSettings.SEND_PURCHASE_ON);
        return configured.equals(trigger)
                ? named("make_purchase")
                : new NotSent(
                        "purchase_sent_when_" + configured,
                        "The one purchase of an order is sent when it is " + configured + ".");
    }

    private Choice named(String byDefault) {
        String name = ownName().orElse(byDefault);
        return name.isEmpty()
                ? new NotSent("switched_off", "event-names gives the event no name at Taboola.")
                : new Named(name);
    }

    private Choice ifNamed(String code, String entry) {
        return ownName().isPresent()
                ? named("")
                : new NotSent(code, "It is sent only when event-names has " + entry + ".");
    }

    /** What event-names says of this event; the last entry counts. */
    private Optional<String> ownName() {
        return settings.list(TaboolaSettings.EVENT_NAMES).stream()
                .filter(entry -> subject(entry).equals(Optional.of(event.name())))
                .map(entry -> entry.substring(entry.indexOf('=') + 1).strip())
                .reduce((earlier, later) -> later);
    }

    private Optional<Choice> invalidEntry() {
        return settings.list(TaboolaSettings.EVENT_NAMES).stream()
                .filter(entry -> subject(entry).isEmpty())
                .findFirst()
                .map(
                        entry ->
                                new NotSent(
                                        "event_names_invalid",
                                        "The setting event-names has the entry \""
                                                + entry
                                                + "\"; it takes event=Name with one of TrackLayer's"
                                                + " events that is no cancellation, refund or"
                                                + " edit."));
    }

    /** The event an entry is about, empty if it can be none. */
    private static Optional<EventName> subject(String entry) {
        String wire = entry.substring(0, Math.max(0, entry.indexOf('='))).strip();
        boolean printable = entry.chars().noneMatch(Character::isISOControl);
        return EventName.find(wire).filter(name -> printable && !CORRECTIONS.contains(name));
    }

    /** What becomes of an event. */
    sealed interface Choice {
        /** Why nothing is sent, if nothing is sent. */
        default Optional<NotSent> refusal() {
            return this instanceof NotSent reason ? Optional.of(reason) : Optional.empty();
        }

        /** The name in Realize, empty when nothing is sent. */
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
