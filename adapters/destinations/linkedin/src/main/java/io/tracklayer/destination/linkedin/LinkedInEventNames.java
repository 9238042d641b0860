// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Settings;
import java.util.Optional;

/**
 * The complete table from canonical event to LinkedIn's type of conversion rule. The API has no
 * event names: the rule an event is sent to says what it is, the type is informative.
 */
final class LinkedInEventNames {
    private final Event event;
    private final Settings settings;
    private final MapContext context;
    private final ConversionRules rules;

    LinkedInEventNames(Event event, Settings settings, MapContext context) {
        this.event = event;
        this.settings = settings;
        this.context = context;
        this.rules = new ConversionRules(settings);
    }

    /** The type a rule for these events usually has; empty when LinkedIn has none. */
    static Optional<String> type(EventName name) {
        return switch (name) {
            case PAGE_VIEWED -> Optional.of("KEY_PAGE_VIEW");
            case PRODUCT_VIEWED, COLLECTION_VIEWED -> Optional.of("VIEW_CONTENT");
            case SEARCH_SUBMITTED -> Optional.of("SEARCH");
            case PRODUCT_ADDED_TO_CART -> Optional.of("ADD_TO_CART");
            case WISHLIST_ADDED -> Optional.of("ADD_TO_LIST");
            case CHECKOUT_STARTED -> Optional.of("START_CHECKOUT");
            case CONTACT_INFO_SUBMITTED -> Optional.of("CONTACT");
            case PAYMENT_INFO_SUBMITTED -> Optional.of("ADD_BILLING_INFO");
            case PURCHASE_PLACED, PURCHASE_PAID, SUBSCRIPTION_RENEWED -> Optional.of("PURCHASE");
            case SUBSCRIPTION_STARTED, NEWSLETTER_SUBSCRIBED -> Optional.of("SUBSCRIBE");
            case TRIAL_STARTED -> Optional.of("START_TRIAL");
            case LEAD_SUBMITTED, FORM_SUBMITTED -> Optional.of("LEAD");
            case ACCOUNT_REGISTERED -> Optional.of("SIGN_UP");
            case LOGGED_IN -> Optional.of("LOGIN");
            case QUOTE_REQUESTED -> Optional.of("REQUEST_QUOTE");
            case APPOINTMENT_BOOKED -> Optional.of("BOOK_APPOINTMENT");
            case REVIEW_SUBMITTED -> Optional.of("RATE");
            case CUSTOM -> Optional.of("OTHER");
            case PRODUCT_REMOVED_FROM_CART,
                    CART_VIEWED,
                    SHIPPING_INFO_SUBMITTED,
                    ORDER_FULFILLED,
                    ORDER_CANCELLED,
                    ORDER_REFUNDED,
                    ORDER_EDITED,
                    SUBSCRIPTION_CANCELLED,
                    SUBSCRIPTION_PAUSED ->
                    Optional.empty();
        };
    }

    Choice choose() {
        Optional<String> type = type(event.name());
        if (type.isEmpty()) {
            return unsupported();
        }
        Optional<String> rule = rules.find(event);
        if (rule.isEmpty()) {
            return withoutRule();
        }
        return refusal()
                .orElseGet(() -> event.test() ? test(type.get()) : new To(type.get(), rule.get()));
    }

    private Choice unsupported() {
        return switch (event.name()) {
            case ORDER_CANCELLED, ORDER_REFUNDED, ORDER_EDITED ->
                    new NotSent(
                            "not_supported",
                            "LinkedIn cannot take a conversion back or correct its value.");
            default -> new NotSent("not_supported", "LinkedIn has no conversion type for it.");
        };
    }

    private Choice withoutRule() {
        String key = event.name() == EventName.CUSTOM ? "custom:NAME" : event.name().wire();
        String sentence =
                rules.problems().stream()
                        .findFirst()
                        .map(problem -> "No rule for " + key + "; in conversion-rules " + problem)
                        .orElse("List " + key + "=number under conversion-rules to send it");
        return new NotSent("no_conversion_rule", sentence + ".");
    }

    private Optional<Choice> refusal() {
        return switch (event.name()) {
            case PURCHASE_PLACED -> counted(EventName.PURCHASE_PAID);
            case PURCHASE_PAID ->
                    rules.has(EventName.PURCHASE_PLACED)
                            ? notSent(
                                    "purchase_sent_when_placed",
                                    "An order counts once, and purchase_placed has a rule.")
                            : counted(EventName.PURCHASE_PLACED);
            case PAGE_VIEWED ->
                    new KeyPages(settings).include(event)
                            ? Optional.empty()
                            : notSent(
                                    "page_not_listed",
                                    "Only views of the pages under key-pages are sent.");
            default -> Optional.empty();
        };
    }

    /** A change of the rules must not count orders twice that were open at that moment. */
    private Optional<Choice> counted(EventName other) {
        return event.text(EventField.ORDER_ID).filter(id -> context.accepted(other, id)).isPresent()
                ? notSent("already_counted", "LinkedIn already has the purchase of this order.")
                : Optional.empty();
    }

    private Choice test(String type) {
        return settings.find(LinkedInSettings.TEST_CONVERSION_RULE)
                .flatMap(ConversionRules::number)
                .<Choice>map(rule -> new To(type, rule))
                .orElseGet(
                        () ->
                                new NotSent(
                                        "test_not_supported",
                                        "LinkedIn has no test mode; name a rule of its own under"
                                                + " test-conversion-rule to send test events."));
    }

    private static Optional<Choice> notSent(String code, String sentence) {
        return Optional.of(new NotSent(code, sentence));
    }

    /** What becomes of an event. */
    sealed interface Choice {}

    /** It is sent to that rule. */
    record To(String type, String rule) implements Choice {}

    /** It is not sent. */
    record NotSent(String code, String sentence) implements Choice {}
}
