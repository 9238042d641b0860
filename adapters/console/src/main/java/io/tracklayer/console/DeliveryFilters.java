// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.spi.EventName;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The filters of the list of deliveries, as a form, in an address, and as an order to replay. */
final class DeliveryFilters {
    private final DeliveryFilter filter;

    DeliveryFilters(DeliveryFilter filter) {
        this.filter = filter;
    }

    String status() {
        return filter.status() == null ? "" : filter.status().wire();
    }

    /** The list with another status and reason, from a place on when that is not negative. */
    String link(String status, String reason, long before) {
        return Links.to(
                "/deliveries",
                "status",
                status,
                "destination",
                filter.destination(),
                "merchant",
                filter.merchant(),
                "store",
                filter.store(),
                "reason",
                reason,
                "event",
                filter.eventName(),
                "order_id",
                filter.orderId(),
                "event_id",
                filter.eventId(),
                "since",
                text(filter.since()),
                "until",
                text(filter.until()),
                "before",
                before < 0 ? "" : Long.toString(before));
    }

    void form(Html html, Standing.Board board) {
        new FilterForm(html, "/deliveries")
                .keep("status", status())
                .choice(
                        "Destination",
                        "destination",
                        filter.destination(),
                        board.configuration().destinations().stream()
                                .map(destination -> destination.id())
                                .sorted()
                                .toList())
                .choice(
                        "Event",
                        "event",
                        filter.eventName(),
                        Arrays.stream(EventName.values()).map(EventName::wire).toList())
                .field("Merchant", "merchant", filter.merchant())
                .field("Store", "store", filter.store())
                .field("Reason code", "reason", filter.reason())
                .field("Order id", "order_id", filter.orderId())
                .field("Event id", "event_id", filter.eventId())
                .field("From (UTC, or 24h)", "since", text(filter.since()))
                .field("Until (UTC)", "until", text(filter.until()))
                .end();
    }

    /** Whether a replay can mean the same deliveries without naming them. */
    boolean isReplayable() {
        boolean ends = filter.status() == null || filter.status().isFinal();
        return ends && filter.orderId().isEmpty() && filter.eventId().isEmpty();
    }

    /** The order that means them; those that wait are sent anyway. */
    Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        put(order, "status", status());
        put(order, "destination", filter.destination());
        put(order, "merchant", filter.merchant());
        put(order, "store", filter.store());
        put(order, "reason", filter.reason());
        put(order, "event", filter.eventName());
        order.put("since", (filter.since() == null ? Instant.EPOCH : filter.since()).toString());
        put(order, "until", text(filter.until()));
        return order;
    }

    private static void put(Map<String, Object> order, String name, String value) {
        if (!value.isEmpty()) {
            order.put(name, value);
        }
    }

    private static String text(Instant at) {
        return at == null ? "" : at.toString();
    }
}
