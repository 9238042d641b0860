// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, what everybody else hears, and that both leave a row. */
class IntakeEdgeTest {
    private static final String WEBHOOK = "/webhooks/shopify/shop-eu";

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    static Stream<Arguments> signaturesThatProveNothing() {
        byte[] order = bytes(Shop.orderJson(1));
        String right = Shop.sign(Shop.SHOPIFY_SECRET, order);
        byte[] digest = Base64.getDecoder().decode(right);
        return Stream.of(
                Arguments.of("another secret", Shop.sign("shpss_other", order), "bad_signature"),
                Arguments.of(
                        "another body",
                        Shop.sign(Shop.SHOPIFY_SECRET, bytes("{}")),
                        "bad_signature"),
                Arguments.of("cut to 24 bytes", right.substring(0, 32), "bad_signature"),
                Arguments.of("hexadecimal", HexFormat.of().formatHex(digest), "bad_signature"),
                Arguments.of("one bit off", flipped(digest), "bad_signature"),
                Arguments.of(
                        "encoded twice",
                        Base64.getEncoder().encodeToString(bytes(right)),
                        "bad_signature"),
                Arguments.of("not base64", "%%%" + right, "undecodable_signature"),
                Arguments.of("none", "", "missing_signature"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signaturesThatProveNothing")
    void aWebhookWithoutTheShopsSignatureIsRefusedAndKeptWithItsReason(
            String what, String signature, String code) {
        List<Map<?, ?>> before = shop.requests("refused");
        Web.Answer answer = webhook("shop-eu", signature, Shop.orderJson(1));
        assertEquals(401, answer.status(), what);
        assertEquals(code, answer.json().get("error"), what);
        Map<?, ?> row = shop.awaitRequest("refused", code, before);
        assertEquals("shopify", row.get("source"));
        assertEquals("shop-eu", row.get("store"));
    }

    @Test
    void theSignatureIsCheckedOverTheBytesAsTheyCame() {
        String signed = Shop.orderJson(2);
        String signature = Shop.sign(Shop.SHOPIFY_SECRET, bytes(signed));
        assertEquals(401, webhook("shop-eu", signature, signed + " ").status());
        assertEquals(200, webhook("shop-eu", signature, signed).status());
        shop.awaitEvent("ord_2_purchase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-us", "SHOP-EU", "..", "%2e%2e", "shop-eu%00"})
    void aStoreThatDoesNotExistIsNotFoundEvenWithARightSignature(String store) {
        String order = Shop.orderJson(3);
        List<Map<?, ?>> before = shop.requests("refused");
        RawHttp.Reply reply =
                RawHttp.post(
                        shop.base(),
                        "/webhooks/shopify/" + store,
                        signed(Shop.sign(Shop.SHOPIFY_SECRET, bytes(order))),
                        order);
        assertEquals(404, reply.status(), reply.body());
        assertTrue(reply.body().contains("unknown_"), reply.body());
        if (reply.body().contains("unknown_store")) {
            shop.awaitRequest("refused", "unknown_store", before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/track, '', '', 401, missing_write_key",
        "/v1/track, tlk_nobody, '', 401, unknown_write_key",
        "/v1/track, tlk_browser_key_of_the_shop, '', 401, unknown_write_key",
        "/v1/track, tlk_segment_key_of_the_shop, https://shop.example, 403, browser_request_on_server_key",
        "/v1/batch, tlk_nobody, '', 401, unknown_write_key",
    })
    void aCallWithoutTheRightWriteKeyIsRefusedAndKeptWithItsReason(
            String path, String key, String origin, int status, String code) {
        List<Map<?, ?>> before = shop.requests("refused");
        Map<String, String> headers = new LinkedHashMap<>();
        Optional.of(key)
                .filter(k -> !k.isEmpty())
                .ifPresent(k -> headers.put("Authorization", RunningShop.basic(k)));
        Optional.of(origin).filter(o -> !o.isEmpty()).ifPresent(o -> headers.put("Origin", o));
        Web.Answer answer = shop.web().post(path, bytes(RunningShop.track("refused")), headers);
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.json().get("error"));
        assertEquals("segment", shop.awaitRequest("refused", code, before).get("source"));
    }

    @ParameterizedTest
    @CsvSource({
        "/collect, POST, missing_write_key",
        "/collect?k=tlk_segment_key_of_the_shop, POST, unknown_write_key",
        "/pixel.gif?ev=page_viewed, GET, missing_write_key",
        "/pixel.gif?ev=page_viewed&k=tlk_nobody, GET, unknown_write_key",
    })
    void aBrowserCallWithoutTheRightWriteKeyIsRefused(String target, String method, String code) {
        List<Map<?, ?>> before = shop.requests("refused");
        RawHttp.Reply reply =
                RawHttp.send(
                        shop.base(),
                        method,
                        target,
                        Map.of(),
                        method.equals("GET") ? new byte[0] : bytes(RunningShop.pageView("x")));
        assertEquals(401, reply.status(), reply.body());
        assertTrue(reply.body().contains("\"error\":\"" + code + "\""), reply.body());
        assertEquals("browser", shop.awaitRequest("refused", code, before).get("source"));
    }

    static Stream<Arguments> bodiesThatAreNoEvent() {
        return Stream.of(
                Arguments.of("cut off", bytes("{\"id\":"), "malformed_json"),
                Arguments.of("null", bytes("null"), "malformed_json"),
                Arguments.of("two documents", bytes("{}{}"), "malformed_json"),
                Arguments.of("trailing bytes", bytes("{} x"), "malformed_json"),
                Arguments.of("a key twice", bytes("{\"id\":1,\"id\":2}"), "malformed_json"),
                Arguments.of("not a number", bytes("{\"id\":NaN}"), "malformed_json"),
                Arguments.of(
                        "UTF-16", "{\"id\":1}".getBytes(StandardCharsets.UTF_16), "malformed_utf8"),
                Arguments.of(
                        "overlong",
                        new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
                        "malformed_utf8"),
                Arguments.of(
                        "nested 65 deep", bytes("[".repeat(65) + "]".repeat(65)), "too_complex"),
                Arguments.of("huge exponent", bytes("{\"id\":1e9999999}"), "too_complex"),
                Arguments.of(
                        "1,001 digits", bytes("{\"id\":" + "9".repeat(1_001) + "}"), "too_complex"),
                Arguments.of("scalar", bytes("\"order\""), "not_an_object"),
                Arguments.of("list", bytes("[]"), "not_an_object"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodiesThatAreNoEvent")
    void anAuthenticWebhookThatIsNoEventIsAcknowledgedAndRejectedWithTheReason(
            String what, byte[] body, String reason) {
        List<Map<?, ?>> before = shop.requests("rejected");
        Web.Answer answer =
                shop.web().post(WEBHOOK, body, signed(Shop.sign(Shop.SHOPIFY_SECRET, body)));
        assertEquals(200, answer.status(), what);
        Map<?, ?> row = shop.awaitRequest("rejected", reason, before);
        assertEquals("shopify", row.get("source"));
        assertEquals("shop-eu", row.get("store"));
    }

    @Test
    void aWebhookToAnAddressOfNobodyIsRefusedAndCanBeFound() {
        List<Map<?, ?>> before = shop.requests("refused");

        Web.Answer answer = shop.web().post("/api/webhooks/shopify", bytes("{\"id\":1}"), Map.of());

        assertEquals(404, answer.status());
        assertEquals("unknown_path", answer.json().get("error"));
        assertEquals("unknown", shop.awaitRequest("refused", "unknown_path", before).get("source"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodiesThatAreNoEvent")
    void theSameBodyFromAnSdkIsAnsweredWithTheReasonAndKept(
            String what, byte[] body, String reason) {
        List<Map<?, ?>> before = shop.requests("rejected");
        Map<String, String> headers = Map.of("Authorization", RunningShop.basic(Shop.SEGMENT_KEY));
        Web.Answer answer = shop.web().post("/v1/track", body, headers);
        assertEquals(400, answer.status(), what);
        assertEquals(reason, answer.json().get("error"), what);
        assertEquals("segment", shop.awaitRequest("rejected", reason, before).get("source"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodiesThatAreNoEvent")
    void theSameBodyFromAPageIsAnsweredWithTheReasonAndKept(
            String what, byte[] body, String reason) {
        List<Map<?, ?>> before = shop.requests("rejected");
        Web.Answer answer = shop.web().post("/collect?k=" + Shop.BROWSER_KEY, body, Map.of());
        assertEquals(400, answer.status(), what);
        assertEquals(reason, answer.json().get("error"), what);
        assertEquals("browser", shop.awaitRequest("rejected", reason, before).get("source"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/track", "/v1/batch", "/collect?k=x", "/webhooks/shopify/shop-eu"})
    void aPathThatTakesPostsOnlyHasNothingToGet(String path) {
        Web.Answer answer = shop.web().get(path);
        assertEquals(404, answer.status());
        assertEquals("unknown_path", answer.json().get("error"));
    }

    @Test
    void thePixelAnswersWithATransparentDotAndBecomesAnEvent() {
        String eventId = RunningShop.freshId();
        Web.Answer answer =
                shop.web()
                        .get("/pixel.gif?ev=page_viewed&eid=" + eventId + "&k=" + Shop.BROWSER_KEY);
        assertEquals(200, answer.status());
        assertEquals("image/gif", answer.headers().get("content-type"));
        assertEquals("no-store", answer.headers().get("cache-control"));
        assertArrayEquals(bytes("GIF89a"), Arrays.copyOf(answer.body(), 6));
        assertEquals("page_viewed", shop.awaitEvent(eventId).get("event_name"));
    }

    @Test
    void aBatchIsTakenMessageByMessageAndSaysWhichWereBad() {
        String good = RunningShop.freshId();
        List<Map<?, ?>> before = shop.requests("rejected");
        String batch =
                "{\"batch\":[%s,{\"type\":\"track\",\"event\":\"Product Viewed\"},{\"type\":\"group\",\"userId\":\"u\"}]}"
                        .formatted(
                                RunningShop.track(good)
                                        .replaceFirst("\\{", "{\"type\":\"track\","));
        Web.Answer answer =
                shop.web()
                        .post(
                                "/v1/batch",
                                bytes(batch),
                                Map.of("Authorization", RunningShop.basic(Shop.SEGMENT_KEY)));
        assertEquals(200, answer.status());
        Map<?, ?> error = (Map<?, ?>) ((List<?>) answer.json().get("errors")).get(0);
        assertEquals(Map.of("index", 1L, "code", "no_user_anon_id"), withoutSentence(error));
        Map<?, ?> rejected = shop.awaitRequest("rejected", "no_user_anon_id", before);
        assertEquals("product_viewed", shop.awaitEvent(good).get("event_name"));
        assertEquals(
                rejected.get("offset"),
                shop.awaitRequest("identity", "identity_only", List.of()).get("offset"));
    }

    static Stream<Arguments> placesOfTheWriteKey() {
        String key = Shop.SEGMENT_KEY;
        String bare = Base64.getEncoder().encodeToString(bytes(key));
        return Stream.of(
                Arguments.of("Basic user", "/v1/track", RunningShop.basic(key), ""),
                Arguments.of("Basic without colon", "/v1/track", "Basic " + bare, ""),
                Arguments.of("query", "/v1/track?writeKey=" + key, "", ""),
                Arguments.of("body", "/v1/track", "", "\"writeKey\":\"" + key + "\","));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("placesOfTheWriteKey")
    void theWriteKeyIsFoundWhereSdksPutItAndNotKeptWithHeadersOrQuery(
            String what, String target, String authorization, String member) {
        String eventId = RunningShop.freshId();
        String body = RunningShop.track(eventId).replaceFirst("\\{", "{" + member);
        Web.Answer answer =
                shop.web()
                        .post(
                                target,
                                bytes(body),
                                authorization.isEmpty()
                                        ? Map.of()
                                        : Map.of("Authorization", authorization));
        assertEquals(200, answer.status(), answer.text());
        Map<?, ?> request = storedRequest(shop.awaitEvent(eventId));
        assertEquals(Map.of(), request.get("query"));
        assertTrue(!request.get("headers").toString().contains("Basic"), request.toString());
    }

    private static Map<?, ?> storedRequest(Map<?, ?> event) {
        Map<String, Object> whole = shop.web().json("/api/v1/events/" + event.get("seq"));
        Map<?, ?> observation = (Map<?, ?>) ((List<?>) whole.get("observations")).get(0);
        return (Map<?, ?>) observation.get("request");
    }

    private static Web.Answer webhook(String store, String signature, String json) {
        return shop.web().post("/webhooks/shopify/" + store, bytes(json), signed(signature));
    }

    private static Map<String, String> signed(String signature) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Shopify-Topic", "orders/create");
        headers.put("X-Shopify-Shop-Domain", "shop-eu.myshopify.com");
        if (!signature.isEmpty()) {
            headers.put("X-Shopify-Hmac-Sha256", signature);
        }
        return headers;
    }

    private static Map<?, ?> withoutSentence(Map<?, ?> error) {
        Map<Object, Object> rest = new LinkedHashMap<>(error);
        rest.remove("sentence");
        return rest;
    }

    private static String flipped(byte[] digest) {
        byte[] other = digest.clone();
        other[31] ^= 1;
        return Base64.getEncoder().encodeToString(other);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
