// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The complete table from canonical event to what it is for Awin: a sale, a lead or nothing. Awin
 * books one transaction for an order reference, so of several events of an order one is sent.
 */
final class AwinEventNames {
    private static final Set<EventName> SALES =
            Set.of(
                    EventName.PURCHASE_PLACED,
                    EventName.PURCHASE_PAID,
                    EventName.SUBSCRIPTION_STARTED,
                    EventName.SUBSCRIPTION_RENEWED);

    private final Event event;
    private final Settings settings;
    private final MapContext context;

    AwinEventNames(Event event, Settings settings, MapContext context) {
        this.event = event;
        this.settings = settings;
        this.context = context;
    }

    /** The canonical names that can be leads. */
    static List<String> leadNames() {
        return Stream.of(
                        EventName.TRIAL_STARTED,
                        EventName.LEAD_SUBMITTED,
                        EventName.ACCOUNT_REGISTERED,
                        EventName.NEWSLETTER_SUBSCRIBED,
                        EventName.QUOTE_REQUESTED,
                        EventName.APPOINTMENT_BOOKED)
                .map(EventName::wire)
                .toList();
    }

    Choice choose() {
        return switch (event.name()) {
            case PURCHASE_PLACED -> purchase("placed");
            case PURCHASE_PAID -> purchase("paid");
            case SUBSCRIPTION_STARTED -> extra(AwinSettings.SUBSCRIPTION_COMMISSION_GROUP);
            case SUBSCRIPTION_RENEWED -> extra(AwinSettings.RENEWAL_COMMISSION_GROUP);
            case LEAD_SUBMITTED,
                    QUOTE_REQUESTED,
                    APPOINTMENT_BOOKED,
                    ACCOUNT_REGISTERED,
                    TRIAL_STARTED,
                    NEWSLETTER_SUBSCRIBED ->
                    lead();
            case ORDER_CANCELLED, ORDER_REFUNDED, ORDER_EDITED ->
                    new NotSent(
                            "not_supported",
                            "Awin takes corrections by transaction validation only: decline or"
                                    + " amend the order there.");
            case PAGE_VIEWED,
                    PRODUCT_VIEWED,
                    COLLECTION_VIEWED,
                    SEARCH_SUBMITTED,
                    PRODUCT_ADDED_TO_CART,
                    PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    WISHLIST_ADDED,
                    CHECKOUT_STARTED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    PAYMENT_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED,
                    LOGGED_IN,
                    FORM_SUBMITTED,
                    REVIEW_SUBMITTED,
                    CUSTOM ->
                    new NotSent("not_supported", "Awin takes sales and leads only.");
        };
    }

    private Choice purchase(String trigger) {
        String configured = settings.text(AwinSettings.SEND_PURCHASE_ON);
        return configured.equals(trigger)
                ? sale(settings.text(AwinSettings.COMMISSION_GROUP))
                : new NotSent(
                        "purchase_sent_when_" + configured,
                        "The one sale of an order is sent when it is " + configured + ".");
    }

    private Choice extra(String groupSetting) {
        return settings.find(groupSetting)
                .map(this::sale)
                .orElseGet(
                        () ->
                                new NotSent(
                                        "not_enabled",
                                        "It is sent when "
                                                + groupSetting
                                                + " names its commission group."));
    }

    private Choice sale(String group) {
        Optional<EventName> before =
                event.orderId()
                        .flatMap(
                                id ->
                                        SALES.stream()
                                                .filter(name -> name != event.name())
                                                .filter(name -> context.accepted(name, id))
                                                .findFirst());
        return before.isPresent()
                ? new NotSent("already_counted", "Awin already has the sale of this order.")
                : new Named(new AwinSale("sale", code(group)));
    }

    private Choice lead() {
        String wire = event.name().wire();
        return settings.list(AwinSettings.LEAD_EVENTS).contains(wire)
                ? new Named(
                        new AwinSale(
                                AwinSale.LEAD,
                                code(settings.text(AwinSettings.LEAD_COMMISSION_GROUP))))
                : new NotSent("not_enabled", "List " + wire + " under lead-events to send it.");
    }

    /** Awin writes codes in capitals. */
    private static String code(String group) {
        return group.strip().toUpperCase(Locale.ROOT);
    }

    /** What becomes of an event. */
    sealed interface Choice {
        /** Why nothing is sent, if nothing is sent. */
        default Optional<NotSent> refusal() {
            return this instanceof NotSent reason ? Optional.of(reason) : Optional.empty();
        }

        /** What it is for Awin; only when it is sent. */
        default AwinSale sale() {
            throw new IllegalStateException("nothing is sent");
        }
    }

    record Named(AwinSale sale) implements Choice {}

    record NotSent(String code, String sentence) implements Choice {}
}
