// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Settings;
import java.util.Optional;

/** The complete table from canonical event to Criteo's name. */
final class CriteoEventNames {
    static final String HOME = "viewHome";
    static final String PAGE = "viewPage";
    static final String PRODUCT = "viewItem";
    static final String LISTING = "viewList";
    static final String TO_CART = "addToCart";
    static final String BASKET = "viewBasket";
    static final String CHECKOUT = "beginCheckout";
    static final String PAYMENT_INFO = "addPaymentInfo";
    static final String SALE = "trackTransaction";
    static final String LOGIN = "login";

    private final Event event;
    private final Settings settings;
    private final MapContext context;

    CriteoEventNames(Event event, Settings settings, MapContext context) {
        this.event = event;
        this.settings = settings;
        this.context = context;
    }

    Choice choose() {
        return switch (event.name()) {
            case PAGE_VIEWED -> new Named(PAGE);
            case PRODUCT_VIEWED -> new Named(PRODUCT);
            case COLLECTION_VIEWED, SEARCH_SUBMITTED -> new Named(LISTING);
            case PRODUCT_ADDED_TO_CART -> new Named(TO_CART);
            case CART_VIEWED -> new Named(BASKET);
            case CHECKOUT_STARTED -> new Named(CHECKOUT);
            case PAYMENT_INFO_SUBMITTED -> new Named(PAYMENT_INFO);
            case PURCHASE_PLACED -> purchase("placed", EventName.PURCHASE_PAID);
            case PURCHASE_PAID -> purchase("paid", EventName.PURCHASE_PLACED);
            case SUBSCRIPTION_RENEWED -> renewal();
            case ACCOUNT_REGISTERED, LOGGED_IN -> new Named(LOGIN);
            case PRODUCT_REMOVED_FROM_CART,
                    WISHLIST_ADDED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    SUBSCRIPTION_STARTED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED,
                    TRIAL_STARTED,
                    LEAD_SUBMITTED,
                    NEWSLETTER_SUBSCRIBED,
                    FORM_SUBMITTED,
                    QUOTE_REQUESTED,
                    APPOINTMENT_BOOKED,
                    REVIEW_SUBMITTED,
                    CUSTOM ->
                    new NotSent("unmapped_event", "Criteo has no event for it.");
            case ORDER_CANCELLED, ORDER_REFUNDED, ORDER_EDITED ->
                    new NotSent(
                            "unmapped_event", "Criteo cannot take back or correct a sale it has.");
        };
    }

    private Choice purchase(String trigger, EventName otherTrigger) {
        String configured = settings.text(CriteoSettings.SEND_PURCHASE_ON);
        if (!configured.equals(trigger)) {
            return new NotSent(
                    "purchase_sent_when_" + configured,
                    "The one trackTransaction of an order is sent when it is " + configured + ".");
        }
        // A change of the trigger must not count orders twice that were open at that moment.
        if (event.orderId().filter(id -> context.accepted(otherTrigger, id)).isPresent()) {
            return new NotSent("already_counted", "Criteo already has the sale of this order.");
        }
        return new Named(SALE);
    }

    private Choice renewal() {
        return settings.text(CriteoSettings.RENEWALS).equals("sale")
                ? new Named(SALE)
                : new NotSent(
                        "not_enabled",
                        "Nobody browses when a subscription renews; it is sent when renewals says"
                                + " sale.");
    }

    /** What becomes of an event. */
    sealed interface Choice {
        /** Why nothing is sent, if nothing is sent. */
        default Optional<NotSent> refusal() {
            return this instanceof NotSent reason ? Optional.of(reason) : Optional.empty();
        }

        /** Criteo's name, empty when nothing is sent. */
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
