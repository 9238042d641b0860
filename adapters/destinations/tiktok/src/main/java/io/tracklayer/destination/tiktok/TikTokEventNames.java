// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The complete table from canonical event to TikTok's name (Supported standard events). */
final class TikTokEventNames {
    private static final String VIEW_CONTENT = "ViewContent";
    private static final String LEAD = "Lead";

    /**
     * TikTok's names that canonical events lead to, and the names of before May 2025, which TikTok
     * still maps to them; a custom event under one of them would be counted as that event. The
     * others (Contact, CustomizeProduct, Download, FindLocation, ApplicationApproval, ClickButton)
     * are free for custom events.
     */
    private static final Set<String> TAKEN =
            anyCase(
                    "AddPaymentInfo AddToCart AddToWishlist CompletePayment CompleteRegistration"
                            + " InitiateCheckout Lead PageView PlaceAnOrder Purchase Schedule"
                            + " Search StartTrial SubmitApplication SubmitForm Subscribe"
                            + " ViewContent OrderRefunded SubscriptionRenewed");

    private static final List<EventName> OPTIONAL =
            List.of(EventName.COLLECTION_VIEWED, EventName.ORDER_REFUNDED);

    private final Event event;
    private final Settings settings;
    private final MapContext context;

    TikTokEventNames(Event event, Settings settings, MapContext context) {
        this.event = event;
        this.settings = settings;
        this.context = context;
    }

    /** The canonical names an operator can enable, in the order of the 32. */
    static List<String> optionalNames() {
        return OPTIONAL.stream().map(EventName::wire).toList();
    }

    Choice choose() {
        return switch (event.name()) {
            case PAGE_VIEWED -> pageView(settings.text(TikTokSettings.PAGE_VIEWS));
            case PRODUCT_VIEWED -> new Named(VIEW_CONTENT);
            case COLLECTION_VIEWED -> optional(VIEW_CONTENT);
            case SEARCH_SUBMITTED -> new Named("Search");
            case PRODUCT_ADDED_TO_CART -> new Named("AddToCart");
            case WISHLIST_ADDED -> new Named("AddToWishlist");
            case CHECKOUT_STARTED -> new Named("InitiateCheckout");
            case PAYMENT_INFO_SUBMITTED -> new Named("AddPaymentInfo");
            case PURCHASE_PLACED -> purchase("placed", EventName.PURCHASE_PAID);
            case PURCHASE_PAID -> purchase("paid", EventName.PURCHASE_PLACED);
            case ORDER_REFUNDED -> optional("OrderRefunded");
            case ORDER_CANCELLED, ORDER_EDITED ->
                    new NotSent(
                            "not_supported",
                            "TikTok can neither take back nor correct a Purchase.");
            case SUBSCRIPTION_STARTED -> new Named("Subscribe");
            case SUBSCRIPTION_RENEWED -> renewal(settings.text(TikTokSettings.RENEWALS));
            case TRIAL_STARTED -> new Named("StartTrial");
            case LEAD_SUBMITTED, FORM_SUBMITTED -> new Named(LEAD);
            case ACCOUNT_REGISTERED -> new Named("CompleteRegistration");
            case NEWSLETTER_SUBSCRIBED -> newsletter(settings.text(TikTokSettings.NEWSLETTER));
            case QUOTE_REQUESTED ->
                    new Named(
                            settings.text(TikTokSettings.QUOTE).equals("lead")
                                    ? LEAD
                                    : "SubmitApplication");
            case APPOINTMENT_BOOKED -> new Named("Schedule");
            case PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    CONTACT_INFO_SUBMITTED,
                    SHIPPING_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED,
                    LOGGED_IN,
                    REVIEW_SUBMITTED ->
                    new NotSent("not_supported", "TikTok has no event for it.");
            case CUSTOM -> custom(event.text(EventField.CUSTOM_NAME).orElse("").strip());
        };
    }

    private Choice pageView(String name) {
        return name.equals("off")
                ? notEnabled("page-views names the event your pixel uses")
                : new Named(name);
    }

    private Choice purchase(String trigger, EventName otherTrigger) {
        String configured = settings.text(TikTokSettings.SEND_PURCHASE_ON);
        if (!configured.equals(trigger)) {
            return new NotSent(
                    "purchase_sent_when_" + configured,
                    "The one Purchase of an order is sent when it is " + configured + ".");
        }
        // A change of the trigger must not count orders twice that were open at that moment.
        if (event.orderId().filter(id -> context.accepted(otherTrigger, id)).isPresent()) {
            return new NotSent("already_counted", "TikTok already has the Purchase of this order.");
        }
        return new Named(settings.text(TikTokSettings.PURCHASE_EVENT_NAME));
    }

    private Choice renewal(String choice) {
        return switch (choice) {
            case "purchase" -> new Named(settings.text(TikTokSettings.PURCHASE_EVENT_NAME));
            case "custom" -> new Named("SubscriptionRenewed");
            default -> notEnabled("renewals is custom or purchase");
        };
    }

    private static Choice newsletter(String choice) {
        return choice.equals("lead") ? new Named(LEAD) : notEnabled("newsletter is lead");
    }

    private Choice optional(String name) {
        String wire = event.name().wire();
        return settings.list(TikTokSettings.OPTIONAL_EVENTS).contains(wire)
                ? new Named(name)
                : notEnabled("optional-events lists " + wire);
    }

    private static NotSent notEnabled(String when) {
        return new NotSent("not_enabled", "It is sent to TikTok only when " + when + ".");
    }

    private Choice custom(String name) {
        List<String> wanted = settings.list(TikTokSettings.CUSTOM_EVENTS);
        if (name.isEmpty() || !(wanted.contains("*") || wanted.contains(name))) {
            return new NotSent(
                    "not_mapped", "Custom events are sent when custom-events lists their name.");
        }
        if (TAKEN.contains(name)) {
            return new NotSent(
                    "name_collision", "The custom event has the name of one of TikTok's own.");
        }
        return new Named(name);
    }

    private static Set<String> anyCase(String names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names.split(" ")));
        return set;
    }

    /** What becomes of an event. */
    sealed interface Choice {
        /** Why nothing is sent, if nothing is sent. */
        default Optional<NotSent> refusal() {
            return this instanceof NotSent reason ? Optional.of(reason) : Optional.empty();
        }

        /** TikTok's name, empty when nothing is sent. */
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
