// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Tree;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an order came about, as {@code source_name} and {@code tags} tell. */
enum ShopifyOrigin {
    STOREFRONT(ActionSource.WEBSITE, true),
    TILL(ActionSource.PHYSICAL_STORE, false),
    DRAFT(ActionSource.OTHER, false),
    RENEWAL(ActionSource.SYSTEM_GENERATED, false),
    /** A sales channel or app, named by text or number, or not named at all. */
    ELSEWHERE(null, true);

    /**
     * Recurring charges: {@code subscription_contract}, since October 2025 also {@code
     * subscription_contract_checkout_one}. A subscription's first order is {@code web}.
     */
    private static final String RENEWAL_SOURCE = "subscription_contract";

    /** Set by subscription apps, e.g. Recharge ("Using Shopify order and customer tags"). */
    private static final String RENEWAL_TAG = "subscription recurring order";

    private final ActionSource actionSource;
    private final boolean buyersDevice;

    ShopifyOrigin(ActionSource actionSource, boolean buyersDevice) {
        this.actionSource = actionSource;
        this.buyersDevice = buyersDevice;
    }

    static ShopifyOrigin of(Tree order) {
        String source = lower(ShopifyText.at(order, "/source_name").orElse(""));
        if (source.startsWith(RENEWAL_SOURCE) || tags(order).anyMatch(RENEWAL_TAG::equals)) {
            return RENEWAL;
        }
        return switch (source) {
            case "web" -> STOREFRONT;
            case "pos" -> TILL;
            case "shopify_draft_order" -> DRAFT;
            default -> ELSEWHERE;
        };
    }

    Optional<ActionSource> actionSource() {
        return Optional.ofNullable(actionSource);
    }

    /** Whether {@code client_details} is the buyer's device and not a till, a clerk or a server. */
    boolean buyersDevice() {
        return buyersDevice;
    }

    /** Webhooks join the tags with commas; other senders list them. */
    private static Stream<String> tags(Tree order) {
        Stream<Object> listed = order.each("/tags").stream().map(Tree::node);
        return Stream.concat(listed, order.find("/tags").stream())
                .flatMap(tags -> ShopifyText.of(tags).stream())
                .flatMap(tags -> Arrays.stream(tags.split(",")))
                .map(ShopifyOrigin::lower);
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
