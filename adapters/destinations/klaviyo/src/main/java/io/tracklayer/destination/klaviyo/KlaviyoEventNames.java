// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The complete table from canonical event to Klaviyo's metric, in the names Klaviyo's own
 * integrations use. Klaviyo makes a metric of any new name.
 */
final class KlaviyoEventNames {
    private static final int LONGEST_NAME = 127;

    private static final Set<EventName> OFF =
            EnumSet.of(
                    EventName.PAGE_VIEWED,
                    EventName.PRODUCT_REMOVED_FROM_CART,
                    EventName.CART_VIEWED,
                    EventName.PURCHASE_PAID,
                    EventName.ORDER_EDITED,
                    EventName.LOGGED_IN);

    /** What a shop's own integration sends, too, and Klaviyo would count beside ours. */
    private static final Set<EventName> COMMERCE =
            EnumSet.of(
                    EventName.PRODUCT_ADDED_TO_CART,
                    EventName.CHECKOUT_STARTED,
                    EventName.PURCHASE_PLACED,
                    EventName.ORDER_FULFILLED,
                    EventName.ORDER_CANCELLED,
                    EventName.ORDER_REFUNDED);

    private static final Set<EventName> PROFILE =
            EnumSet.of(
                    EventName.CONTACT_INFO_SUBMITTED,
                    EventName.SHIPPING_INFO_SUBMITTED,
                    EventName.LOGGED_IN);

    private final Event event;
    private final Settings settings;

    KlaviyoEventNames(Event event, Settings settings) {
        this.event = event;
        this.settings = settings;
    }

    /** The canonical names an operator can enable, in the order of the 32. */
    static List<String> optionalNames() {
        return Stream.concat(OFF.stream(), COMMERCE.stream())
                .sorted()
                .map(EventName::wire)
                .toList();
    }

    /** The canonical names that can update the profile alone. */
    static List<String> profileNames() {
        return PROFILE.stream().map(EventName::wire).toList();
    }

    Choice choose() {
        if (!listed(KlaviyoSettings.OPTIONAL_EVENTS)) {
            if (PROFILE.contains(event.name()) && listed(KlaviyoSettings.PROFILE_EVENTS)) {
                return new ProfileUpdate();
            }
            if (OFF.contains(event.name())) {
                return new NotSent(
                        "not_enabled",
                        "List " + event.name().wire() + " under optional-events to send it.");
            }
            if (COMMERCE.contains(event.name())
                    && settings.flag(KlaviyoSettings.SHOP_INTEGRATION)) {
                return new NotSent(
                        "sent_by_shop_integration",
                        "The shop's own Klaviyo integration sends it; list it under"
                                + " optional-events to send it, too.");
            }
        }
        return named();
    }

    private Choice named() {
        return switch (event.name()) {
            case PAGE_VIEWED -> new Metric("Active on Site");
            case PRODUCT_VIEWED -> new Metric("Viewed Product");
            case COLLECTION_VIEWED -> new Metric("Viewed Collection");
            case SEARCH_SUBMITTED -> new Metric("Submitted Search");
            case PRODUCT_ADDED_TO_CART -> new Metric("Added to Cart");
            case PRODUCT_REMOVED_FROM_CART -> new Metric("Removed from Cart");
            case CART_VIEWED -> new Metric("Viewed Cart");
            case WISHLIST_ADDED -> new Metric("Added to Wishlist");
            case CHECKOUT_STARTED -> new Metric("Started Checkout");
            case CONTACT_INFO_SUBMITTED, SHIPPING_INFO_SUBMITTED, PAYMENT_INFO_SUBMITTED ->
                    new NotSent(
                            "not_supported",
                            "It is part of Started Checkout; profile-events can have contact and"
                                    + " shipping info update the profile.");
            case PURCHASE_PLACED -> new Metric("Placed Order");
            case PURCHASE_PAID -> new Metric("Paid Order");
            case ORDER_FULFILLED -> new Metric("Fulfilled Order");
            case ORDER_CANCELLED -> new Metric("Cancelled Order");
            case ORDER_REFUNDED -> new Metric("Refunded Order");
            case ORDER_EDITED -> new Metric("Edited Order");
            case SUBSCRIPTION_STARTED -> new Metric("Started Subscription");
            case SUBSCRIPTION_RENEWED -> new Metric("Renewed Subscription");
            case SUBSCRIPTION_CANCELLED -> new Metric("Cancelled Subscription");
            case SUBSCRIPTION_PAUSED -> new Metric("Paused Subscription");
            case TRIAL_STARTED -> new Metric("Started Trial");
            case LEAD_SUBMITTED -> new Metric("Submitted Lead");
            case ACCOUNT_REGISTERED -> new Metric("Created Account");
            case LOGGED_IN -> new Metric("Logged In");
            case NEWSLETTER_SUBSCRIBED -> newsletter();
            case FORM_SUBMITTED -> new Metric("Submitted Form");
            case QUOTE_REQUESTED -> new Metric("Requested Quote");
            case APPOINTMENT_BOOKED -> new Metric("Booked Appointment");
            case REVIEW_SUBMITTED -> new Metric("Submitted Review");
            case CUSTOM -> custom();
        };
    }

    private boolean listed(String setting) {
        return settings.list(setting).contains(event.name().wire());
    }

    private Choice newsletter() {
        return switch (settings.text(KlaviyoSettings.NEWSLETTER)) {
            case "subscribe" -> subscription();
            case "event" -> new Metric("Newsletter Signup");
            default ->
                    new NotSent(
                            "not_enabled",
                            "Set newsletter to subscribe or event to send newsletter sign-ups.");
        };
    }

    /** Subscribing lifts suppressions, so nothing but a clear yes on this very event will do. */
    private Choice subscription() {
        return event.flag(EventField.EMAIL_MARKETING).orElse(false)
                ? new Subscription()
                : new NotSent(
                        "no_email_opt_in",
                        "Nobody is subscribed without the explicit opt-in to e-mail marketing on"
                                + " the event.");
    }

    private Choice custom() {
        String name =
                Arrays.stream(
                                event.text(EventField.CUSTOM_NAME)
                                        .orElse("")
                                        .replace('_', ' ')
                                        .strip()
                                        .split("\\s+"))
                        .map(KlaviyoEventNames::capitalised)
                        .collect(Collectors.joining(" "));
        if (name.isEmpty()) {
            return new NotSent("no_name", "A metric of Klaviyo needs a name.");
        }
        return name.length() > LONGEST_NAME
                ? new NotSent("name_too_long", "Klaviyo takes names of up to 127 characters.")
                : new Metric(name);
    }

    private static String capitalised(String word) {
        if (word.isEmpty()) {
            return word;
        }
        int rest = word.offsetByCodePoints(0, 1);
        return Character.toString(Character.toTitleCase(word.codePointAt(0)))
                + word.substring(rest);
    }

    /** What becomes of an event. */
    sealed interface Choice {
        /** Why nothing is sent, if nothing is sent. */
        default Optional<NotSent> refusal() {
            return this instanceof NotSent reason ? Optional.of(reason) : Optional.empty();
        }
    }

    /** An event of that metric. */
    record Metric(String name) implements Choice {}

    /** The profile alone. */
    record ProfileUpdate() implements Choice {}

    /** A subscription to e-mail marketing. */
    record Subscription() implements Choice {}

    record NotSent(String code, String sentence) implements Choice {}
}
