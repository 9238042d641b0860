// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import java.util.Optional;
import java.util.Set;

/**
 * The complete table of what becomes of each canonical event. Google Ads has no event names: an
 * event is counted by the conversion action configured for it, or corrects an order.
 */
final class GoogleAdsEventNames {
    /** Events a conversion action can count, beside custom ones. */
    static final Set<EventName> COUNTABLE =
            Set.of(
                    EventName.PRODUCT_ADDED_TO_CART,
                    EventName.CHECKOUT_STARTED,
                    EventName.PURCHASE_PLACED,
                    EventName.PURCHASE_PAID,
                    EventName.SUBSCRIPTION_STARTED,
                    EventName.SUBSCRIPTION_RENEWED,
                    EventName.TRIAL_STARTED,
                    EventName.LEAD_SUBMITTED,
                    EventName.ACCOUNT_REGISTERED,
                    EventName.NEWSLETTER_SUBSCRIBED,
                    EventName.FORM_SUBMITTED,
                    EventName.QUOTE_REQUESTED,
                    EventName.APPOINTMENT_BOOKED);

    private final Event event;
    private final GoogleAdsActions actions;
    private final MapContext context;

    GoogleAdsEventNames(Event event, GoogleAdsActions actions, MapContext context) {
        this.event = event;
        this.actions = actions;
        this.context = context;
    }

    Choice choose() {
        return switch (event.name()) {
            case PRODUCT_ADDED_TO_CART,
                    CHECKOUT_STARTED,
                    SUBSCRIPTION_STARTED,
                    SUBSCRIPTION_RENEWED,
                    TRIAL_STARTED,
                    LEAD_SUBMITTED,
                    ACCOUNT_REGISTERED,
                    NEWSLETTER_SUBSCRIBED,
                    FORM_SUBMITTED,
                    QUOTE_REQUESTED,
                    APPOINTMENT_BOOKED,
                    CUSTOM ->
                    counted();
            case PURCHASE_PLACED -> purchase(EventName.PURCHASE_PAID);
            case PURCHASE_PAID ->
                    actions.counts(EventName.PURCHASE_PLACED)
                            ? new NotSent(
                                    "purchase_sent_when_placed",
                                    "The one conversion of an order is sent when it is placed;"
                                            + " configure purchase_paid instead of"
                                            + " purchase_placed to send it when paid.")
                            : purchase(EventName.PURCHASE_PLACED);
            case ORDER_CANCELLED, ORDER_REFUNDED, ORDER_EDITED -> new Corrects();
            case PAGE_VIEWED,
                    PRODUCT_VIEWED,
                    COLLECTION_VIEWED,
                    SEARCH_SUBMITTED,
                    PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    WISHLIST_ADDED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    PAYMENT_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED,
                    LOGGED_IN,
                    REVIEW_SUBMITTED ->
                    new NotSent("not_supported", "Google Ads counts conversions; this is none.");
        };
    }

    private Choice purchase(EventName otherTrigger) {
        Choice choice = counted();
        // A change of the trigger must not restate orders that were open at that moment.
        boolean both =
                choice instanceof Counted
                        && event.orderId()
                                .filter(id -> context.accepted(otherTrigger, id))
                                .isPresent();
        return both
                ? new NotSent(
                        "already_counted", "Google Ads already has the conversion of this order.")
                : choice;
    }

    private Choice counted() {
        Optional<Choice> action = actions.of(event).map(Counted::new);
        return action.orElseGet(
                () ->
                        new NotSent(
                                "no_conversion_action",
                                "No conversion action is configured for "
                                        + event.name().wire()
                                        + "; add it to conversion-actions to send it."));
    }

    /** What becomes of an event. */
    sealed interface Choice {}

    /** A conversion of that action. */
    record Counted(String action) implements Choice {}

    /** A change of the order's value. */
    record Corrects() implements Choice {}

    /** Nothing is sent. */
    record NotSent(String code, String sentence) implements Choice {}
}
