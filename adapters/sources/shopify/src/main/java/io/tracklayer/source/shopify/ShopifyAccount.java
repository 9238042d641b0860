// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A customer as the shop knows it now. Guests become customers too, and every change of anything is
 * sent, so it is an event only when an account or a subscription to the newsletter is new;
 * otherwise it tells who somebody is.
 */
record ShopifyAccount() implements ShopifyReaders.Reader {
    private static final Set<String> BEGINNINGS = Set.of("customers/create", "customers/enable");
    private static final Duration NEW = Duration.ofDays(1);
    private static final String NONE = "none";
    private static final String REGISTERED = "registered";

    @Override
    public List<Decoded> read(ShopifyMessage message) {
        Optional<String> id = ShopifyText.id(message.body(), "/id", "/admin_graphql_api_id");
        if (id.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_customer_id",
                            "The customer has no usable \"id\". Add it to the fields the webhook subscription includes."));
        }
        return ShopifyFilter.checkTest(message)
                .map(List::of)
                .orElseGet(() -> news(message, id.get()));
    }

    private static List<Decoded> news(ShopifyMessage message, String id) {
        List<Decoded> news = new ArrayList<>();
        if (registers(message, id)) {
            news.add(event(message, EventName.ACCOUNT_REGISTERED, id, "registered"));
        }
        if (ShopifyNewsletter.subscribes(message, id)) {
            news.add(event(message, EventName.NEWSLETTER_SUBSCRIBED, id, "newsletter"));
        }
        return news.isEmpty()
                ? List.of(new Decoded.Identified(read(Observation.identity(), message)))
                : news;
    }

    private static Decoded event(ShopifyMessage message, EventName name, String id, String suffix) {
        Builder builder =
                Observation.of(name)
                        .derivedEventId("cus_" + id + "_" + suffix)
                        .test(ShopifyFilter.test(message));
        message.identify(builder, suffix);
        builder.properties(message.delay(), "");
        return new Decoded.Happened(read(builder, message));
    }

    private static Observation read(Builder builder, ShopifyMessage message) {
        builder.timing(message.time(List.of("/updated_at", "/created_at")));
        ShopifyCustomer.readAccount(builder, message.body());
        return builder.build();
    }

    private static boolean registers(ShopifyMessage message, String id) {
        String key = "account:" + id;
        Optional<String> known = message.memory().recall(key);
        if (!hasAccount(message)) {
            if (known.isEmpty()) {
                message.memory().remember(key, NONE);
            }
            return false;
        }
        message.memory().remember(key, REGISTERED);
        return known.map(NONE::equals)
                .orElseGet(() -> BEGINNINGS.contains(message.topic()) || justMade(message));
    }

    private static boolean hasAccount(ShopifyMessage message) {
        Tree customer = message.body();
        return switch (message.shop().accounts()) {
            case "skip" -> false;
            case "verified" -> enabled(customer) || ShopifyText.isTrue(customer, "/verified_email");
            default -> enabled(customer);
        };
    }

    private static boolean enabled(Tree customer) {
        return ShopifyText.at(customer, "/state").filter("enabled"::equalsIgnoreCase).isPresent();
    }

    /** An account first heard of by a change may be years old. */
    private static boolean justMade(ShopifyMessage message) {
        Optional<Instant> made = ShopifyText.instant(message.body(), "/created_at");
        return made.filter(at -> Duration.between(at, message.changedAt()).compareTo(NEW) <= 0)
                .isPresent();
    }
}
