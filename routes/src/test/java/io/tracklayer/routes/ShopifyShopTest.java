// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Shopify shop with webhooks and the web pixel, from the door to the platforms. */
class ShopifyShopTest {
    private static final String PIXEL_KEY = "tlk_pixel_key_of_the_shop";
    private static final String CONSENT =
            "\"consent\":{\"analyticsProcessingAllowed\":true,\"marketingAllowed\":true}";

    @TempDir static Path folder;

    private static RunningShop running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.start(folder, ShopifyShopTest::withPixel);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static void withPixel(Shop shop) {
        shop.change(
                "tracklayer.yaml",
                text ->
                        text.replace(
                                "browser: {}\n", "browser: {}\n          shopify-pixel: {}\n"));
        shop.change(
                "keys.yaml",
                text ->
                        text
                                + "  - {id: pixel, sha256: %s, store: shop-eu, source: shopify-pixel, kind: browser}\n"
                                        .formatted(Sha256.of(PIXEL_KEY).hex()));
    }

    @Test
    void aPurchaseOfThePixelWithoutItsOrderIsSentOnceTheOrderCame() {
        pixel("sh-1", "tok-5001", "null");
        Map<?, ?> waiting = delivery("order_unknown");
        assertEquals("skipped", waiting.get("status"));
        assertEquals(0L, waiting.get("attempts"));

        order(5001, "tok-5001");
        Map<?, ?> sent = running.awaitSent("ord_5001_purchase");
        String body = sent.get("body").toString();
        assertTrue(body.contains("\"sources\":[\"shopify\",\"shopify-pixel\"]"), body);
        assertTrue(body.contains("fb.1.1768470000000.1019141"), "the pixel's cookie: " + body);
        assertTrue(body.contains("\"value\":129.90"), "the order's total: " + body);
        assertEquals(1, purchases("5001").size());
    }

    @Test
    void aPurchaseOfThePixelThatComesAfterItsOrderIsTheSame() {
        order(5002, "tok-5002");
        running.awaitSent("ord_5002_purchase");
        List<Map<?, ?>> before = running.requests("merged");
        pixel("sh-2", "tok-5002", "null");
        running.awaitRequest("merged", "merged", before);
        pixel("sh-3", "tok-5002", "\"gid://shopify/OrderIdentity/5002\"");
        assertEquals(1, purchases("5002").size());
    }

    @Test
    void anEditedOrderIsToldOnceWithItsNewTotal() {
        order(5003, "tok-5003");
        running.awaitSent("ord_5003_purchase");
        webhook(
                "orders/edited",
                "{\"order_edit\":{\"id\":901,\"order_id\":5003,\"created_at\":\"%s\"}}"
                        .formatted(Instant.now()));
        String grown =
                orderJson(5003, "tok-5003")
                        .replace("\"total_price\":\"129.90\"", "\"total_price\":\"159.90\"")
                        .replace(
                                "\"current_total_price\":\"129.90\"",
                                "\"current_total_price\":\"159.90\"");
        webhook("orders/updated", grown);
        webhook("orders/updated", grown);
        Map<?, ?> edited = running.awaitSent("edit_901");
        assertTrue(edited.get("body").toString().contains("159.90"), "" + edited.get("body"));
        assertEquals(
                1,
                running.rows("/api/v1/events?limit=500", "events").stream()
                        .filter(row -> "order_edited".equals(row.get("event_name")))
                        .count());
    }

    @Test
    void aCheckoutIsToldStepByStepByWebhookAndPixelUnderSharedIds() {
        String checkout =
                "{\"token\":\"tok-5004\",\"created_at\":\"%s\",\"total_price\":\"20.00\",\"currency\":\"EUR\",\"email\":%s,\"note_attributes\":[{\"name\":\"_tl_consent\",\"value\":\"analytics=1,marketing=1\"}]}";
        webhook("checkouts/create", checkout.formatted(Instant.now(), "null"));
        running.awaitSent("chk_tok-5004_started");
        webhook("checkouts/update", checkout.formatted(Instant.now(), "\"anna@example.com\""));
        running.awaitSent("chk_tok-5004_contact");
        List<Map<?, ?>> before = running.requests("merged");
        post(
                "{\"id\":\"sh-4\",\"name\":\"checkout_started\",\"data\":{\"checkout\":{\"token\":\"tok-5004\"}},\"tl\":{"
                        + CONSENT
                        + "}}");
        running.awaitRequest("merged", "merged", before);
    }

    @Test
    void whatAVisitorDecidedOnTheBannerIsRememberedForLaterEvents() {
        post(
                "{\"id\":\"sh-5\",\"name\":\"visitor_consent_collected\",\"clientId\":\"visitor-5\",\"customerPrivacy\":{\"analyticsProcessingAllowed\":false,\"marketingAllowed\":false,\"saleOfDataAllowed\":false}}");
        running.awaitRequest("identity", "identity_only", List.of());
        post("{\"id\":\"sh-6\",\"name\":\"page_viewed\",\"clientId\":\"visitor-5\"}");
        Map<?, ?> event = running.awaitEvent("sh-6");
        Map<?, ?> whole = running.web().json("/api/v1/events/" + event.get("seq"));
        assertTrue(
                ((Map<?, ?>) whole.get("event"))
                        .get("consent")
                        .toString()
                        .contains("marketing=denied"),
                "" + whole.get("event"));
    }

    @Test
    void theScriptsAreGivenWithoutAKeyAndEventsAreTakenWithOneOnly() {
        Web.Answer script = running.web().get("/v1/shopify/custom-pixel.js");
        assertEquals(200, script.status());
        assertTrue(script.headers().get("Content-Type").startsWith("text/javascript"));
        assertTrue(script.text().contains("analytics.subscribe"));
        assertEquals(
                401,
                running.web()
                        .post(
                                "/v1/shopify/pixel?key=wrong",
                                "{}".getBytes(StandardCharsets.UTF_8),
                                Map.of())
                        .status());
    }

    @Test
    void theSandboxOfThePixelMayCallFromItsOpaqueOrigin() {
        Web.Answer answer =
                running.web()
                        .post(
                                "/v1/shopify/pixel?key=" + PIXEL_KEY,
                                "{\"id\":\"sh-7\",\"name\":\"page_viewed\"}"
                                        .getBytes(StandardCharsets.UTF_8),
                                Map.of("Content-Type", "text/plain", "Origin", "null"));
        assertEquals(200, answer.status());
        assertEquals("null", answer.headers().get("Access-Control-Allow-Origin"));
        assertFalse(answer.text().contains("unusable"), answer.text());
    }

    private static List<Map<?, ?>> purchases(String order) {
        return running.rows("/api/v1/events?limit=500", "events").stream()
                .filter(row -> order.equals(row.get("order_id")))
                .filter(row -> "purchase_placed".equals(row.get("event_name")))
                .toList();
    }

    private static Map<?, ?> delivery(String reason) {
        return RunningShop.awaitRow(
                "delivery " + reason,
                () ->
                        running.rows(
                                "/api/v1/deliveries?destination=warehouse&limit=500", "deliveries"),
                row -> reason.equals(row.get("reason")));
    }

    private static void pixel(String id, String token, String order) {
        post(
                """
                {"id":"%s","name":"checkout_completed","type":"standard","timestamp":"%s",
                 "data":{"checkout":{"token":"%s","order":{"id":%s},"currencyCode":"EUR",
                  "totalPrice":{"amount":129.9,"currencyCode":"EUR"}}},
                 "tl":{"_fbp":"fb.1.1768470000000.1019141",%s}}
                """
                        .formatted(id, Instant.now(), token, order, CONSENT));
    }

    private static void post(String event) {
        Web.Answer answer =
                running.web()
                        .post(
                                "/v1/shopify/pixel?key=" + PIXEL_KEY,
                                event.getBytes(StandardCharsets.UTF_8),
                                Map.of("Content-Type", "text/plain"));
        assertEquals(200, answer.status(), answer.text());
    }

    private static void order(long id, String token) {
        webhook("orders/create", orderJson(id, token));
    }

    private static String orderJson(long id, String token) {
        return Shop.orderJson(id)
                .replace("\"source_name\"", "\"checkout_token\":\"" + token + "\",\"source_name\"");
    }

    private static void webhook(String topic, String json) {
        assertEquals(
                200,
                running.shop()
                        .webhook(running.web(), topic, json, UUID.randomUUID().toString())
                        .status());
    }
}
