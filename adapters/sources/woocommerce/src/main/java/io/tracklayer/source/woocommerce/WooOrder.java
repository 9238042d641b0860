// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Decoded;
import java.util.List;
import java.util.Optional;

/** An order webhook: the whole order as it stands. What is new in it, the history says. */
final class WooOrder implements WooTopics.Reader {

    @Override
    public List<Decoded> read(WooMessage given) {
        WooMessage message = given.unwrapped("order");
        Optional<String> id = WooText.id(message.body(), "/id");
        Optional<String> shown = id.flatMap(known -> orderId(message, known));
        if (shown.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_order_id",
                            "The order has no usable \"id\", or no \"number\" although \"order-id\" is number. Look for a plugin that changes webhook payloads."));
        }
        if (message.shop().skipsAdminOrders() && WooOrigin.of(message.body()) == WooOrigin.STAFF) {
            return List.of(
                    new Decoded.Ignored(
                            "admin_order",
                            "Staff entered the order. Set \"admin-orders\" to send to pass it on."));
        }
        return new WooHistory(message, "order:" + id.get())
                .news(new WooOrderEvents(message, shown.get()));
    }

    private static Optional<String> orderId(WooMessage message, String id) {
        return message.shop().numberIsId()
                ? WooText.at(message.body(), "/number")
                        .or(() -> WooText.at(message.body(), "/order_number"))
                : Optional.of(id);
    }
}
