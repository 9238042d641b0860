// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** The webhooks of WooCommerce and Recharge, for a running shop that has them as sources, too. */
record SubscriptionShop(RunningShop running) implements AutoCloseable {
    static final String WOO_SECRET = "wc-s3cret&<x>";
    static final String RECHARGE_SECRET = "rc_client_secret_of_the_shop";

    static SubscriptionShop start(Path folder) throws Exception {
        return new SubscriptionShop(RunningShop.start(folder, SubscriptionShop::configure));
    }

    /**
     * An order as it stands after so many seconds.
     *
     * @param refund an entry of its refunds, or nothing
     */
    int woo(long order, String status, int seconds, String refund) {
        LocalDateTime made = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(5);
        String paid = status.equals("pending") ? "null" : "\"" + made + "\"";
        String json =
                """
                {"id":%d,"number":"%d","status":"%s","total":"49.85","currency":"EUR","created_via":"checkout","customer_id":26,
                 "date_created_gmt":"%s","date_modified_gmt":"%s","date_paid_gmt":%s,"refunds":[%s],
                 "billing":{"email":"jane@example.com","city":"Berlin","postcode":"10115","country":"DE"},
                 "customer_ip_address":"203.0.113.7","customer_user_agent":"Mozilla/5.0 (X11; Linux x86_64)",
                 "meta_data":[{"key":"tl_consent","value":"{\\"analytics\\":true,\\"marketing\\":true,\\"ad_user_data\\":true}"},
                   {"key":"_wc_order_attribution_session_entry","value":"https://shop.example/?fbclid=IwAR0AbC"}],
                 "line_items":[{"product_id":93,"quantity":1,"total":"49.85","total_tax":"0.00"}]}
                """;
        return woo(
                "order.updated",
                json.formatted(order, order, status, made, made.plusSeconds(seconds), paid, refund),
                WOO_SECRET);
    }

    int woo(String topic, String json, String secret) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return running.web()
                .post(
                        "/webhooks/woocommerce/shop-eu",
                        body,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "X-WC-Webhook-Topic",
                                topic,
                                "X-WC-Webhook-Signature",
                                Shop.sign(secret, body)))
                .status();
    }

    int wooPing() {
        return running.web()
                .post(
                        "/webhooks/woocommerce/shop-eu",
                        "webhook_id=5".getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .status();
    }

    /** A recurring charge that the shop keeps as this order. */
    int charge(long order, boolean newSignature) {
        byte[] body = chargeJson(order).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (newSignature) {
            headers.put("X-Recharge-Webhook-Signature", timed(body));
        } else {
            headers.put("X-Recharge-Hmac-Sha256", plain(body));
        }
        return running.web().post("/webhooks/recharge/shop-eu/charge.paid", body, headers).status();
    }

    /** Event ids of a destination's deliveries that were delivered. */
    Set<String> delivered(String destination) {
        String path = "/api/v1/deliveries?limit=500&destination=" + destination;
        return running.rows(path, "deliveries").stream()
                .filter(row -> "delivered".equals(row.get("status")))
                .map(row -> row.get("event_id").toString())
                .collect(Collectors.toSet());
    }

    /** Waits until exactly these events were delivered to a destination. */
    void awaitDelivered(String destination, String... eventIds) {
        Awaitility.await("deliveries to " + destination)
                .atMost(Web.PATIENCE)
                .untilAsserted(() -> assertEquals(Set.of(eventIds), delivered(destination)));
    }

    private static void configure(Shop shop) {
        shop.write("secrets/woocommerce", WOO_SECRET + "\n");
        shop.write("secrets/recharge", RECHARGE_SECRET + "\n");
        shop.change(
                "tracklayer.yaml",
                text ->
                        text.replace("purchase-like: 0s", "purchase-like: 2s")
                                .replace(
                                        "          browser: {}\n",
                                        """
                                                  browser: {}
                                                  woocommerce:
                                                    secrets: ["${file:secrets/woocommerce}"]
                                                  recharge:
                                                    secrets: ["${file:secrets/recharge}"]
                                        """));
    }

    private static String chargeJson(long order) {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        return """
        {"charge":{"id":%d,"type":"recurring","status":"success","currency":"EUR","total_price":"42.00",
         "processed_at":"%s","updated_at":"%s","external_order_id":{"ecommerce":"%d"},
         "customer":{"email":"anna@example.com","external_customer_id":{"ecommerce":"77"}},
         "line_items":[{"purchase_item_id":233844,"purchase_item_type":"subscription","external_variant_id":{"ecommerce":"11"},"title":"Mug","quantity":1,"unit_price":"42.00"}]}}
        """
                .formatted(order + 900_000, now, now, order);
    }

    private static String timed(byte[] body) {
        try {
            long time = Instant.now().getEpochSecond();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            RECHARGE_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String plain(byte[] body) {
        return Sha256.of(RECHARGE_SECRET + new String(body, StandardCharsets.UTF_8)).hex();
    }

    @Override
    public void close() {
        running.close();
    }
}
