// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The id a message shares with other copies of its action. */
final class SegmentEventIds {
    /** The shared form of order ids; shop webhooks and the browser script use the same. */
    private static final Map<EventName, String> ORDER_SUFFIXES =
            Map.of(
                    EventName.PURCHASE_PLACED, "purchase",
                    EventName.PURCHASE_PAID, "paid",
                    EventName.ORDER_FULFILLED, "fulfilled",
                    EventName.ORDER_CANCELLED, "cancelled");

    private SegmentEventIds() {}

    static String of(SegmentMessage message, EventName name) {
        return stated(message)
                .or(() -> ofOrder(message.properties(), name))
                .or(() -> ofRegistration(message))
                .or(message::id)
                .orElseGet(() -> hash(message));
    }

    /** The id the sender chose; others are made from what the message says. */
    static Optional<String> stated(SegmentMessage message) {
        Tree properties = message.properties();
        return Stream.of("/event_id", "/eventId")
                .flatMap(pointer -> Scalars.text(properties, pointer).stream())
                .findFirst()
                .or(() -> message.contextText("/event_id"));
    }

    private static Optional<String> ofOrder(Tree properties, EventName name) {
        if (name == EventName.ORDER_REFUNDED) {
            return first(properties, "/refund_id", "/refundId").map(refund -> "ref_" + refund);
        }
        return Optional.ofNullable(ORDER_SUFFIXES.get(name))
                .flatMap(
                        suffix ->
                                first(properties, "/order_id", "/orderId", "/transaction_id")
                                        .map(order -> "ord_" + order + "_" + suffix));
    }

    /** Every identify says it again while the account is new; an account is made once. */
    private static Optional<String> ofRegistration(SegmentMessage message) {
        return message.type().equals("identify")
                ? message.text("/userId")
                        .map(user -> "reg_" + Sha256.of(user).hex().substring(0, 32))
                : Optional.empty();
    }

    private static Optional<String> first(Tree tree, String... pointers) {
        return Stream.of(pointers)
                .flatMap(pointer -> Scalars.text(tree, pointer).stream())
                .findFirst();
    }

    /** Leaves out what a client changes when it sends the same message once more. */
    private static String hash(SegmentMessage message) {
        Map<String, Object> content = new TreeMap<>(message.body().members());
        Stream.of("sentAt", "receivedAt", "writeKey", "_metadata").forEach(content::remove);
        return "msg_" + Sha256.of(CanonicalText.of(content)).hex().substring(0, 32);
    }
}
