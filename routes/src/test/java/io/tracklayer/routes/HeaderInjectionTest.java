// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names that steer Camel and Kafka, when strangers send them, and requests no client would send.
 */
class HeaderInjectionTest {
    private static final List<String> STEERING =
            List.of(
                    "CamelHttpUri",
                    "CamelHttpPath",
                    "CamelHttpMethod",
                    "CamelHttpQuery",
                    "CamelBeanMethodName",
                    "CamelFileName",
                    "kafka.OVERRIDE_TOPIC");

    /** Headers every answer may carry; nothing a request says is among them. */
    private static final Set<String> OWN_HEADERS =
            Set.of(
                    "content-type",
                    "content-length",
                    "cache-control",
                    "x-content-type-options",
                    "content-security-policy",
                    "cross-origin-opener-policy",
                    "cross-origin-resource-policy",
                    "permissions-policy",
                    "referrer-policy",
                    "x-frame-options",
                    "vary",
                    "connection");

    @TempDir static Path folder;
    private static RunningShop shop;
    private static ForbiddenListener forbidden;

    @BeforeAll
    static void start() throws Exception {
        forbidden = ForbiddenListener.open();
        shop = RunningShop.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
        forbidden.close();
    }

    static Stream<String> intakePaths() {
        return Stream.of(
                "/webhooks/shopify/shop-eu", "/v1/track", "/v1/batch", "/collect", "/pixel.gif");
    }

    @ParameterizedTest
    @MethodSource("intakePaths")
    void steeringHeadersAndParametersChangeNeitherTheEventNorItsDelivery(String path)
            throws Exception {
        String eventId = path.startsWith("/webhooks") ? "ord_7001_purchase" : RunningShop.freshId();
        RawHttp.Reply reply = send(path, eventId, steeringHeaders());
        assertEquals(200, reply.status(), reply.body());
        Map<?, ?> sent = shop.awaitSent(eventId);
        assertAll(
                () -> assertEquals("POST", sent.get("method")),
                () -> assertEquals("/webhook/warehouse", sent.get("path")),
                () -> assertEquals(Set.of(), steering(((Map<?, ?>) sent.get("headers")).keySet())),
                () -> assertFalse(sent.get("headers").toString().contains(forbidden.authority())),
                () -> assertEquals(OWN_HEADERS, union(OWN_HEADERS, reply.headers().keySet())));
        forbidden.assertNobodyElseCame();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/events",
                "/deliveries",
                "/api-logs",
                "/assets/console.js",
                "/api/v1/events",
                "/api/v1/counts",
                "/nothing-here"
            })
    void anOperatorPathAnswersWithItsOwnHeadersOnly(String path) throws Exception {
        RawHttp.Reply reply = RawHttp.get(shop.base(), path, steeringHeaders());
        assertEquals(path.equals("/nothing-here") ? 404 : 200, reply.status());
        assertEquals(OWN_HEADERS, union(OWN_HEADERS, reply.headers().keySet()));
        assertFalse(reply.toString().contains(forbidden.authority()));
        forbidden.assertNobodyElseCame();
    }

    @Test
    void aConnectionCheckGoesWhereTheDestinationSaysWhateverTheRequestSays() throws Exception {
        RawHttp.Reply reply =
                RawHttp.send(
                        shop.base(),
                        "POST",
                        "/api/v1/destinations/warehouse/probe?" + steeringQuery(),
                        steeringHeaders(),
                        "{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(200, reply.status(), reply.body());
        assertTrue(reply.body().contains("\"verdict\":\"works\""), reply.body());
        assertEquals(OWN_HEADERS, union(OWN_HEADERS, reply.headers().keySet()));
        Map<?, ?> sent = shop.awaitSent("tracklayer.endpoint.test");
        assertEquals("/webhook/warehouse", sent.get("path"));
        forbidden.assertNobodyElseCame();
    }

    @Test
    void aParameterTheReadApiDoesNotKnowIsRefusedAndNotRepeatedAsMarkup() {
        RawHttp.Reply reply =
                RawHttp.get(shop.base(), "/events?CamelHttpUri=%3Cscript%3Ecanary", Map.of());
        assertFalse(reply.body().contains("<script>canary"), reply.body());
    }

    @ParameterizedTest
    @CsvSource({
        "header line of 9 KB, X-Long, 9000, 431",
        "2000 header lines, X-Many, 1, 431",
    })
    void headersBeyondTheLimitAreRefusedAndTheConnectionIsClosed(
            String what, String name, int length, int status) {
        StringBuilder head = new StringBuilder("POST /collect HTTP/1.1\r\nHost: shop\r\n");
        for (int i = 0; i < (length == 1 ? 2_000 : 1); i++) {
            head.append(name).append(i).append(": ").append("a".repeat(length)).append("\r\n");
        }
        RawHttp.Reply reply = RawHttp.exchange(shop.base(), head + "\r\n", new byte[0]);
        assertEquals(status, reply.status(), what);
    }

    @Test
    void aRequestWithTwoLengthsIsNotReadAsTwoRequests() {
        String smuggled = "GET /api/v1/counts HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        RawHttp.Reply reply =
                RawHttp.exchange(
                        shop.base(),
                        "POST /collect?k=x HTTP/1.1\r\nHost: shop\r\nContent-Length: "
                                + (5 + smuggled.length())
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                + smuggled,
                        new byte[0]);
        assertEquals(401, reply.status(), reply.body());
        assertEquals(1, reply.answers(), reply.body());
    }

    @Test
    void aKeyedRequestWhoseChunksAreMalformedIsCutOffAndNotTaken() {
        String eventId = RunningShop.freshId();
        String json = RunningShop.pageView(eventId);
        String cut =
                RawHttp.exchangeText(
                        shop.base(),
                        "POST /collect?k="
                                + Shop.BROWSER_KEY
                                + " HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(json.length())
                                + "\r\n"
                                + json
                                + "\r\nzz\r\n\r\n");
        assertFalse(cut.startsWith("HTTP/1.1 2"), cut);
        String later = RunningShop.freshId();
        RawHttp.post(
                shop.base(),
                "/collect?k=" + Shop.BROWSER_KEY,
                Map.of(),
                RunningShop.pageView(later));
        shop.awaitEvent(later);
        assertFalse(shop.web().json("/api/v1/events").toString().contains(eventId + ","));
    }

    static Stream<String> malformedHeads() {
        return Stream.of(
                "POST /collect HTTP/1.1\r\nHost: shop\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /collect HTTP/1.1\r\nHost: shop\r\nContent-Length: -1\r\n\r\n",
                "POST /collect HTTP/1.1\r\nHost: shop\r\nContent-Length : 1\r\n\r\na",
                "POST /collect HTTP/1.1\r\nHost: shop\r\nX-A: a\rX-B: b\r\n\r\n",
                "POST /collect HTTP/1.1\r\nHost: shop\r\nX-A: a\u0000b\r\n\r\n",
                "POST /collect HTTP/1.1\r\nHost: shop\r\nno colon here\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformedHeads")
    void aMalformedHeadIsRefusedAndTheConnectionIsClosed(String request) {
        RawHttp.Reply reply = RawHttp.exchange(shop.base(), request, new byte[0]);
        assertEquals(400, reply.status(), reply.body());
    }

    private static RawHttp.Reply send(String path, String eventId, Map<String, String> steering) {
        Map<String, String> headers = new LinkedHashMap<>(steering);
        String target = path + "?" + steeringQuery();
        if (path.startsWith("/webhooks")) {
            String order = Shop.orderJson(7001);
            headers.put("X-Shopify-Topic", "orders/create");
            headers.put(
                    "X-Shopify-Hmac-Sha256",
                    Shop.sign(Shop.SHOPIFY_SECRET, order.getBytes(StandardCharsets.UTF_8)));
            headers.put("X-Shopify-Shop-Domain", "shop-eu.myshopify.com");
            return RawHttp.post(shop.base(), target, headers, order);
        }
        if (path.startsWith("/v1/")) {
            headers.put("Authorization", RunningShop.basic(Shop.SEGMENT_KEY));
            String one = RunningShop.track(eventId);
            String many = "{\"batch\":[" + one.replaceFirst("\\{", "{\"type\":\"track\",") + "]}";
            return RawHttp.post(
                    shop.base(), target, headers, path.equals("/v1/batch") ? many : one);
        }
        String keyed = target + "&k=" + Shop.BROWSER_KEY;
        return path.equals("/collect")
                ? RawHttp.post(shop.base(), keyed, headers, RunningShop.pageView(eventId))
                : RawHttp.get(shop.base(), keyed + "&ev=page_viewed&eid=" + eventId, headers);
    }

    /** Every name in every letter case, and headers that would show when an answer repeats them. */
    private static Map<String, String> steeringHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        spellings().forEach(name -> headers.put(name, value()));
        for (String name :
                List.of("Set-Cookie", "Location", "X-Anything", "Access-Control-Max-Age")) {
            headers.put(name, value());
        }
        return headers;
    }

    private static String steeringQuery() {
        return spellings()
                .map(name -> name + "=" + URLEncoder.encode(value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Stream<String> spellings() {
        return STEERING.stream()
                .flatMap(
                        name ->
                                Stream.of(
                                        name,
                                        name.toLowerCase(Locale.ROOT),
                                        name.toUpperCase(Locale.ROOT),
                                        name.replaceFirst("^Camel", "cAmel")))
                .distinct();
    }

    private static String value() {
        return "http://" + forbidden.authority() + "/s";
    }

    private static Set<?> steering(Set<?> names) {
        return names.stream()
                .filter(
                        name ->
                                name.toString().toLowerCase(Locale.ROOT).startsWith("camel")
                                        || name.toString()
                                                .toLowerCase(Locale.ROOT)
                                                .contains("kafka"))
                .collect(Collectors.toSet());
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> both = new LinkedHashSet<>(some);
        both.addAll(others);
        return both;
    }
}
