// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.identity.Sha256;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may send, and which may hear the answer. */
class BrowserOriginTest {
    private static final String ORIGIN = "https://shop.example";
    private static final String NARROW_KEY = "tlk_key_of_one_other_site";
    private static final String COLLECT = "/collect?k=" + Shop.BROWSER_KEY;

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder, BrowserOriginTest::restrict);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static void restrict(Shop shop) {
        shop.change(
                "tracklayer.yaml",
                text ->
                        text.replace(
                                "browser: {}",
                                "browser: {origins: [\"%s\", \"https://other.example\"]}"
                                        .formatted(ORIGIN)));
        shop.change(
                "keys.yaml",
                text ->
                        text
                                + "  - {id: narrow, sha256: %s, store: shop-eu, source: browser, origins: [\"https://other.example\"]}\n"
                                        .formatted(Sha256.of(NARROW_KEY).hex()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, 200",
        "https://other.example, 200",
        "http://shop.example, 403",
        "https://shop.example:8443, 403",
        "https://shop.example.evil.test, 403",
        "https://evilshop.example, 403",
        "https://www.shop.example, 403",
        "https://SHOP.example, 403",
        "https://shop.example/, 403",
        "null, 403",
    })
    void onlyAListedOriginMaySend(String origin, int status) {
        String eventId = RunningShop.freshId();
        Web.Answer answer =
                shop.web()
                        .post(
                                COLLECT,
                                RunningShop.pageView(eventId).getBytes(),
                                Map.of("Origin", origin));
        assertEquals(status, answer.status(), answer.text());
        if (status == 200) {
            assertEquals("page_viewed", shop.awaitEvent(eventId).get("event_name"));
        } else {
            assertEquals("origin_not_allowed", answer.json().get("error"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/cart?x=1, 200",
        "https://SHOP.example/, 200",
        "https://shop.example.evil.test/, 403",
        "https://evil.test/?https://shop.example, 403",
        "https://shop.example@evil.test/, 403",
        "not an address, 403",
    })
    void anImageIsJudgedByThePageThatShowsIt(String referer, int status) {
        RawHttp.Reply reply =
                RawHttp.get(
                        shop.base(),
                        "/pixel.gif?ev=page_viewed&k=" + Shop.BROWSER_KEY,
                        Map.of("Referer", referer));
        assertEquals(status, reply.status(), reply.body());
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example, 200",
        "https://shop.example, 403",
        "null, 403",
    })
    void aKeyWithOriginsOfItsOwnIsNoUseToAnotherPage(String origin, int status) {
        Web.Answer answer =
                shop.web()
                        .post(
                                "/collect?k=" + NARROW_KEY,
                                RunningShop.pageView(RunningShop.freshId()).getBytes(),
                                Map.of("Origin", origin));
        assertEquals(status, answer.status(), answer.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/collect", "/v1/track", "/v1/batch", "/v1/t"})
    void aPreflightLetsThePageSend(String path) {
        RawHttp.Reply reply = preflight(path, ORIGIN);
        assertAll(
                () -> assertEquals(204, reply.status()),
                () -> assertEquals(ORIGIN, reply.header("access-control-allow-origin")),
                () -> assertEquals("true", reply.header("access-control-allow-credentials")),
                () ->
                        assertEquals(
                                "GET, POST, OPTIONS", reply.header("access-control-allow-methods")),
                () -> assertEquals("900", reply.header("access-control-max-age")),
                () -> assertEquals("Origin", reply.header("vary")),
                () ->
                        assertTrue(
                                allowed(reply)
                                        .containsAll(
                                                Set.of("authorization", "content-type", "sentat")),
                                reply.toString()));
    }

    @Test
    void thePageHearsAnAnswerWithItsOwnOriginNeverWithAStar() {
        Web.Answer answer =
                shop.web()
                        .post(
                                COLLECT,
                                RunningShop.pageView(RunningShop.freshId()).getBytes(),
                                Map.of("Origin", ORIGIN));
        assertEquals(ORIGIN, answer.headers().get("access-control-allow-origin"));
        assertEquals("Origin", answer.headers().get("vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a b", "javascript:alert(1)", "https://x/\"><script>", "*"})
    void anOriginNoBrowserSendsIsNotRepeated(String origin) {
        RawHttp.Reply reply =
                RawHttp.post(
                        shop.base(),
                        COLLECT,
                        Map.of("Origin", origin),
                        RunningShop.pageView(RunningShop.freshId()));
        assertEquals(403, reply.status());
        assertEquals(Set.of(), cors(reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/events",
                "/deliveries",
                "/api/v1/events",
                "/api/v1/requests",
                "/api/v1/destinations",
                "/assets/console.js"
            })
    void noOtherPageMayReadWhatOperatorsSee(String path) {
        RawHttp.Reply read = RawHttp.get(shop.base(), path, Map.of("Origin", ORIGIN));
        assertEquals(200, read.status());
        assertEquals(Set.of(), cors(read));
        assertEquals(Set.of(), cors(preflight(path, ORIGIN)));
    }

    @Test
    void aWebhookAddressAnswersNoPage() {
        String path = "/webhooks/shopify/shop-eu";
        assertEquals("", preflight(path, ORIGIN).header("access-control-allow-origin"));
        RawHttp.Reply sent = RawHttp.post(shop.base(), path, Map.of("Origin", ORIGIN), "{}");
        assertEquals(401, sent.status());
        assertEquals(Set.of(), cors(sent));
    }

    private static RawHttp.Reply preflight(String path, String origin) {
        return RawHttp.send(
                shop.base(),
                "OPTIONS",
                path,
                Map.of(
                        "Origin", origin,
                        "Access-Control-Request-Method", "POST",
                        "Access-Control-Request-Headers", "content-type"),
                new byte[0]);
    }

    private static Set<String> cors(RawHttp.Reply reply) {
        return reply.headers().keySet().stream()
                .filter(name -> name.startsWith("access-control-"))
                .collect(Collectors.toSet());
    }

    private static Set<String> allowed(RawHttp.Reply reply) {
        return Set.of(reply.header("access-control-allow-headers").toLowerCase().split(", "));
    }
}
