// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a merchant's own servers send in Segment's format. */
final class SegmentRecording {
    private final Instant hour;

    /**
     * @param hour when the recorded hour begins
     */
    SegmentRecording(Instant hour) {
        this.hour = hour;
    }

    /** A track message. */
    static Map<String, Object> track(
            DemoVisitor visitor,
            String event,
            String messageId,
            Instant at,
            Map<String, Object> properties) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "track");
        message.put("event", event);
        message.put("messageId", messageId);
        message.put("timestamp", at.toString());
        message.put("userId", "cus_" + visitor.number());
        message.put("properties", properties);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("ip", visitor.address());
        context.put("userAgent", visitor.userAgent());
        context.put("ga_client_id", visitor.gaClientId());
        context.put("fbp", visitor.fbp());
        context.put("traits", traits(visitor));
        context.put("page", Map.of("url", visitor.shop().site() + "/account"));
        context.put(
                "consent",
                Map.of("categoryPreferences", Map.of("Analytics", true, "Advertising", true)));
        message.put("context", context);
        return message;
    }

    /** The price of the first piece was given back. */
    static Map<String, Object> refund(RecordedOrder order, long id, Instant at) {
        RecordedOrder.Line line = order.lines().get(0);
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("product_id", Long.toString(line.product().id()));
        product.put("sku", line.product().sku());
        product.put("name", line.product().name());
        product.put("price", line.product().price());
        product.put("quantity", 1);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("order_id", Long.toString(order.id()));
        properties.put("refund_id", Long.toString(id));
        properties.put("value", line.product().price());
        properties.put("currency", order.shop().currency());
        properties.put("products", List.of(product));
        return track(order.visitor(), "Order Refunded", "srv-ref-" + id, at, properties);
    }

    /** Messages in one call. */
    RecordedRequest batch(
            DemoShop shop, Instant sentAt, List<Object> messages, List<String> verdicts) {
        String credentials = shop.segmentKey() + ":";
        return new RecordedRequest(
                Duration.between(hour, sentAt),
                "POST",
                "/v1/batch",
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "analytics-java/3.5.0",
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                credentials.getBytes(StandardCharsets.UTF_8))),
                Json.write(Map.of("batch", messages)).getBytes(StandardCharsets.UTF_8),
                200,
                verdicts);
    }

    private static Map<String, Object> traits(DemoVisitor visitor) {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("email", visitor.email());
        traits.put("firstName", visitor.firstName());
        traits.put("lastName", visitor.lastName());
        traits.put("address", Map.of("country", visitor.shop().country()));
        return traits;
    }
}
