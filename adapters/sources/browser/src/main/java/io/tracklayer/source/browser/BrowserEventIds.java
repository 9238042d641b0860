// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.identity.Sha256;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The id an event shares with other copies of its action. */
final class BrowserEventIds {
    /** The shared form of order ids; shop webhooks use the same. */
    private static final Map<EventName, String> ORDER_SUFFIXES =
            Map.of(
                    EventName.PURCHASE_PLACED, "purchase",
                    EventName.PURCHASE_PAID, "paid",
                    EventName.ORDER_FULFILLED, "fulfilled",
                    EventName.ORDER_CANCELLED, "cancelled");

    private BrowserEventIds() {}

    static String of(BrowserMessage message, EventName name, InboundRequest request) {
        return stated(message)
                .or(() -> ofOrder(message, name))
                .or(() -> message.text("/message_id"))
                .orElseGet(() -> hash(message, request));
    }

    /** The id the page chose; others are made from what the message says. */
    static Optional<String> stated(BrowserMessage message) {
        return message.text("/event_id");
    }

    private static Optional<String> ofOrder(BrowserMessage message, EventName name) {
        if (name == EventName.ORDER_REFUNDED) {
            return message.text("/refund_id").map(refund -> "ref_" + refund);
        }
        return Optional.ofNullable(ORDER_SUFFIXES.get(name))
                .flatMap(
                        suffix ->
                                message.text("/order_id")
                                        .map(order -> "ord_" + order + "_" + suffix));
    }

    /**
     * Without an id and without a time, only the arrival tells a page viewed twice from a request
     * sent twice.
     */
    private static String hash(BrowserMessage message, InboundRequest request) {
        boolean timed =
                message.find("/occurred_at").isPresent() || message.find("/sent_at").isPresent();
        String content =
                request.method().equals("GET")
                        ? new TreeMap<>(request.query()).toString()
                        : HexFormat.of().formatHex(Sha256.digest(request.raw()));
        String text = content + "\n" + message.index() + "\n" + (timed ? "" : request.receivedAt());
        return "msg_" + Sha256.of(text).hex().substring(0, 32);
    }
}
