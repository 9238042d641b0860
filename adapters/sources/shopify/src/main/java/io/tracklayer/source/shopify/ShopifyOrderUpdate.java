// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code orders/updated}: the order as it is now, sent for every change of anything. It is an event
 * only when lines or total differ from what the shop told before, or when {@code orders/edited}
 * announced it.
 */
record ShopifyOrderUpdate() implements ShopifyReaders.Single {
    private static final ShopifyOrder EDITED =
            new ShopifyOrder(EventName.ORDER_EDITED, "edited", List.of("/updated_at"));

    @Override
    public Decoded one(ShopifyMessage message) {
        Optional<String> id = ShopifyText.id(message.body(), "/id", "/admin_graphql_api_id");
        if (id.isEmpty()) {
            return ShopifyOrder.withoutId();
        }
        ShopifyMoney money = ShopifyMoney.ofOrder(message.body(), message.shop().presentment());
        return ShopifyFilter.check(message, money, id.get())
                .orElseGet(() -> compare(message, money, id.get()));
    }

    private static Decoded compare(ShopifyMessage message, ShopifyMoney money, String id) {
        ShopifyOrderState now = ShopifyOrderState.of(message.body(), money);
        Optional<ShopifyOrderState> before = ShopifyOrderState.recall(message.memory(), id);
        if (before.filter(known -> known.updated().isAfter(now.updated())).isPresent()) {
            return new Decoded.Ignored(
                    "older_state", "A later state of the order was told before. Nothing to do.");
        }
        Optional<String> edit = ShopifyOrderEdit.announced(message.memory(), id);
        boolean cancelled = message.body().find("/cancelled_at").isPresent();
        boolean changed = before.map(now::differsFrom).orElse(edit.isPresent());
        if (cancelled || !changed) {
            now.editedAt(before.map(ShopifyOrderState::edited).orElse(Instant.EPOCH))
                    .remember(message.memory(), id);
            return new Decoded.Ignored(
                    "state_remembered",
                    "Lines and total are as they were, so nothing happened that platforms count. The state is remembered.");
        }
        now.editedAt(now.updated()).remember(message.memory(), id);
        ShopifyOrderEdit.told(message.memory(), id);
        String eventId =
                edit.map(known -> "edit_" + known)
                        .orElse("ord_" + id + "_edited_" + now.updated().getEpochSecond());
        return new Decoded.Happened(EDITED.observe(message, money, id, eventId));
    }
}
