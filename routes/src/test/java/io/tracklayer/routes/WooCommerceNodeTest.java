// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WooCommerce shop's webhooks, from the door to the platforms. */
class WooCommerceNodeTest {
    @TempDir static Path folder;

    private static SubscriptionShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = SubscriptionShop.start(folder);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void anOrdersLifeReachesThePlatformsStepByStepAndOnce() {
        assertEquals(200, shop.woo(727, "pending", 0, ""));
        assertEquals(200, page(727));
        assertEquals(200, shop.woo(727, "processing", 1, ""));
        assertEquals(200, shop.woo(727, "processing", 1, ""));
        assertEquals(200, shop.woo(727, "completed", 2, ""));
        assertEquals(200, shop.woo(727, "refunded", 3, "{\"id\":901,\"total\":\"-49.85\"}"));
        shop.awaitDelivered(
                "warehouse", "ord_727_purchase", "ord_727_paid", "ord_727_fulfilled", "ref_901");
        shop.awaitDelivered("meta", "ord_727_purchase");
        Map<?, ?> purchase = shop.running().awaitEvent("ord_727_purchase");
        assertEquals(List.of("browser", "woocommerce"), purchase.get("sources"));
        String sent = shop.running().shop().requests("meta").toString();
        assertTrue(sent.contains(".IwAR0AbC"), "the click id of the first page: " + sent);
    }

    @Test
    void thePingOfANewWebhookIsAnsweredAndLeavesNoTrace() {
        List<Map<?, ?>> before = shop.running().requests("refused");
        assertEquals(200, shop.wooPing());
        assertEquals(before, shop.running().requests("refused"));
    }

    @Test
    void aForgedWebhookIsRefusedAndShown() {
        List<Map<?, ?>> before = shop.running().requests("refused");
        assertEquals(401, shop.woo("order.updated", "{\"id\":1}", "guessed"));
        shop.running().awaitRequest("refused", "bad_signature", before);
    }

    private static int page(long order) {
        String json =
                "{\"event\":\"purchase_placed\",\"order_id\":\"%d\",\"value\":1,\"currency\":\"EUR\"}"
                        .formatted(order);
        return shop.running()
                .web()
                .post(
                        "/collect?k=" + Shop.BROWSER_KEY,
                        json.getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "application/json"))
                .status();
    }
}
