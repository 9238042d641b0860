// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A merchant of its own for one fault, so that faults do not get into each other's windows: store,
 * keys, platforms' accounts and traffic.
 */
final class FaultMerchant {
    static final String ORIGIN = "https://shop.example";
    private static final String GRANTED =
            "marketing=granted,analytics=granted,ad_user_data=granted";

    private final String id;
    private final int number;
    private final FaultFiles files;
    private final Map<String, String> destinations = new LinkedHashMap<>();
    private final StringBuilder rules = new StringBuilder();
    private String segmentLimit = "";
    private boolean secondStore;
    private int healthy = 3;
    private Shop shop;
    private Web node;
    private Clock clock;

    FaultMerchant(int number) {
        this.number = number;
        this.id = "m" + number;
        this.files = new FaultFiles(this, number);
        destinations.put("meta", "");
    }

    String id() {
        return id;
    }

    /** How many orders it has with which nothing is wrong. */
    int healthy() {
        return healthy;
    }

    FaultMerchant withoutHealthyOrders() {
        healthy = 0;
        return this;
    }

    /** Adds a destination, or lines to the settings of one: the last line of its file. */
    FaultMerchant with(String plugin, String more) {
        destinations.merge(plugin, more, String::concat);
        return this;
    }

    FaultMerchant instead(String plugin) {
        destinations.clear();
        destinations.put(plugin, "");
        return this;
    }

    FaultMerchant segmentLimit(String limit) {
        segmentLimit = limit;
        return this;
    }

    FaultMerchant withSecondStore() {
        secondStore = true;
        return this;
    }

    /** Adds a rule; the merchant's condition stands in front. */
    FaultMerchant rule(String name, String when, String then) {
        rules.append(
                """
                  - id: %s-%s
                    when: { merchant: %s, %s }
                    then: { %s }
                """
                        .formatted(name, id, id, when, then));
        return this;
    }

    /** Its part of what the node and the platforms are set up with. */
    FaultFiles files() {
        return files;
    }

    Map<String, String> destinations() {
        return destinations;
    }

    String segmentLimit() {
        return segmentLimit;
    }

    boolean hasSecondStore() {
        return secondStore;
    }

    String rules() {
        return rules.toString();
    }

    /** Adds the file of a destination; the node takes it up by itself. */
    void addDestination(String plugin) {
        files.add(shop, plugin, "");
    }

    /** Has an operator pause a destination. */
    void pause(String plugin) {
        taken(
                node.postJson(
                        "/api/v1/destinations/" + plugin + "-" + id + "/pause",
                        "{\"reason\":\"holidays\"}"),
                200);
    }

    void writeTo(Shop configured) {
        shop = configured;
        files.writeTo(shop);
    }

    FaultMerchant running(Web web, Clock at) {
        node = web;
        clock = at;
        return this;
    }

    /** Scripts the answers of a platform to this merchant's account. */
    void fault(String platform, String members) {
        String account = files.account(platform);
        shop.fault(
                "{\"platform\":\"%s\",\"account\":\"%s\",%s}"
                        .formatted(platform, account, members));
    }

    /** An order number no other merchant has. */
    long order(int ordinal) {
        return number * 1_000L + 100_000 + ordinal;
    }

    /** Page and server report an order, with all that platforms like. */
    void healthyOrder(int ordinal) {
        page(ordinal, "\"user\":{" + email(ordinal).replace(",", "") + "},");
        shopify(ordinal, email(ordinal), "web", GRANTED);
    }

    String email(int ordinal) {
        return "\"email\":\"buyer-" + order(ordinal) + "@example.com\",";
    }

    void page(int ordinal, String more) {
        page(
                String.valueOf(order(ordinal)),
                more
                        + "\"ids\":{\"_fbp\":\"fb.1.%2$d.%1$d\",\"_fbc\":\"fb.1.%2$d.IwAR%1$d\"},"
                                .formatted(
                                        order(ordinal),
                                        clock.instant().minusSeconds(3_600).toEpochMilli()),
                "\"marketing\":\"granted\",\"analytics\":\"granted\",\"ad_user_data\":\"granted\"");
    }

    void page(String order, String more, String consent) {
        collect(
                "{\"event\":\"purchase_placed\",\"order_id\":\"%s\",%s\"value\":129.90,\"currency\":\"EUR\",\"consent\":{%s}}"
                        .formatted(order, more, consent),
                ORIGIN,
                200);
    }

    void collect(String json, String origin, int expected) {
        collect(json, origin, Witnesses.SAFARI, expected);
    }

    void collect(String json, String origin, String browser, int expected) {
        taken(
                node.post(
                        "/collect?k=" + FaultFiles.key(id, "browser"),
                        json.getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Origin",
                                origin,
                                "User-Agent",
                                browser)),
                expected);
    }

    void shopify(int ordinal, String identity, String from, String consent) {
        String json =
                """
                {"id":%1$d,"name":"#%1$d",%2$s"created_at":"%3$s","currency":"EUR","current_total_price":"129.90",
                 "total_price":"129.90","financial_status":"paid","source_name":"%4$s",
                 "note_attributes":[{"name":"_tl_consent","value":"%5$s"}],
                 "customer":{"id":%1$d},
                 "line_items":[{"id":1,"variant_id":11,"product_id":10,"title":"Mug","quantity":1,"price":"129.90","total_discount":"0.00"}]}
                """
                        .formatted(order(ordinal), identity, clock.instant(), from, consent);
        webhook(json, Shop.SHOPIFY_SECRET, 200);
    }

    void granted(int ordinal) {
        shopify(ordinal, email(ordinal), "web", GRANTED);
    }

    void from(int ordinal, String orderSource) {
        shopify(ordinal, email(ordinal), orderSource, GRANTED);
    }

    void webhook(String json, String secret, int expected) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Shopify-Topic", "orders/create");
        headers.put("X-Shopify-Hmac-Sha256", Shop.sign(secret, body));
        headers.put("X-Shopify-Shop-Domain", id + ".myshopify.com");
        headers.put("X-Shopify-API-Version", "2026-07");
        headers.put("X-Shopify-Webhook-Id", UUID.randomUUID().toString());
        headers.put("X-Shopify-Triggered-At", clock.instant().toString());
        taken(node.post("/webhooks/shopify/" + id, body, headers), expected);
    }

    void track(String event, int ordinal, String properties) {
        segment(
                id,
                "/v1/track",
                "\"event\":\"%s\",\"properties\":{\"order_id\":\"%d\"%s},"
                        .formatted(event, order(ordinal), properties),
                ordinal,
                200);
    }

    /** An order that is told so long after it was placed. */
    void late(int ordinal, Duration after) {
        segment(
                id,
                "/v1/track",
                "\"event\":\"Order Completed\",\"timestamp\":\"%s\",\"properties\":{\"order_id\":\"%d\",\"total\":9.90,\"currency\":\"EUR\"},"
                        .formatted(clock.instant().minus(after), order(ordinal)),
                ordinal,
                200);
    }

    /** A product is looked at after a click on an ad, by somebody nothing is known of. */
    void look(int ordinal) {
        String json =
                """
                {"event":"Product Viewed","anonymousId":"a-%1$d","messageId":"%2$s",
                 "properties":{"event_id":"look-%1$d","product_id":"10"},
                 "context":{"page":{"url":"https://shop.example/?fbclid=IwAR0look%1$d"},
                  "consent":{"categoryPreferences":{"marketing":true,"analytics":true,"advertising":true}}}}
                """
                        .formatted(order(ordinal), UUID.randomUUID());
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        RunningShop.basic(FaultFiles.key(id, "segment")));
        taken(node.post("/v1/track", json.getBytes(StandardCharsets.UTF_8), headers), 200);
    }

    /** A call of a Segment SDK; {@code members} end with a comma. */
    void segment(String store, String path, String members, int ordinal, int expected) {
        String json =
                """
                {%s"userId":"c-%d","messageId":"%s",
                 "context":{"traits":{"email":"buyer-%d@example.com"},
                  "consent":{"categoryPreferences":{"marketing":true,"analytics":true,"advertising":true}}}}
                """
                        .formatted(members, order(ordinal), UUID.randomUUID(), order(ordinal));
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        RunningShop.basic(FaultFiles.key(store, "segment")));
        taken(node.post(path, json.getBytes(StandardCharsets.UTF_8), headers), expected);
    }

    private void taken(Web.Answer answer, int expected) {
        assertEquals(expected, answer.status(), () -> id + ": " + answer.text());
    }
}
