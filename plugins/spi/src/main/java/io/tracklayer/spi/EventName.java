// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import static io.tracklayer.spi.EventField.CURRENCY;
import static io.tracklayer.spi.EventField.CUSTOM_NAME;
import static io.tracklayer.spi.EventField.ORDER_ID;
import static io.tracklayer.spi.EventField.SEARCH_QUERY;
import static io.tracklayer.spi.EventField.SUBSCRIPTION_ID;
import static io.tracklayer.spi.EventField.VALUE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The 32 canonical events: every source maps to one of them and every destination maps from them.
 */
public enum EventName {
    PAGE_VIEWED(Family.BROWSE, "A page or app screen was shown."),
    PRODUCT_VIEWED(Family.BROWSE, "A product's detail page was shown."),
    COLLECTION_VIEWED(Family.BROWSE, "A category or list of products was shown."),
    SEARCH_SUBMITTED(Family.BROWSE, "The visitor searched the shop.", SEARCH_QUERY),
    PRODUCT_ADDED_TO_CART(
            Family.BROWSE, "A product was put into the cart; value is the line total."),
    PRODUCT_REMOVED_FROM_CART(Family.BROWSE, "A product was taken out of the cart."),
    CART_VIEWED(Family.BROWSE, "The cart was shown."),
    WISHLIST_ADDED(Family.BROWSE, "A product was put on a wish list."),
    CHECKOUT_STARTED(Family.CHECKOUT, "The checkout was entered."),
    CONTACT_INFO_SUBMITTED(Family.CHECKOUT, "E-mail or phone was given in the checkout."),
    SHIPPING_INFO_SUBMITTED(Family.CHECKOUT, "A shipping method was chosen."),
    PAYMENT_INFO_SUBMITTED(Family.CHECKOUT, "Payment details were given."),
    PURCHASE_PLACED(
            Family.ORDER,
            "An order was placed: the one purchase per order.",
            ORDER_ID,
            VALUE,
            CURRENCY),
    PURCHASE_PAID(Family.ORDER, "An order's payment was captured.", ORDER_ID),
    ORDER_FULFILLED(Family.ORDER, "An order was shipped in full.", ORDER_ID),
    ORDER_CANCELLED(Family.ORDER, "An order was cancelled.", ORDER_ID),
    ORDER_REFUNDED(Family.ORDER, "Money was given back; value is this refund, positive.", ORDER_ID),
    ORDER_EDITED(Family.ORDER, "An order's lines or totals were changed after placing.", ORDER_ID),
    SUBSCRIPTION_STARTED(Family.SUBSCRIPTION, "A paid subscription began."),
    SUBSCRIPTION_RENEWED(
            Family.SUBSCRIPTION,
            "A subscription charged a further order.",
            ORDER_ID,
            VALUE,
            CURRENCY),
    SUBSCRIPTION_CANCELLED(Family.SUBSCRIPTION, "A subscription was ended.", SUBSCRIPTION_ID),
    SUBSCRIPTION_PAUSED(Family.SUBSCRIPTION, "A subscription was paused.", SUBSCRIPTION_ID),
    TRIAL_STARTED(Family.SUBSCRIPTION, "A free or reduced trial began."),
    LEAD_SUBMITTED(Family.LEAD, "Contact details were left as a sales lead."),
    ACCOUNT_REGISTERED(Family.LEAD, "A customer account was created."),
    LOGGED_IN(Family.LEAD, "A customer signed in."),
    NEWSLETTER_SUBSCRIBED(Family.LEAD, "An e-mail newsletter was subscribed to."),
    FORM_SUBMITTED(Family.LEAD, "A form other than the ones above was sent."),
    QUOTE_REQUESTED(Family.LEAD, "A price quote was asked for."),
    APPOINTMENT_BOOKED(Family.LEAD, "An appointment was booked."),
    REVIEW_SUBMITTED(Family.LEAD, "A product review was written."),
    CUSTOM(Family.CUSTOM, "Anything else, under its own name.", CUSTOM_NAME);

    private static final Map<String, EventName> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toMap(EventName::wire, Function.identity()));

    private final String wire = name().toLowerCase(Locale.ROOT);
    private final Family family;
    private final String doc;
    private final Set<EventField> required;

    EventName(Family family, String doc, EventField... required) {
        this.family = family;
        this.doc = doc;
        this.required =
                required.length == 0
                        ? Set.of()
                        : Set.copyOf(EnumSet.copyOf(Arrays.asList(required)));
    }

    /** The spelling in JSON, YAML and URLs, e.g. {@code purchase_placed}. */
    public String wire() {
        return wire;
    }

    /** The event of that wire spelling, or empty. */
    public static Optional<EventName> find(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }

    /** The part of the customer journey it belongs to. */
    public Family family() {
        return family;
    }

    /** One sentence saying when it happens. */
    public String doc() {
        return doc;
    }

    /**
     * Fields without which the event is rejected; event id, time, source and action source are
     * always present.
     */
    public Set<EventField> required() {
        return required;
    }

    /**
     * Whether copies are also joined by order id, and an order id counts once across these names.
     */
    public boolean purchaseLike() {
        return this == PURCHASE_PLACED || this == SUBSCRIPTION_RENEWED;
    }

    /** Groups of events along the customer journey. */
    public enum Family {
        BROWSE,
        CHECKOUT,
        ORDER,
        SUBSCRIPTION,
        LEAD,
        CUSTOM
    }
}
