// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A merchant of its own for one fault, so that faults do not get into each other's windows: store,
 * keys, platforms' accounts and traffic.
 */
final class FaultMerchant {
    private static final String ORIGIN = "https://shop.example";
    private static final String GRANTED = "marketing=granted,analytics=granted,ad_user_data=granted";

    private final String id;
    private final int number;
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

    // what the node is started with

    String merchantYaml() {
        return "  - id: %s\n    stores:\n".formatted(id)
                + storeYaml(id)
                + (secondStore ? storeYaml(id + "b") : "");
    }

    private static String storeYaml(String store) {
        return """
              - id: %1$s
                currency: EUR
                country: DE
                sources:
                  shopify: {shop-domain: %1$s.myshopify.com, secrets: ["${file:secrets/shopify}"]}
                  segment: {}
                  browser: {}
        """
                .formatted(store);
    }

    String keysYaml() {
        return keyYaml(id, "segment", "server", segmentLimit)
                + keyYaml(id, "browser", "browser", ", origins: [\"" + ORIGIN + "\"]")
                + (secondStore ? keyYaml(id + "b", "segment", "server", "") : "");
    }

    private static String keyYaml(String store, String source, String kind, String more) {
        return "  - {id: %s-%s, sha256: %s, store: %s, source: %s, kind: %s%s}\n"
                .formatted(
                        store,
                        source,
                        Sha256.of(key(store, source)).hex(),
                        store,
                        source,
                        kind,
                        more);
    }

    private static String key(String store, String source) {
        return "tlk_" + source + "_" + store;
    }

    String rulesYaml() {
        return rules.toString();
    }

    void writeTo(Shop files) {
        shop = files;
        files.write("secrets/" + id, token() + "\n");
        destinations.forEach((plugin, more) -> addDestination(plugin, more));
    }

    /** Writes the file of a destination; while the node runs, it takes it up by itself. */
    void addDestination(String plugin, String more) {
        String settings =
                switch (plugin) {
                    case "meta" -> "{pixel: \"%s\", token: \"%s\", endpoint: \"%s/meta\"}";
                    case "klaviyo" -> "{api-key: \"%2$s\", endpoint: \"%3$s/klaviyo\"}";
                    case "awin" ->
                            "{advertiser: \"%s\", api-key: \"%s\", endpoint: \"%s/awin\"}";
                    default ->
                            "{url: \"%3$s/webhook/"
                                    + id
                                    + "\", secret: \"${file:secrets/warehouse}\", allow-http: true}";
                };
        shop.write(
                "destinations/" + plugin + "-" + id + ".yaml",
                ("version: 1\nplugin: %s\nmerchant: %s\n" + first(more) + "settings: %s\n")
                        .formatted(
                                plugin,
                                id,
                                settings.formatted(
                                                account(plugin),
                                                "${file:secrets/" + id + "}",
                                                shop.sandbox())
                                        .replaceFirst("\\}$", inside(more) + "}")));
    }

    /** Lines beside the settings begin a line; others go into them. */
    private static String first(String more) {
        return more.startsWith(",") ? "" : more;
    }

    private static String inside(String more) {
        return more.startsWith(",") ? more : "";
    }

    private String account(String plugin) {
        return plugin.equals("awin") ? "5" + number : "1234567890" + (10000 + number);
    }

    private String token() {
        return "pk_token_of_" + id;
    }

    String accountsJson() {
        return """
        {"platform":"meta","account":"%1$s","token":"%2$s"},
        {"platform":"klaviyo","account":"%1$s","token":"%2$s"},
        {"platform":"awin","account":"%3$s","token":"%2$s"},
        {"platform":"webhook","account":"%4$s","secrets":["%5$s"]}"""
                .formatted(account("meta"), token(), account("awin"), id, Shop.SIGNING_SECRET);
    }

    // what happens while it runs

    FaultMerchant running(Web web, Clock at) {
        node = web;
        clock = at;
        return this;
    }

    /** Scripts the answers of a platform to this merchant's account. */
    void fault(String platform, String members) {
        String account = platform.equals("webhook") ? id : account(platform);
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
        page(ordinal, "");
        shopify(ordinal, email(ordinal), "web", GRANTED);
    }

    String email(int ordinal) {
        return "\"email\":\"buyer-" + order(ordinal) + "@example.com\",";
    }

    void page(int ordinal, String more) {
        page(
                String.valueOf(order(ordinal)),
                more
                        + "\"ids\":{\"_fbp\":\"fb.1.1768470000000.%1$d\",\"_fbc\":\"fb.1.1768472000000.IwAR%1$d\"},"
                                .formatted(order(ordinal)),
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
        taken(
                node.post(
                        "/collect?k=" + key(id, "browser"),
                        json.getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Origin",
                                origin,
                                "User-Agent",
                                Witnesses.SAFARI)),
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
                        RunningShop.basic(key(store, "segment")));
        taken(node.post(path, json.getBytes(StandardCharsets.UTF_8), headers), expected);
    }

    private void taken(Web.Answer answer, int expected) {
        assertEquals(expected, answer.status(), () -> id + ": " + answer.text());
    }
}
