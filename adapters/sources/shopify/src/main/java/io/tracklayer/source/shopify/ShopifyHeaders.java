// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.InboundRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The two families of header names: classic webhooks, and the "Events" that Shopify's own
 * JavaScript library accepts since 2026. A request belongs to the second when it carries that
 * family's signature. Shopify signs the body only, never a header.
 */
enum ShopifyHeaders {
    WEBHOOKS("x-shopify-", "name", "sub-topic", "test"),
    EVENTS("shopify-", "handle", "action", "resource-id");

    private static final Set<String> SHARED =
            Set.of(
                    "hmac-sha256",
                    "topic",
                    "shop-domain",
                    "api-version",
                    "webhook-id",
                    "event-id",
                    "triggered-at");

    private final String prefix;
    private final Set<String> own;

    ShopifyHeaders(String prefix, String... own) {
        this.prefix = prefix;
        this.own = Set.of(own);
    }

    static ShopifyHeaders of(InboundRequest request) {
        return EVENTS.signature(request).isPresent() ? EVENTS : WEBHOOKS;
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (ShopifyHeaders family : values()) {
            SHARED.forEach(name -> names.add(family.prefix + name));
            family.own.forEach(name -> names.add(family.prefix + name));
        }
        return names;
    }

    Optional<String> signature(InboundRequest request) {
        return value(request, "hmac-sha256");
    }

    Optional<String> topic(InboundRequest request) {
        return value(request, "topic").map(topic -> topic.toLowerCase(Locale.ROOT));
    }

    Optional<String> shopDomain(InboundRequest request) {
        return value(request, "shop-domain");
    }

    Optional<String> webhookId(InboundRequest request) {
        return value(request, "webhook-id");
    }

    Optional<String> eventId(InboundRequest request) {
        return value(request, "event-id");
    }

    Optional<String> triggeredAt(InboundRequest request) {
        return value(request, "triggered-at");
    }

    boolean test(InboundRequest request) {
        return value(request, "test").filter("true"::equalsIgnoreCase).isPresent();
    }

    private Optional<String> value(InboundRequest request, String name) {
        return request.header(prefix + name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
