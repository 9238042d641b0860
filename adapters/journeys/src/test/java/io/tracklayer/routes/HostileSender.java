// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.json.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who puts a text into every place that takes one: browser, server, shop and platform.
 *
 * @param shop whose node it is sent to
 */
record HostileSender(OperatorShop shop) {
    /** An event with the text in every field that takes one. */
    static Map<String, Object> event(String text, String message) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", text);
        event.put("message_id", message);
        event.put("event_id", "event " + message + " " + text);
        for (String field :
                List.of("order_id", "search", "coupon", "checkout_token", "cart_token")) {
            event.put(field, text);
        }
        event.put("anonymous_id", text);
        event.put("value", 1.5);
        event.put("currency", "EUR");
        event.put("page", all(text, "url", "referrer", "title", "landing_url"));
        Map<String, Object> user =
                all(text, "email", "phone", "first_name", "last_name", "city", "zip", "country");
        user.put("external_id", "person-" + message.replaceAll("\\D", ""));
        event.put("user", user);
        event.put("items", List.of(all(text, "name", "sku", "brand", "category", "product_id")));
        event.put("utm", all(text, "source", "medium", "campaign", "term", "content"));
        event.put("ids", all(text, "_fbp", "_fbc", "_ga", "_ttp"));
        event.put("click_ids", all(text, "fbclid", "gclid", "ttclid"));
        event.put(
                "consent", Map.of("analytics", "granted", "marketing", "granted", "region", text));
        event.put("properties", Map.of("note", text, text, List.of(text, Map.of(text, text))));
        return event;
    }

    private static Map<String, Object> all(String text, String... names) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String name : names) {
            tree.put(name, text);
        }
        return tree;
    }

    static Map<String, String> headers(String text) {
        String printable = Canaries.printable(text);
        return Map.of("User-Agent", printable, "Referer", printable, "Accept-Language", printable);
    }

    /** The same through a server's SDK. */
    void track(String text) {
        Map<String, Object> event =
                Map.of(
                        "event",
                        "Product Viewed",
                        "userId",
                        text,
                        "anonymousId",
                        text,
                        "context",
                        Map.of("userAgent", text, "ip", text, "library", Map.of("name", text)),
                        "traits",
                        all(text, "email", "name"),
                        "properties",
                        all(text, "product_id", "name", "sku", text, "url"));
        Web.Answer answer =
                shop.running()
                        .web()
                        .postJson("/v1/track?writeKey=" + Shop.SEGMENT_KEY, json(event));
        assertEquals(200, answer.status(), answer.text());
    }

    /** The same as an order of the shop. */
    void order(long id, String text) {
        String quoted = json(Map.of("x", text)).replaceAll("^\\{\"x\":\"|\"}$", "");
        shop.order(
                id,
                order ->
                        order.replace("\"Mug\"", "\"" + quoted + "\"")
                                .replace("Anna", quoted)
                                .replace("Mozilla/5.0 (X11; Linux x86_64)", quoted)
                                .replace("\"name\":\"#", "\"name\":\"" + quoted + "#")
                                .replace(
                                        "\"note_attributes\":[",
                                        "\"note_attributes\":[{\"name\":\"%1$s\",\"value\":\"%1$s\"},{\"name\":\"_tl_event\",\"value\":\"%1$s\"},"
                                                .formatted(quoted)));
    }

    void turnedAway(String text) {
        Web web = shop.running().web();
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        web.post(
                "/collect?k=" + encoded + "&" + encoded + "=" + encoded,
                text.getBytes(StandardCharsets.UTF_8),
                headers(text));
        web.post(
                "/webhooks/shopify/shop-eu?x=" + encoded,
                text.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "X-Shopify-Topic",
                        Canaries.printable(text),
                        "X-Shopify-Hmac-Sha256",
                        "bm8="));
    }

    static Receiver.Answer refusing(String text) {
        return new Receiver.Answer(
                400,
                Map.of("X-Note", Canaries.printable(text), "Content-Type", "text/html"),
                text + json(Map.of("error", Map.of("message", text, text, text))));
    }

    static String json(Map<String, Object> tree) {
        return new String(StrictJson.write(tree), StandardCharsets.UTF_8);
    }
}
