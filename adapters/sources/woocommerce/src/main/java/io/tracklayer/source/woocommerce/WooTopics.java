// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Decoded;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reads a topic, or why nothing does. */
final class WooTopics {
    private static final Reader ORDER = new WooOrder();
    private static final Reader CUSTOMER = new WooCustomer();
    private static final Reader SUBSCRIPTION = new WooSubscription();

    private static final Map<String, Reader> READERS =
            Map.of(
                    "order.created", ORDER,
                    "order.updated", ORDER,
                    "order.restored", ORDER,
                    "customer.created", CUSTOMER,
                    "customer.updated", CUSTOMER,
                    "subscription.created", SUBSCRIPTION,
                    "subscription.updated", SUBSCRIPTION);

    private WooTopics() {}

    /** Reads one webhook; gives at least one entry. */
    interface Reader {
        List<Decoded> read(WooMessage message);
    }

    static Optional<Reader> reader(String topic) {
        return Optional.ofNullable(READERS.get(topic));
    }

    static Decoded.Ignored ignored(String topic) {
        if (topic.startsWith("action.")) {
            return new Decoded.Ignored(
                    "topic_not_mapped",
                    "A WordPress action does not say whose it is. Carts and page views come from the browser script.");
        }
        if (topic.endsWith(".deleted")) {
            return new Decoded.Ignored(
                    "topic_not_mapped",
                    "Something was put into the trash, and nothing but its id is told. Refunds and cancellations come as order.updated.");
        }
        boolean known =
                topic.startsWith("product.")
                        || topic.startsWith("coupon.")
                        || topic.equals("subscription.switched");
        return known
                ? new Decoded.Ignored(
                        "topic_not_mapped",
                        "It is not about what a customer did. Delete this webhook.")
                : new Decoded.Ignored(
                        "unknown_topic",
                        "Nothing is known about this topic. Subscribe to order.created, order.updated and customer.created.");
    }
}
