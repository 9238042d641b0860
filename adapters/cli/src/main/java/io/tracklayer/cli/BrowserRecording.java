// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pages send: the page script's JSON and plain images. */
final class BrowserRecording {
    private final Instant hour;

    /**
     * @param hour when the recorded hour begins
     */
    BrowserRecording(Instant hour) {
        this.hour = hour;
    }

    /** One event of a page. */
    record PageEvent(String name, String messageId, Instant at, Map<String, Object> fields) {}

    /** An event about some pieces of a product. */
    static PageEvent about(
            String name, String messageId, Instant at, DemoShop shop, RecordedOrder.Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!name.equals("page_viewed")) {
            fields.put("value", line.amount());
            fields.put("currency", shop.currency());
            fields.put("items", List.of(item(line)));
        }
        return new PageEvent(name, messageId, at, fields);
    }

    /** The purchase as the thank-you page reports it. */
    static PageEvent purchase(RecordedOrder order) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event_id", order.purchaseId());
        fields.put("order_id", Long.toString(order.id()));
        fields.put("value", order.total());
        fields.put("currency", order.shop().currency());
        fields.put("shipping", order.shop().shipping());
        fields.put("items", order.lines().stream().map(BrowserRecording::item).toList());
        return new PageEvent(
                "purchase_placed", "tl-" + order.id() + "-p", order.placedAt(), fields);
    }

    /** Events of one visitor in one call of the page script. */
    RecordedRequest collect(DemoVisitor visitor, List<PageEvent> events, List<String> verdicts) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("page", Map.of("url", visitor.shop().site() + "/shop", "title", "Shop"));
        body.put("ids", ids(visitor));
        body.put("user", user(visitor, events));
        Map<String, Object> consent = consent(visitor.consent());
        if (!consent.isEmpty()) {
            body.put("consent", consent);
        }
        body.put("events", events.stream().map(BrowserRecording::toJson).toList());
        return new RecordedRequest(
                at(events),
                "POST",
                "/collect?k=" + visitor.shop().browserKey(),
                Map.of(
                        "Content-Type", "text/plain;charset=UTF-8",
                        "User-Agent", visitor.userAgent(),
                        "Origin", visitor.shop().site()),
                Json.write(body).getBytes(StandardCharsets.UTF_8),
                200,
                verdicts);
    }

    /** One event as an image. */
    RecordedRequest image(DemoVisitor visitor, PageEvent event, String search, String verdict) {
        List<String> query = new ArrayList<>();
        add(query, "k", visitor.shop().browserKey());
        add(query, "ev", event.name());
        add(query, "mid", event.messageId());
        add(query, "ts", Long.toString(event.at().toEpochMilli()));
        add(query, "url", visitor.shop().site() + "/shop");
        add(query, "ga", visitor.gaCookie());
        add(query, "q", search);
        if (visitor.consent() == DemoConsent.GRANTED) {
            add(query, "fbp", visitor.fbp());
        }
        consent(visitor.consent())
                .forEach(
                        (purpose, state) ->
                                add(query, letter(purpose), state.equals("granted") ? "1" : "0"));
        return new RecordedRequest(
                at(List.of(event)),
                "GET",
                "/pixel.gif?" + String.join("&", query),
                Map.of(
                        "User-Agent",
                        visitor.userAgent(),
                        "Referer",
                        visitor.shop().site() + "/shop"),
                new byte[0],
                200,
                List.of(verdict));
    }

    private static void add(List<String> query, String name, String value) {
        if (!value.isEmpty()) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String letter(String purpose) {
        return switch (purpose) {
            case "ad_user_data" -> "u";
            case "ad_personalization" -> "p";
            default -> purpose.substring(0, 1);
        };
    }

    /** Sent when the last of them has happened. */
    private Duration at(List<PageEvent> events) {
        return Duration.between(hour, events.get(events.size() - 1).at());
    }

    private static Map<String, Object> toJson(PageEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", event.name());
        json.put("message_id", event.messageId());
        json.put("occurred_at", event.at().toEpochMilli());
        json.putAll(event.fields());
        return json;
    }

    private static Map<String, Object> item(RecordedOrder.Line line) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("variant_id", Long.toString(line.product().variant()));
        item.put("product_id", Long.toString(line.product().id()));
        item.put("sku", line.product().sku());
        item.put("name", line.product().name());
        BigDecimal price = line.product().price();
        item.put("price", price);
        item.put("quantity", line.quantity());
        return item;
    }

    private static Map<String, Object> ids(DemoVisitor visitor) {
        Map<String, Object> ids = new LinkedHashMap<>();
        ids.put("_ga", visitor.gaCookie());
        if (visitor.consent() == DemoConsent.GRANTED) {
            ids.put("_fbp", visitor.fbp());
        }
        return ids;
    }

    /** Who it is becomes known at the checkout. */
    private static Map<String, Object> user(DemoVisitor visitor, List<PageEvent> events) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("country", visitor.shop().country());
        boolean known = events.stream().anyMatch(event -> event.name().equals("purchase_placed"));
        if (known) {
            user.put("email", visitor.email());
            user.put("first_name", visitor.firstName());
            user.put("last_name", visitor.lastName());
        }
        return user;
    }

    private static Map<String, Object> consent(DemoConsent consent) {
        Map<String, Object> purposes = new LinkedHashMap<>();
        if (consent == DemoConsent.UNKNOWN) {
            return purposes;
        }
        boolean granted = consent == DemoConsent.GRANTED;
        purposes.put("analytics", "granted");
        for (String purpose : List.of("marketing", "ad_user_data", "ad_personalization")) {
            purposes.put(purpose, granted ? "granted" : "denied");
        }
        if (granted) {
            purposes.put("sale_of_data", "granted");
        }
        return purposes;
    }
}
