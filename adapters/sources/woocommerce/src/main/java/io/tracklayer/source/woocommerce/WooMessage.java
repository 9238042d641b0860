// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One webhook whose topic is mapped.
 *
 * @param body the order, customer or subscription
 */
record WooMessage(
        InboundRequest request, String topic, Tree body, WooSettings shop, SourceMemory memory) {
    private static final int MARK_DIGITS = 16;

    /** The message with what older webhooks wrap around it, {@code {"order": {...}}}, taken off. */
    WooMessage unwrapped(String resource) {
        boolean wrapped = body.at("/" + resource).members().containsKey("id");
        Tree inner = wrapped ? body.at("/" + resource) : body;
        return new WooMessage(request, topic, inner, shop, memory);
    }

    /** The state the message tells is as of then. */
    Instant modified() {
        return stated().orElseGet(request::receivedAt);
    }

    /** When it came about; not the time of delivery, which may be much later. */
    Optional<Instant> created() {
        return WooText.time(body, "/date_created_gmt", "/created_at");
    }

    /** Whether it is too old to be news when nothing was heard of it before. */
    boolean old() {
        Instant oldest = request.receivedAt().minus(shop.oldest());
        return created().filter(oldest::isAfter).isPresent();
    }

    /**
     * What tells this request from all others, and is the same when an operator has it read again
     * after a correction.
     */
    String mark() {
        String text = request.receivedAt() + " " + topic + " " + hash();
        return Sha256.of(text).hex().substring(0, MARK_DIGITS);
    }

    /** Whether this request is the first to tell something that is remembered under the key. */
    boolean first(String key) {
        String mark = mark();
        Optional<String> known = memory.recall(key);
        if (known.isEmpty()) {
            memory.remember(key, mark);
        }
        return known.filter(other -> !other.equals(mark)).isEmpty();
    }

    /**
     * By which a delivery of the same state is recognised. WooCommerce's own delivery id is of no
     * use: two deliveries within one second share it.
     */
    String deliveryId(String part) {
        String id = WooText.id(body, "/id").orElse("");
        return String.join(":", topic, id, modified().toString(), hash(), part);
    }

    /** When something happened, else when the order was last changed. */
    Timing timing(Optional<Instant> time) {
        return time.or(this::stated)
                .map(known -> new Timing(known.toString(), null, false, "order's times in GMT"))
                .orElseGet(Timing::unknown);
    }

    private String hash() {
        return HexFormat.of().formatHex(Sha256.digest(request.raw()));
    }

    private Optional<Instant> stated() {
        return WooText.time(body, "/date_modified_gmt", "/updated_at");
    }
}
