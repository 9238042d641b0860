// SPDX-License-Identifier: Apache-2.0
package com.example.microsoftads;

import io.tracklayer.spi.EventName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The actions Microsoft's own tag uses for the canonical events; a conversion goal is tied to one.
 * An event without an action is skipped.
 */
final class MicrosoftAdsEvents {
    static final String PAGE_LOAD = "page_view";

    private static final Map<EventName, String> ACTIONS = new EnumMap<>(EventName.class);

    static {
        ACTIONS.put(EventName.PAGE_VIEWED, PAGE_LOAD);
        ACTIONS.put(EventName.PRODUCT_VIEWED, "view_item");
        ACTIONS.put(EventName.COLLECTION_VIEWED, "view_item_list");
        ACTIONS.put(EventName.SEARCH_SUBMITTED, "search");
        ACTIONS.put(EventName.PRODUCT_ADDED_TO_CART, "add_to_cart");
        ACTIONS.put(EventName.PRODUCT_REMOVED_FROM_CART, "remove_from_cart");
        ACTIONS.put(EventName.WISHLIST_ADDED, "add_to_wishlist");
        ACTIONS.put(EventName.CHECKOUT_STARTED, "begin_checkout");
        ACTIONS.put(EventName.PAYMENT_INFO_SUBMITTED, "add_payment_info");
        ACTIONS.put(EventName.PURCHASE_PLACED, "purchase");
        ACTIONS.put(EventName.ORDER_REFUNDED, "refund");
        ACTIONS.put(EventName.SUBSCRIPTION_STARTED, "subscribe");
        ACTIONS.put(EventName.LEAD_SUBMITTED, "submit_lead_form");
        ACTIONS.put(EventName.ACCOUNT_REGISTERED, "sign_up");
        ACTIONS.put(EventName.LOGGED_IN, "login");
        ACTIONS.put(EventName.CONTACT_INFO_SUBMITTED, "contact");
        ACTIONS.put(EventName.QUOTE_REQUESTED, "request_quote");
        ACTIONS.put(EventName.APPOINTMENT_BOOKED, "book_appointment");
    }

    private MicrosoftAdsEvents() {}

    static Optional<String> action(EventName name) {
        return Optional.ofNullable(ACTIONS.get(name));
    }
}
