// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The requests of one merchant's shop about one visitor. Products are named like their event,
 * because GA4 is given no other id of a view.
 */
final class MessageWriter {
    private static final String JSON = "application/json";

    private final World.Merchant merchant;
    private final String consent;
    private final long second;
    private final boolean granted;
    private final String padding;

    /**
     * @param consent {@code granted} or {@code denied}
     * @param second when everything happens, in seconds since 1970
     * @param padding bytes of text in each visit that mean nothing
     */
    MessageWriter(World.Merchant merchant, String consent, long second, int padding) {
        this.merchant = merchant;
        this.consent = consent;
        this.second = second;
        this.padding = "x".repeat(padding);
        this.granted = consent.equals("granted");
    }

    Message track(long number, String id) {
        return segment(
                number, "/v1/track", trackJson(id, padding), List.of(view(number, "segment", id)));
    }

    Message batch(long number, String id, int size) {
        StringJoiner all = new StringJoiner(",", "{\"batch\":[", "]}");
        List<Attempted> events = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            all.add(trackJson(id + "-" + index, ""));
            events.add(view(number, "segment", id + "-" + index));
        }
        return segment(number, "/v1/batch", all.toString(), events);
    }

    Message pixelView(long number, String id) {
        String json =
                """
                {"event":"product_viewed","event_id":"%1$s","message_id":"%1$s","value":5,"currency":"EUR",
                 "items":[{"product_id":"%1$s","price":5,"quantity":1}],%2$s}
                """
                        .formatted(id, pixelContext());
        return pixel(number, json, view(number, "browser", id));
    }

    Message pixelPurchase(long number, long order, String value) {
        String json =
                """
                {"event":"purchase_placed","message_id":"px-%1$d","order_id":"%1$d","value":%2$s,"currency":"EUR",
                 "items":[{"product_id":"p%1$d","price":%2$s,"quantity":1}],%3$s}
                """
                        .formatted(order, value, pixelContext());
        return pixel(number, json, purchase(number, "browser", order, value));
    }

    Message order(long number, long order, String value) {
        String json =
                """
                {"id":%1$d,"name":"#%1$d","email":"%5$s","created_at":"%2$s","currency":"EUR",
                 "current_total_price":"%3$s","total_price":"%3$s","financial_status":"paid","source_name":"web",
                 "note_attributes":[{"name":"_tl_consent","value":"marketing=%4$s,analytics=%4$s"}],
                 "customer":{"id":%6$d,"email":"%5$s"},
                 "line_items":[{"id":1,"product_id":10,"title":"Mug","quantity":1,"price":"%3$s","total_discount":"0.00"}]}
                """
                        .formatted(
                                order,
                                Instant.ofEpochSecond(second),
                                value,
                                consent,
                                email(),
                                granted ? 77 : 78);
        return webhook(number, "orders/create", json, purchase(number, "shopify", order, value));
    }

    /**
     * A refund carries the number of its order, so that a platform that is told only that knows it.
     */
    Message refund(long number, long order, String value) {
        String json =
                """
                {"id":%1$d,"order_id":%1$d,"created_at":"%2$s","refund_line_items":[],"transactions":[
                 {"id":1,"order_id":%1$d,"kind":"refund","status":"success","amount":"%3$s","currency":"EUR"}]}
                """
                        .formatted(order, Instant.ofEpochSecond(second), value);
        return webhook(
                number,
                "refunds/create",
                json,
                event(number, "shopify", "order_refunded", "ref_" + order, "" + order, value));
    }

    private Attempted view(long number, String kind, String id) {
        return event(number, kind, "product_viewed", id, "", "5");
    }

    private Attempted purchase(long number, String kind, long order, String value) {
        return event(
                number, kind, "purchase_placed", "ord_" + order + "_purchase", "" + order, value);
    }

    private Attempted event(
            long number, String kind, String name, String id, String order, String value) {
        return new Attempted(
                0,
                number,
                kind,
                merchant.id(),
                merchant.id(),
                name,
                id,
                order,
                value,
                second,
                consent);
    }

    private String trackJson(String id, String extra) {
        return """
        {"type":"track","event":"Product Viewed","userId":"u-%1$s","messageId":"m-%1$s","timestamp":"%2$s",
         "context":{"padding":"%4$s","consent":{"categoryPreferences":{"Advertising":%3$s,"Analytics":%3$s}}},
         "properties":{"event_id":"%1$s","product_id":"%1$s","price":5,"value":5,"currency":"EUR"}}
        """
                .formatted(id, Instant.ofEpochSecond(second), granted, extra);
    }

    private String pixelContext() {
        return """
        "key":"%s","occurred_at":%d,"user":{"external_id":"visitor-%3$s","email":"%4$s"},
         "page":{"url":"https://shop.example/"},"consent":{"analytics":"%3$s","marketing":"%3$s","ad_user_data":"%3$s"}
        """
                .formatted(merchant.browserKey(), second * 1000, consent, email());
    }

    /** Somebody else refuses, because a refusal counts for all that waits of one person. */
    private String email() {
        return granted ? "anna@example.com" : "otto@example.com";
    }

    private Message segment(long number, String path, String json, List<Attempted> events) {
        String user = merchant.segmentKey() + ":";
        String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return message(
                number,
                path,
                Map.of("Content-Type", JSON, "Authorization", "Basic " + basic),
                json,
                events);
    }

    private static Message pixel(long number, String json, Attempted event) {
        return message(number, "/collect", Map.of("Content-Type", JSON), json, List.of(event));
    }

    private Message webhook(long number, String topic, String json, Attempted event) {
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        JSON,
                        "X-Shopify-Topic",
                        topic,
                        "X-Shopify-Hmac-Sha256",
                        sign(json.getBytes(StandardCharsets.UTF_8)),
                        "X-Shopify-Shop-Domain",
                        merchant.shopDomain(),
                        "X-Shopify-API-Version",
                        "2026-07",
                        "X-Shopify-Webhook-Id",
                        "wh-" + number);
        String path = "/webhooks/shopify/" + merchant.id();
        return message(number, path, headers, json, List.of(event));
    }

    private static Message message(
            long number,
            String path,
            Map<String, String> headers,
            String json,
            List<Attempted> events) {
        return new Message(number, path, headers, json.getBytes(StandardCharsets.UTF_8), events);
    }

    private String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret = merchant.shopifySecret().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
