// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static java.util.Map.entry;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which topic is read by what. */
final class ShopifyReaders {
    private static final Reader CONTRACT = new ShopifyContract();
    private static final Reader CUSTOMER = new ShopifyAccount();
    private static final Reader CHECKOUT = new ShopifyCheckout();
    private static final Reader CART = new ShopifyCart();

    private static final Map<String, Reader> READERS =
            Map.ofEntries(
                    entry(
                            "orders/create",
                            order(
                                    EventName.PURCHASE_PLACED,
                                    "purchase",
                                    "/processed_at",
                                    "/created_at")),
                    entry("orders/paid", order(EventName.PURCHASE_PAID, "paid")),
                    entry("orders/fulfilled", order(EventName.ORDER_FULFILLED, "fulfilled")),
                    entry(
                            "orders/cancelled",
                            order(
                                    EventName.ORDER_CANCELLED,
                                    "cancelled",
                                    "/cancelled_at",
                                    "/updated_at")),
                    entry("orders/updated", new ShopifyOrderUpdate()),
                    entry("orders/edited", new ShopifyOrderEdit()),
                    entry("refunds/create", new ShopifyRefund()),
                    entry("checkouts/create", CHECKOUT),
                    entry("checkouts/update", CHECKOUT),
                    entry("carts/create", CART),
                    entry("carts/update", CART),
                    entry("customers/create", CUSTOMER),
                    entry("customers/update", CUSTOMER),
                    entry("customers/enable", CUSTOMER),
                    entry("customers_email_marketing_consent/update", new ShopifyNewsletter()),
                    entry("subscription_contracts/create", CONTRACT),
                    entry("subscription_contracts/update", CONTRACT),
                    entry("subscription_contracts/activate", CONTRACT),
                    entry("subscription_contracts/pause", CONTRACT),
                    entry("subscription_contracts/cancel", CONTRACT),
                    entry("subscription_contracts/expire", CONTRACT),
                    entry("subscription_contracts/fail", CONTRACT),
                    entry("subscription_billing_attempts/success", new ShopifyRenewal()));

    private ShopifyReaders() {}

    static Optional<Reader> find(String topic) {
        return Optional.ofNullable(READERS.get(topic));
    }

    /** Paid and fulfilled orders carry no time of their own but that of the change. */
    private static Reader order(EventName name, String suffix) {
        return order(name, suffix, "/updated_at", "/processed_at", "/created_at");
    }

    private static Reader order(EventName name, String suffix, String... times) {
        return new ShopifyOrder(name, suffix, List.of(times));
    }

    /** Reads one mapped topic. */
    @FunctionalInterface
    interface Reader {
        /** One entry or more. */
        List<Decoded> read(ShopifyMessage message);
    }

    /** Reads a topic that means one thing at most. */
    @FunctionalInterface
    interface Single extends Reader {
        Decoded one(ShopifyMessage message);

        @Override
        default List<Decoded> read(ShopifyMessage message) {
            return List.of(one(message));
        }
    }
}
