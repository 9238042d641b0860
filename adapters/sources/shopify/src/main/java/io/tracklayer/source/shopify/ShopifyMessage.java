// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One webhook whose topic is mapped: its headers, its body, the shop's settings and what earlier
 * webhooks left behind.
 */
record ShopifyMessage(
        InboundRequest request,
        String topic,
        Tree body,
        ShopifySettings shop,
        SourceMemory memory) {
    private static final Duration PUNCTUAL = Duration.ofMinutes(5);

    boolean test() {
        return headers().test(request);
    }

    /**
     * Adds the ids by which a repetition is recognised. The webhook id stays the same on retries;
     * the event id also over several subscriptions, but it is shared by all topics one action
     * causes and so counts together with the topic only ("Ignoring duplicate webhooks").
     */
    void identify(Builder builder) {
        identify(builder, "");
    }

    /**
     * @param part tells the events of one webhook apart; empty when it is one
     */
    void identify(Builder builder, String part) {
        String end = part.isEmpty() ? "" : ":" + part;
        Optional<String> webhook = headers().webhookId(request);
        Optional<String> event = headers().eventId(request);
        webhook.ifPresent(id -> builder.deliveryId("webhook:" + id + end));
        event.ifPresent(id -> builder.deliveryId("event:" + topic + ":" + id + end));
        if (webhook.isEmpty() && event.isEmpty()) {
            builder.deliveryId("body:" + topic + ":" + hash() + end);
        }
    }

    /**
     * Whether this request is the first to tell something that is remembered under the key; it
     * stays the first when an operator has it read again after a correction.
     */
    boolean first(String key) {
        String mark = Sha256.of(request.receivedAt() + " " + topic + " " + hash()).hex();
        Optional<String> known = memory.recall(key);
        if (known.isEmpty()) {
            memory.remember(key, mark);
        }
        return known.filter(other -> !other.equals(mark)).isEmpty();
    }

    /** How late the webhook came, when Shopify held it up noticeably. */
    Map<String, Object> delay() {
        return headers()
                .triggeredAt(request)
                .flatMap(ShopifyText::instant)
                .map(triggered -> Duration.between(triggered, request.receivedAt()))
                .filter(late -> late.compareTo(PUNCTUAL) > 0)
                .map(late -> Map.<String, Object>of("shopify_delay_seconds", late.toSeconds()))
                .orElse(Map.of());
    }

    /** The first time that stands at one of the pointers, else the header's. */
    Timing time(List<String> pointers) {
        for (String pointer : pointers) {
            if (ShopifyText.at(body, pointer).isPresent()) {
                return new Timing(body.find(pointer).orElseThrow(), null, false, pointer);
            }
        }
        return headers()
                .triggeredAt(request)
                .map(text -> new Timing(text, null, false, "header x-shopify-triggered-at"))
                .orElseGet(Timing::unknown);
    }

    /** When the shop changed what the body tells, as well as that is known. */
    Instant changedAt() {
        return ShopifyText.instant(body, "/updated_at")
                .or(() -> headers().triggeredAt(request).flatMap(ShopifyText::instant))
                .orElse(request.receivedAt());
    }

    private String hash() {
        return HexFormat.of().formatHex(Sha256.digest(request.raw()));
    }

    private ShopifyHeaders headers() {
        return ShopifyHeaders.of(request);
    }
}
