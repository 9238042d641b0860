// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.sandbox.Sandbox;
import io.tracklayer.spi.identity.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shop with a configuration folder and the platforms it sends to: store "shop-eu" with Shopify,
 * Segment and browser; destinations "meta" and "warehouse" on a sandbox of its own. The node is
 * started by the test, in this process or another.
 */
final class Shop implements AutoCloseable {
    static final String SEGMENT_KEY = "tlk_segment_key_of_the_shop";
    static final String BROWSER_KEY = "tlk_browser_key_of_the_shop";
    static final String SHOPIFY_SECRET = "shpss_secret_of_the_shop";
    static final String META_TOKEN = "EAAtokenOfTheShop";
    static final String PIXEL = "123456789012345";
    static final String SIGNING_SECRET = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";

    private final Path folder;
    private final Sandbox sandbox;
    private final Web platforms;

    private Shop(Path folder, Sandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.platforms = new Web(sandbox.base());
    }

    /** Writes the configuration and opens the platforms. */
    static Shop open(Path folder) {
        return open(folder, Clock.systemUTC());
    }

    /** The same with platforms that go by another clock. */
    static Shop open(Path folder, Clock clock) {
        try {
            Shop shop = new Shop(folder, Sandbox.start(0, clock));
            shop.configure();
            shop.register(META_TOKEN);
            return shop;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path config() {
        return folder.resolve("config");
    }

    URI sandbox() {
        return sandbox.base();
    }

    /** Adds to tracklayer.yaml, below {@code node:}; two spaces in. */
    Shop with(String nodeLines) {
        change(
                "tracklayer.yaml",
                text -> text.replace("  data-dir: ../data\n", "  data-dir: ../data\n" + nodeLines));
        return this;
    }

    /** Keeps addresses and browsers of visitors whole, whatever they said. */
    Shop keepingClientData() {
        change(
                "tracklayer.yaml",
                text ->
                        text.replaceFirst(
                                "( +)country: DE\n", "$1country: DE\n$1client-data: keep\n"));
        return this;
    }

    /** Rewrites one file of the configuration. */
    void change(String file, java.util.function.UnaryOperator<String> edit) {
        try {
            Path path = config().resolve(file);
            write(file, edit.apply(Files.readString(path)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void write(String file, String text) {
        try {
            Path path = config().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** From now on Meta knows this token only. */
    void register(String metaToken) {
        platforms.postJson(
                "/control/accounts",
                """
                [{"platform":"meta","account":"%s","token":"%s"},
                 {"platform":"webhook","account":"warehouse","secrets":["%s"]}]
                """
                        .formatted(PIXEL, metaToken, SIGNING_SECRET));
    }

    /** Scripts a platform's next answers; see the sandbox's README for the members. */
    void fault(String json) {
        platforms.postJson("/control/faults", json);
    }

    void healFaults() {
        platforms.delete("/control/faults");
    }

    /** What a platform holds: counters and events, as its inspection shows them. */
    Map<String, Object> held(String platform) {
        return platforms.json("/inspect/" + platform);
    }

    /** Every request a platform was sent. */
    Map<String, Object> requests(String platform) {
        return platforms.json("/inspect/" + platform + "/requests");
    }

    /** A paid order as Shopify reports it, signed; the answer must be checked by the caller. */
    Web.Answer order(Web node, long orderId) {
        return webhook(node, "orders/create", orderJson(orderId), UUID.randomUUID().toString());
    }

    Web.Answer webhook(Web node, String topic, String json, String webhookId) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return node.post(
                "/webhooks/shopify/shop-eu",
                body,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Shopify-Topic",
                        topic,
                        "X-Shopify-Hmac-Sha256",
                        sign(SHOPIFY_SECRET, body),
                        "X-Shopify-Shop-Domain",
                        "shop-eu.myshopify.com",
                        "X-Shopify-API-Version",
                        "2026-07",
                        "X-Shopify-Webhook-Id",
                        webhookId,
                        "X-Shopify-Triggered-At",
                        Instant.now().toString()));
    }

    static String orderJson(long orderId) {
        return """
        {"id":%d,"name":"#%d","email":"anna@example.com","created_at":"%s","currency":"EUR","current_total_price":"129.90",
         "total_price":"129.90","financial_status":"paid","source_name":"web","browser_ip":"203.0.113.7",
         "client_details":{"user_agent":"Mozilla/5.0 (X11; Linux x86_64)","browser_ip":"203.0.113.7"},
         "note_attributes":[{"name":"_tl_consent","value":"marketing=granted,analytics=granted"}],
         "customer":{"id":77,"email":"anna@example.com","first_name":"Anna","last_name":"Muster"},
         "line_items":[{"id":1,"variant_id":11,"product_id":10,"title":"Mug","quantity":1,"price":"129.90","total_discount":"0.00"}]}
        """
                .formatted(orderId, orderId, Instant.now().toString());
    }

    static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs something against a node of this process that is stopped afterwards. */
    void whileRunning(Consumer<Web> test) throws Exception {
        try (Node node = Node.start(config(), Clock.systemUTC())) {
            test.accept(new Web(node.address()));
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private void configure() {
        write(
                "tracklayer.yaml",
                """
                version: 1
                node:
                  listen: 127.0.0.1:0
                  management-port: 0
                  data-dir: ../data
                  allowed-networks: [127.0.0.1/32]
                reconciliation:
                  hold:
                    purchase-like: 0s
                merchants:
                  - id: shop
                    stores:
                      - id: shop-eu
                        currency: EUR
                        country: DE
                        sources:
                          shopify:
                            shop-domain: shop-eu.myshopify.com
                            secrets: ["${file:secrets/shopify}"]
                          segment: {}
                          browser: {}
                """);
        write(
                "keys.yaml",
                """
                version: 1
                keys:
                  - {id: segment, sha256: %s, store: shop-eu, source: segment, kind: server}
                  - {id: browser, sha256: %s, store: shop-eu, source: browser, kind: browser}
                """
                        .formatted(Sha256.of(SEGMENT_KEY).hex(), Sha256.of(BROWSER_KEY).hex()));
        write("secrets/shopify", SHOPIFY_SECRET + "\n");
        write("secrets/meta", META_TOKEN + "\n");
        write("secrets/warehouse", SIGNING_SECRET + "\n");
        destination(
                "meta",
                """
                  pixel: "%s"
                  token: ${file:secrets/meta}
                  endpoint: %s/meta
                """
                        .formatted(PIXEL, sandbox.base()));
        destination(
                "warehouse",
                """
                  url: %s/webhook/warehouse
                  secret: ${file:secrets/warehouse}
                  allow-http: true
                """
                        .formatted(sandbox.base()));
    }

    private void destination(String id, String settings) {
        write(
                "destinations/" + id + ".yaml",
                """
                version: 1
                plugin: %s
                merchant: shop
                redelivery: {max-attempts: 50, first-delay: 1s, multiplier: 1, max-delay: 1s}
                settings:
                %s"""
                        .formatted(id.equals("meta") ? "meta" : "webhook", settings));
    }
}
