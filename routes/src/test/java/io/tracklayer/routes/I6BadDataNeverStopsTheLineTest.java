// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that make no event, between orders: each is kept with its reason, each order arrives. */
class I6BadDataNeverStopsTheLineTest {
    @TempDir Path folder;

    @Test
    void everyBadBodyIsVisibleWithAReasonAndEveryOrderAroundItIsDelivered() throws Exception {
        try (RunningShop shop = RunningShop.start(folder)) {
            List<byte[]> bodies = badBodies();
            for (int i = 0; i < bodies.size(); i++) {
                assertEquals(200, shop.shop().order(shop.web(), 10_000 + i).status());
                assertEquals(200, webhook(shop, bodies.get(i), "bad-" + i), "body " + i);
            }
            assertEquals(200, shop.shop().order(shop.web(), 20_000).status());
            long orders = bodies.size() + 1L;
            Awaitility.await("all orders delivered")
                    .atMost(Web.PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertEquals(
                                            Map.of(
                                                    "meta delivered", orders,
                                                    "warehouse delivered", orders),
                                            shop.web().deliveryCounts()));
            List<Map<?, ?>> rejected = shop.requests("rejected");
            assertEquals(bodies.size(), rejected.size(), rejected.toString());
            for (Map<?, ?> row : rejected) {
                assertTrue(!row.get("reason").equals("internal_error"), row.toString());
                assertTrue(!row.get("sentence").toString().isBlank(), row.toString());
            }
        }
    }

    /** Authentic, so that nothing but its content is wrong with it. */
    private static int webhook(RunningShop shop, byte[] body, String id) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Shopify-Topic", "orders/create");
        headers.put("X-Shopify-Hmac-Sha256", Shop.sign(Shop.SHOPIFY_SECRET, body));
        headers.put("X-Shopify-Shop-Domain", "shop-eu.myshopify.com");
        headers.put("X-Shopify-API-Version", "2026-07");
        headers.put("X-Shopify-Webhook-Id", id);
        return shop.web().post("/webhooks/shopify/shop-eu", body, headers).status();
    }

    private static List<byte[]> badBodies() {
        String order = Shop.orderJson(1);
        List<byte[]> bodies = new ArrayList<>();
        Stream.of(
                        " ",
                        "null",
                        "7",
                        "\"order\"",
                        "[]",
                        "{",
                        order + order,
                        order + "x",
                        order.replaceFirst("\\{", "{\"id\":2,"),
                        order.replace("\"129.90\"", "NaN"),
                        order.replace("\"129.90\"", "1e9999999"),
                        order.replace("\"129.90\"", "1" + "0".repeat(1_001)),
                        "[".repeat(100_000),
                        "{\"a\":".repeat(65) + "1" + "}".repeat(65),
                        "{\"id\":\"\\ud800\"}",
                        "{}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .forEach(bodies::add);
        bodies.add(order.getBytes(StandardCharsets.UTF_16));
        bodies.add(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'});
        bodies.add(new byte[] {0, 1, 2, 3});
        return bodies;
    }
}
