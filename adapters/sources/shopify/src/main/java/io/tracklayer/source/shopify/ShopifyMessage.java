// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One webhook whose topic is mapped: its headers, its body and the shop's settings. */
record ShopifyMessage(InboundRequest request, String topic, Tree body, ShopifySettings shop) {

    boolean test() {
        return headers().test(request);
    }

    /**
     * Adds the ids by which a repetition is recognised. The webhook id stays the same on retries;
     * the event id also over several subscriptions, but it is shared by all topics one action
     * causes and so counts together with the topic only ("Ignoring duplicate webhooks").
     */
    void identify(Builder builder) {
        Optional<String> webhook = headers().webhookId(request);
        Optional<String> event = headers().eventId(request);
        webhook.ifPresent(id -> builder.deliveryId("webhook:" + id));
        event.ifPresent(id -> builder.deliveryId("event:" + topic + ":" + id));
        if (webhook.isEmpty() && event.isEmpty()) {
            String hash = HexFormat.of().formatHex(Sha256.digest(request.raw()));
            builder.deliveryId("body:" + topic + ":" + hash);
        }
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

    private ShopifyHeaders headers() {
        return ShopifyHeaders.of(request);
    }
}
