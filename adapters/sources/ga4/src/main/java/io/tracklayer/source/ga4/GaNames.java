// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import static java.util.Map.entry;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which canonical event a name of Google's stands for. */
final class GaNames {
    private static final Map<String, EventName> SHIPPED =
            Map.ofEntries(
                    entry("page_view", EventName.PAGE_VIEWED),
                    entry("screen_view", EventName.PAGE_VIEWED),
                    entry("view_item", EventName.PRODUCT_VIEWED),
                    entry("view_item_list", EventName.COLLECTION_VIEWED),
                    entry("search", EventName.SEARCH_SUBMITTED),
                    entry("view_search_results", EventName.SEARCH_SUBMITTED),
                    entry("add_to_cart", EventName.PRODUCT_ADDED_TO_CART),
                    entry("remove_from_cart", EventName.PRODUCT_REMOVED_FROM_CART),
                    entry("view_cart", EventName.CART_VIEWED),
                    entry("add_to_wishlist", EventName.WISHLIST_ADDED),
                    entry("begin_checkout", EventName.CHECKOUT_STARTED),
                    entry("add_shipping_info", EventName.SHIPPING_INFO_SUBMITTED),
                    entry("add_payment_info", EventName.PAYMENT_INFO_SUBMITTED),
                    entry("purchase", EventName.PURCHASE_PLACED),
                    entry("refund", EventName.ORDER_REFUNDED),
                    entry("generate_lead", EventName.LEAD_SUBMITTED),
                    entry("sign_up", EventName.ACCOUNT_REGISTERED),
                    entry("login", EventName.LOGGED_IN),
                    entry("form_submit", EventName.FORM_SUBMITTED),
                    entry("subscribe", EventName.NEWSLETTER_SUBSCRIBED),
                    entry("newsletter_signup", EventName.NEWSLETTER_SUBSCRIBED),
                    entry("start_trial", EventName.TRIAL_STARTED));

    /** Sent by the tag itself, without anybody having asked for it. */
    private static final Set<String> AUTOMATIC =
            Set.of(
                    "session_start",
                    "first_visit",
                    "first_open",
                    "user_engagement",
                    "scroll",
                    "click",
                    "file_download",
                    "form_start",
                    "select_item",
                    "select_promotion",
                    "view_promotion",
                    "video_start",
                    "video_progress",
                    "video_complete");

    private final Map<String, EventName> aliases = new HashMap<>();
    private final boolean automaticCounts;

    GaNames(Settings settings) {
        for (String alias : settings.list(GaSettings.EVENT_ALIASES)) {
            String[] pair = alias.split("=", 2);
            if (pair.length == 2) {
                EventName.find(pair[1].strip())
                        .ifPresent(name -> aliases.put(pair[0].strip(), name));
            }
        }
        this.automaticCounts = settings.text(GaSettings.AUTOMATIC_EVENTS).equals("custom");
    }

    /** Empty for an event that is ignored; own names are custom, and canonical ones themselves. */
    Optional<EventName> of(String name) {
        EventName alias = aliases.get(name);
        if (alias != null) {
            return Optional.of(alias);
        }
        return AUTOMATIC.contains(name) && !automaticCounts
                ? Optional.empty()
                : Optional.of(
                        SHIPPED.getOrDefault(name, EventName.find(name).orElse(EventName.CUSTOM)));
    }
}
