// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static io.tracklayer.destination.ga4.Ga4Part.AFFILIATION;
import static io.tracklayer.destination.ga4.Ga4Part.COUPON;
import static io.tracklayer.destination.ga4.Ga4Part.CURRENCY;
import static io.tracklayer.destination.ga4.Ga4Part.CUSTOMER_TYPE;
import static io.tracklayer.destination.ga4.Ga4Part.FORM;
import static io.tracklayer.destination.ga4.Ga4Part.ITEMS;
import static io.tracklayer.destination.ga4.Ga4Part.LEAD_SOURCE;
import static io.tracklayer.destination.ga4.Ga4Part.LINES_VALUE;
import static io.tracklayer.destination.ga4.Ga4Part.LIST;
import static io.tracklayer.destination.ga4.Ga4Part.METHOD;
import static io.tracklayer.destination.ga4.Ga4Part.ORDER_COSTS;
import static io.tracklayer.destination.ga4.Ga4Part.PAYMENT_TYPE;
import static io.tracklayer.destination.ga4.Ga4Part.PROPERTIES;
import static io.tracklayer.destination.ga4.Ga4Part.SEARCH;
import static io.tracklayer.destination.ga4.Ga4Part.SHIPPING_TIER;
import static io.tracklayer.destination.ga4.Ga4Part.SUBSCRIPTION;
import static io.tracklayer.destination.ga4.Ga4Part.TRANSACTION;
import static io.tracklayer.destination.ga4.Ga4Part.VALUE;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The complete table from canonical event to GA4 event and the parameters it carries. */
final class Ga4EventNames {
    static final String PURCHASE = "purchase";
    static final String REFUND = "refund";

    /**
     * The events that move money: they need a transaction id, and nothing else may be called so.
     */
    static final Set<String> MONEY_EVENTS = Set.of(PURCHASE, REFUND);

    private static final Map<EventName, Row> TABLE = new EnumMap<>(EventName.class);

    static {
        row(EventName.PAGE_VIEWED, "page_view");
        row(EventName.PRODUCT_VIEWED, "view_item", LINES_VALUE, ITEMS);
        row(EventName.COLLECTION_VIEWED, "view_item_list", LIST, CURRENCY, ITEMS);
        row(EventName.SEARCH_SUBMITTED, "search", SEARCH);
        row(EventName.PRODUCT_ADDED_TO_CART, "add_to_cart", LINES_VALUE, ITEMS);
        row(EventName.PRODUCT_REMOVED_FROM_CART, "remove_from_cart", LINES_VALUE, ITEMS);
        row(EventName.CART_VIEWED, "view_cart", LINES_VALUE, ITEMS);
        row(EventName.WISHLIST_ADDED, "add_to_wishlist", LINES_VALUE, ITEMS);
        row(EventName.CHECKOUT_STARTED, "begin_checkout", LINES_VALUE, COUPON, ITEMS);
        row(EventName.CONTACT_INFO_SUBMITTED, "add_contact_info", LINES_VALUE, COUPON, ITEMS);
        row(
                EventName.SHIPPING_INFO_SUBMITTED,
                "add_shipping_info",
                LINES_VALUE,
                COUPON,
                SHIPPING_TIER,
                ITEMS);
        row(
                EventName.PAYMENT_INFO_SUBMITTED,
                "add_payment_info",
                LINES_VALUE,
                COUPON,
                PAYMENT_TYPE,
                ITEMS);
        row(
                EventName.PURCHASE_PLACED,
                PURCHASE,
                TRANSACTION,
                LINES_VALUE,
                ORDER_COSTS,
                COUPON,
                CUSTOMER_TYPE,
                ITEMS);
        row(
                EventName.PURCHASE_PAID,
                PURCHASE,
                TRANSACTION,
                LINES_VALUE,
                ORDER_COSTS,
                COUPON,
                CUSTOMER_TYPE,
                ITEMS);
        row(EventName.ORDER_FULFILLED, "order_fulfilled", TRANSACTION);
        row(EventName.ORDER_CANCELLED, REFUND, TRANSACTION, LINES_VALUE);
        row(EventName.ORDER_REFUNDED, REFUND, TRANSACTION, VALUE, ITEMS);
        row(EventName.ORDER_EDITED, "order_edited", TRANSACTION);
        row(EventName.SUBSCRIPTION_STARTED, "subscription_start", SUBSCRIPTION, VALUE);
        row(
                EventName.SUBSCRIPTION_RENEWED,
                PURCHASE,
                TRANSACTION,
                LINES_VALUE,
                ORDER_COSTS,
                COUPON,
                CUSTOMER_TYPE,
                SUBSCRIPTION,
                AFFILIATION,
                ITEMS);
        row(EventName.SUBSCRIPTION_CANCELLED, "subscription_cancel", SUBSCRIPTION);
        row(EventName.SUBSCRIPTION_PAUSED, "subscription_pause", SUBSCRIPTION);
        row(EventName.TRIAL_STARTED, "trial_start", SUBSCRIPTION, VALUE);
        row(EventName.LEAD_SUBMITTED, "generate_lead", LEAD_SOURCE, VALUE);
        row(EventName.ACCOUNT_REGISTERED, "sign_up", METHOD);
        row(EventName.LOGGED_IN, "login", METHOD);
        row(EventName.NEWSLETTER_SUBSCRIBED, "newsletter_signup", FORM);
        row(EventName.FORM_SUBMITTED, "form_submit_server", FORM);
        row(EventName.QUOTE_REQUESTED, "generate_lead", LEAD_SOURCE, VALUE);
        row(EventName.APPOINTMENT_BOOKED, "generate_lead", LEAD_SOURCE, VALUE);
        row(EventName.REVIEW_SUBMITTED, "review_submit");
        row(EventName.CUSTOM, "", VALUE, PROPERTIES);
    }

    private Ga4EventNames() {}

    /** The GA4 name of the event. */
    static String name(Event event) {
        return event.name() == EventName.CUSTOM
                ? Ga4Names.event(event.text(EventField.CUSTOM_NAME).orElseThrow())
                : TABLE.get(event.name()).name();
    }

    /** The blocks of parameters of that event, in the order they are written. */
    static List<Ga4Part> parts(EventName name) {
        return TABLE.get(name).parts();
    }

    private static void row(EventName canonical, String name, Ga4Part... parts) {
        TABLE.put(canonical, new Row(name, List.of(parts)));
    }

    private record Row(String name, List<Ga4Part> parts) {}
}
