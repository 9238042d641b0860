// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The complete table from canonical event to Pinterest's name. */
final class PinterestEventNames {
    static final String CHECKOUT = "checkout";

    private static final String CUSTOM = "custom";
    private static final String LEAD = "lead";

    /** OpenAPI 5.23.0, and from app_open on the names of the newer guide. */
    private static final Set<String> STANDARD =
            Set.of(
                    ("add_payment_info add_to_cart add_to_wishlist app_install checkout custom"
                                    + " initiate_checkout lead page_visit search signup subscribe"
                                    + " view_category view_content watch_video app_open contact"
                                    + " customize_product find_location schedule start_trial"
                                    + " submit_application")
                            .split(" "));

    /** Standard events no canonical event leads to; a custom event may carry their exact name. */
    private static final Set<String> FREE_STANDARD =
            Set.of("contact", "customize_product", "find_location", "watch_video");

    private final Event event;
    private final Settings settings;
    private final MapContext context;

    PinterestEventNames(Event event, Settings settings, MapContext context) {
        this.event = event;
        this.settings = settings;
        this.context = context;
    }

    Choice choose() {
        return switch (event.name()) {
            case PAGE_VIEWED -> new Named("page_visit");
            case PRODUCT_VIEWED -> new Named(settings.text(PinterestSettings.PRODUCT_VIEW_EVENT));
            case COLLECTION_VIEWED -> new Named("view_category");
            case SEARCH_SUBMITTED -> new Named("search");
            case PRODUCT_ADDED_TO_CART -> new Named("add_to_cart");
            case WISHLIST_ADDED -> new Named("add_to_wishlist");
            case CHECKOUT_STARTED -> new Named("initiate_checkout");
            case PAYMENT_INFO_SUBMITTED -> new Named("add_payment_info");
            case PURCHASE_PLACED -> purchase("placed", EventName.PURCHASE_PAID);
            case PURCHASE_PAID -> purchase("paid", EventName.PURCHASE_PLACED);
            case ORDER_CANCELLED, ORDER_REFUNDED ->
                    notSupported("Pinterest has no refund event and cannot take a checkout back.");
            case ORDER_EDITED -> notSupported("Pinterest cannot correct a checkout it has.");
            case SUBSCRIPTION_STARTED -> new Named("subscribe");
            case SUBSCRIPTION_RENEWED -> enabled(PinterestSettings.RENEWALS, CHECKOUT);
            case TRIAL_STARTED -> extended("start_trial", CUSTOM);
            case LEAD_SUBMITTED, FORM_SUBMITTED -> new Named(LEAD);
            case ACCOUNT_REGISTERED -> new Named("signup");
            case NEWSLETTER_SUBSCRIBED ->
                    enabled(
                            PinterestSettings.NEWSLETTER,
                            settings.text(PinterestSettings.NEWSLETTER));
            case QUOTE_REQUESTED -> extended("submit_application", LEAD);
            case APPOINTMENT_BOOKED -> extended("schedule", LEAD);
            case PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED,
                    LOGGED_IN,
                    REVIEW_SUBMITTED ->
                    notSupported("Pinterest has no event for it.");
            case CUSTOM -> custom(event.text(EventField.CUSTOM_NAME).orElse("").strip());
        };
    }

    private Choice purchase(String trigger, EventName otherTrigger) {
        String configured = settings.text(PinterestSettings.SEND_PURCHASE_ON);
        if (!configured.equals(trigger)) {
            return new NotSent(
                    "purchase_sent_when_" + configured,
                    "The one checkout of an order is sent when it is " + configured + ".");
        }
        // A change of the trigger must not count orders twice that were open at that moment.
        if (event.orderId().filter(id -> context.accepted(otherTrigger, id)).isPresent()) {
            return new NotSent(
                    "already_counted", "Pinterest already has the checkout of this order.");
        }
        return new Named(CHECKOUT);
    }

    private Choice enabled(String setting, String name) {
        return settings.text(setting).equals("none")
                ? new NotSent("not_enabled", "It is sent when the setting " + setting + " says so.")
                : new Named(name);
    }

    private Choice extended(String name, String otherwise) {
        return new Named(settings.flag(PinterestSettings.EXTENDED_EVENTS) ? name : otherwise);
    }

    private static Choice notSupported(String sentence) {
        return new NotSent("not_supported", sentence);
    }

    private Choice custom(String name) {
        List<String> wanted = settings.list(PinterestSettings.CUSTOM_EVENTS);
        if (name.isEmpty() || !(wanted.contains("*") || wanted.contains(name))) {
            return otherCustom();
        }
        if (STANDARD.contains(name.toLowerCase(Locale.ROOT)) && !FREE_STANDARD.contains(name)) {
            return new NotSent(
                    "name_collision",
                    "The custom event has the name of one of Pinterest's own events.");
        }
        return new Named(name);
    }

    private Choice otherCustom() {
        return settings.text(PinterestSettings.OTHER_CUSTOM_EVENTS).equals(CUSTOM)
                ? new Named(CUSTOM)
                : new NotSent(
                        "not_mapped",
                        "Custom events are sent when custom-events lists their name.");
    }

    /** What becomes of an event. */
    sealed interface Choice {
        /** Why nothing is sent, if nothing is sent. */
        default Optional<NotSent> refusal() {
            return this instanceof NotSent reason ? Optional.of(reason) : Optional.empty();
        }

        /** Pinterest's name, empty when nothing is sent. */
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
