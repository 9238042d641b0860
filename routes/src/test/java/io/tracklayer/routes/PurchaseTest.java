// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.identity.Sha256;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One purchase reported by page, Segment call and webhook, and one of a visitor who refused
 * marketing, from the door to the platform.
 */
class PurchaseTest {
    private static final String EMAIL = "anna@example.com";

    @TempDir static Path folder;

    private static Shop shop;
    private static NodeProcess node;
    private static Web web;

    @BeforeAll
    static void aBuyerAndAVisitorWhoRefusedHavePurchased() throws Exception {
        shop = Shop.open(folder).with("  trusted-proxies: [127.0.0.1]\n");
        shop.change(
                "tracklayer.yaml", text -> text.replace("purchase-like: 0s", "purchase-like: 2s"));
        node = NodeProcess.start(shop.config(), folder.resolve("node.log"));
        web = node.web();
        Witnesses witnesses = new Witnesses(shop, web);
        assertEquals(200, witnesses.page(548291).status());
        assertEquals(200, shop.order(web, 548291).status());
        assertEquals(200, witnesses.segment(548291).status());
        String refused =
                Shop.orderJson(548292)
                        .replace("marketing=granted", "marketing=denied")
                        .replace("anna@", "otto@")
                        .replace("\"id\":77", "\"id\":78");
        assertEquals(200, shop.webhook(web, "orders/create", refused, "wh-2").status());
        web.awaitDeliveries("meta", Map.of("delivered", 1L, "skipped", 1L));
        web.awaitDeliveries("warehouse", Map.of("delivered", 2L));
    }

    @AfterAll
    static void stop() {
        node.close();
        shop.close();
    }

    @Test
    void threeReportsOfOnePurchaseAreOneEventWithTheSignalsOfAll() {
        Map<?, ?> whole = event(548291);
        Map<?, ?> event = (Map<?, ?>) whole.get("event");
        assertEquals(List.of("browser", "segment", "shopify"), event.get("sources"));
        Map<String, String> origin = new TreeMap<>();
        ((Map<?, ?>) whole.get("provenance"))
                .forEach(
                        (path, from) ->
                                origin.put("" + path, "" + ((Map<?, ?>) from).get("source")));
        assertEquals("browser", origin.get("browser_ids.fbp"));
        assertEquals("browser", origin.get("browser_ids.fbc"));
        assertEquals("browser", origin.get("user.user_agent"));
        assertEquals("browser", origin.get("user.client_ip"));
        assertEquals("segment", origin.get("user.phone"));
        assertEquals("shopify", origin.get("user.email"));
        assertEquals("shopify", origin.get("value"), "a page's total is not believed");
    }

    @Test
    void theEvidenceSaysInOneSentenceWhoGaveWhatAndByWhichKeyTheyMet() {
        List<String> sentences = new ArrayList<>();
        ((List<?>) event(548291).get("merges"))
                .forEach(merge -> sentences.add("" + ((Map<?, ?>) merge).get("sentence")));
        assertEquals(2, sentences.size(), "" + sentences);
        String last = sentences.get(1);
        assertTrue(last.contains("merged by order_id 548291"), last);
        assertTrue(last.matches(".*; browser gave [a-z_ ]*fbc fbp.*"), last);
        assertTrue(last.matches(".*; segment gave [a-z_ ]*phone.*"), last);
        assertTrue(last.matches(".*; shopify gave [a-z_ ]*email[a-z_ ]* value.*"), last);
    }

    @Test
    void metaIsSentExactlyTheUnionWithIdentifiersHashed() throws Exception {
        List<Map<?, ?>> calls = calls("meta");
        assertEquals(1, calls.size());
        assertEquals("POST", calls.get(0).get("method"));
        Map<?, ?> body = json(calls.get(0).get("body"));
        Map<?, ?> sent = (Map<?, ?>) ((List<?>) body.get("data")).get(0);
        assertEquals(1, ((List<?>) body.get("data")).size());
        assertEquals("Purchase", sent.get("event_name"));
        assertEquals("ord_548291_purchase", sent.get("event_id"));
        assertEquals("website", sent.get("action_source"));
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("em", hashes(EMAIL));
        user.put("ph", hashes("4915123456789"));
        user.put("fn", hashes("anna"));
        user.put("ln", hashes("muster"));
        user.put("external_id", hashes("77"));
        user.put("client_ip_address", Witnesses.ADDRESS);
        user.put("client_user_agent", Witnesses.SAFARI);
        user.put("fbp", Witnesses.FBP);
        user.put("fbc", Witnesses.FBC);
        assertEquals(user, sent.get("user_data"));
        Map<?, ?> custom = (Map<?, ?>) sent.get("custom_data");
        assertEquals(
                0, new BigDecimal("129.90").compareTo(new BigDecimal("" + custom.get("value"))));
        assertEquals("EUR", custom.get("currency"));
        assertEquals("548291", custom.get("order_id"));
    }

    @Test
    void theAttemptIsShownWithTokenAndAddressMasked() {
        Map<?, ?> attempt = attempts("meta").get(0);
        Map<?, ?> request = (Map<?, ?>) attempt.get("request");
        assertEquals(200L, attempt.get("status"));
        assertEquals("delivered", attempt.get("outcome"));
        assertEquals(List.of(event(548291).get("seq")), attempt.get("events"));
        assertTrue(
                request.get("url")
                        .toString()
                        .startsWith(shop.sandbox() + "/meta/v25.0/" + Shop.PIXEL));
        assertTrue(request.get("body").toString().contains(Sha256.of(EMAIL).hex()));
        assertTrue(
                calls("meta").get(0).toString().contains(Shop.META_TOKEN),
                "the platform itself got the token");
    }

    @ParameterizedTest
    @ValueSource(strings = {Shop.META_TOKEN, EMAIL, "+4915123456789", Shop.SHOPIFY_SECRET})
    void whatIsSecretOrPersonalStandsInNoLog(String secret) {
        for (String path :
                List.of("/api/v1/api-logs", "/api/v1/deliveries", "/api-logs", "/deliveries")) {
            Web.Answer answer = web.get(path);
            assertEquals(200, answer.status(), path);
            assertTrue(answer.text().contains("warehouse"), path + " shows nothing");
            assertFalse(answer.text().contains(secret), path + " shows " + secret);
        }
        assertFalse(node.output().contains(secret), "the node said " + secret);
    }

    @Test
    void withoutMarketingConsentMetaIsNeverCalledAndTheRowSaysWhy() {
        Map<?, ?> skipped =
                rows("/api/v1/deliveries?destination=meta&status=skipped", "deliveries").get(0);
        assertEquals("ord_548292_purchase", skipped.get("event_id"));
        assertEquals("consent_denied:marketing", skipped.get("reason"));
        assertEquals(0L, skipped.get("attempts"));
        assertFalse(calls("meta").toString().contains("548292"), "Meta heard of the refused order");
    }

    @Test
    void theWarehouseIsSentBothPurchasesSigned() {
        Map<String, Object> held = shop.held("webhook");
        assertEquals(2L, held.get("stored"));
        assertEquals(Map.of(), held.get("diagnostics"));
        Set<Object> ids = new java.util.TreeSet<>();
        ((List<?>) held.get("events")).forEach(row -> ids.add(((Map<?, ?>) row).get("event_id")));
        assertEquals(Set.of("ord_548291_purchase", "ord_548292_purchase"), ids);
    }

    private static Map<?, ?> event(long order) {
        return rows("/api/v1/events", "events").stream()
                .filter(row -> ("" + order).equals(row.get("order_id")))
                .map(row -> web.json("/api/v1/events/" + row.get("seq")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<?, ?>> attempts(String destination) {
        return rows("/api/v1/api-logs?destination=" + destination, "attempts");
    }

    private static List<Map<?, ?>> calls(String platform) {
        return rowsOf(shop.requests(platform).get("requests"));
    }

    private static List<Map<?, ?>> rows(String path, String member) {
        return rowsOf(web.json(path).get(member));
    }

    private static List<Map<?, ?>> rowsOf(Object list) {
        List<Map<?, ?>> rows = new ArrayList<>();
        ((Iterable<?>) list).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }

    private static List<String> hashes(String plain) {
        return List.of(Sha256.of(plain).hex());
    }

    private static Map<?, ?> json(Object text) throws Exception {
        return (Map<?, ?>) StrictJson.read(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
