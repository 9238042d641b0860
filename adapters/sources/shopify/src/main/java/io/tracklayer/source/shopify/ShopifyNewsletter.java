// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * {@code customers_email_marketing_consent/update}: a customer's permission for e-mail, which is no
 * consent to ads. It is an event when it becomes {@code subscribed}.
 */
record ShopifyNewsletter() implements ShopifyReaders.Single {
    private static final Set<String> BEGINNINGS =
            Set.of("customers/create", "customers_email_marketing_consent/update");

    private static final String SUBSCRIBED = "subscribed";

    /** How long after the choice a change of the customer can still be that choice. */
    private static final Duration AT_ONCE = Duration.ofMinutes(5);

    @Override
    public Decoded one(ShopifyMessage message) {
        Optional<String> id =
                ShopifyText.id(message.body(), "/customer_id", "/admin_graphql_api_customer_id");
        if (id.isEmpty()) {
            return new Decoded.Rejected(
                    "missing_customer_id",
                    "The consent has no usable \"customer_id\". Add it to the fields the webhook subscription includes.");
        }
        return ShopifyFilter.checkTest(message).orElseGet(() -> told(message, id.get()));
    }

    private static Decoded told(ShopifyMessage message, String id) {
        if (!subscribes(message, id)) {
            return new Decoded.Identified(read(Observation.identity(), message, id));
        }
        Builder builder =
                Observation.of(EventName.NEWSLETTER_SUBSCRIBED)
                        .derivedEventId("cus_" + id + "_newsletter")
                        .test(ShopifyFilter.test(message));
        message.identify(builder);
        builder.properties(message.delay(), "");
        return new Decoded.Happened(read(builder, message, id));
    }

    private static Observation read(Builder builder, ShopifyMessage message, String id) {
        Tree consent = message.body();
        builder.read(EventField.EXTERNAL_ID, id, "/customer_id");
        ShopifyText.read(builder, EventField.EMAIL, consent, "/email_address");
        ShopifyCustomer.emailMarketing(builder, consent);
        return builder.build();
    }

    /** Whether this is the message by which a customer becomes a subscriber; it is remembered. */
    static boolean subscribes(ShopifyMessage message, String id) {
        Tree consent = message.body().at("/email_marketing_consent");
        Optional<String> state = ShopifyText.at(consent, "/state");
        Optional<Instant> stated = ShopifyText.instant(consent, "/consent_updated_at");
        Instant chosen = stated.orElse(message.changedAt());
        Optional<Choice> known = Choice.recall(message, id);
        if (state.isEmpty() || known.filter(last -> last.at().isAfter(chosen)).isPresent()) {
            return false;
        }
        boolean subscribed = state.get().equalsIgnoreCase(SUBSCRIBED);
        new Choice(chosen, subscribed).remember(message, id);
        return subscribed
                && known.map(last -> !last.subscribed())
                        .orElseGet(() -> justChosen(message, stated));
    }

    /** A subscription first heard of by some other change may be years old. */
    private static boolean justChosen(ShopifyMessage message, Optional<Instant> chosen) {
        return BEGINNINGS.contains(message.topic())
                || chosen.filter(
                                at ->
                                        Duration.between(at, message.changedAt()).compareTo(AT_ONCE)
                                                <= 0)
                        .isPresent();
    }

    /** What a customer chose last. */
    private record Choice(Instant at, boolean subscribed) {

        static Optional<Choice> recall(ShopifyMessage message, String id) {
            return message.memory()
                    .recall("newsletter:" + id)
                    .map(text -> text.split(" "))
                    .map(parts -> new Choice(Instant.parse(parts[0]), Boolean.valueOf(parts[1])));
        }

        void remember(ShopifyMessage message, String id) {
            message.memory().remember("newsletter:" + id, at + " " + subscribed);
        }
    }
}
