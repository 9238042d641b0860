// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code orders/edited}: which lines staff changed, without any total ("Webhooks": the body is an
 * {@code order_edit}). It gives the edit its id; the {@code orders/updated} beside it, which may
 * come before or after, gives the new order.
 */
record ShopifyOrderEdit() implements ShopifyReaders.Single {

    @Override
    public Decoded one(ShopifyMessage message) {
        Tree edit = message.body().at("/order_edit");
        Optional<String> id = ShopifyText.id(edit, "/id");
        Optional<String> order = ShopifyText.id(edit, "/order_id");
        if (id.isEmpty() || order.isEmpty()) {
            return new Decoded.Rejected(
                    "missing_edit_id",
                    "The edit has no usable \"order_edit.id\" or \"order_edit.order_id\". Add both to the fields the webhook subscription includes.");
        }
        if (message.memory().first("edit:" + id.get())
                && !alreadyTold(message.memory(), order.get(), edit)) {
            message.memory().remember("edited:" + order.get(), id.get());
        }
        return new Decoded.Ignored(
                "edit_announced",
                "The new total and lines come with orders/updated, which makes the event. Subscribe to that topic, too.");
    }

    /** The id of an edit whose new order was not told yet. */
    static Optional<String> announced(SourceMemory memory, String order) {
        return memory.recall("edited:" + order).filter(edit -> !edit.isEmpty());
    }

    static void told(SourceMemory memory, String order) {
        if (announced(memory, order).isPresent()) {
            memory.remember("edited:" + order, "");
        }
    }

    /** The order's new state came first and was reported as an edit of a later or equal time. */
    private static boolean alreadyTold(SourceMemory memory, String order, Tree edit) {
        Instant made = ShopifyText.instant(edit, "/created_at").orElse(Instant.MAX);
        return ShopifyOrderState.recall(memory, order)
                .filter(state -> !state.edited().isBefore(made))
                .isPresent();
    }
}
