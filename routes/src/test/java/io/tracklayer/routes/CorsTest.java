// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.identity.Sha256;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages hear an answer when every key of a source is for certain pages. */
class CorsTest {
    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop =
                RunningShop.start(
                        folder,
                        given ->
                                given.write(
                                        "keys.yaml",
                                        """
                                        version: 1
                                        keys:
                                          - {id: a, sha256: %s, store: shop-eu, source: browser, kind: browser, origins: ["https://shop.example"]}
                                          - {id: b, sha256: %s, store: shop-eu, source: browser, origins: ["https://other.example:8443", "http://localhost"]}
                                          - {id: s, sha256: %s, store: shop-eu, source: segment, kind: server}
                                        """
                                                .formatted(
                                                        hash("tlk_a"),
                                                        hash("tlk_b"),
                                                        hash("tlk_s"))));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static String hash(String key) {
        return Sha256.of(key).hex();
    }

    /** First what the page hears, then whether key a and key b may be used from there. */
    @ParameterizedTest
    @CsvSource({
        "https://shop.example,            allowed, 200, 403",
        "https://other.example:8443,      allowed, 403, 200",
        "http://localhost,                allowed, 403, 200",
        "http://localhost:8080,           refused, 403, 403",
        "https://other.example,           refused, 403, 403",
        "https://other.example:443,       refused, 403, 403",
        "http://shop.example,             refused, 403, 403",
        "https://shop.example:443,        refused, 403, 403",
        "https://shop.example.,           refused, 403, 403",
        "https://shop.example.evil.test,  refused, 403, 403",
        "https://evil.test.shop.example,  refused, 403, 403",
        "https://evilshop.example,        refused, 403, 403",
        "https://SHOP.EXAMPLE,            refused, 403, 403",
        "https://shop.example/,           refused, 403, 403",
        "https://shop.example@evil.test,  refused, 403, 403",
        "null,                            refused, 403, 403",
        "file://,                         refused, 403, 403",
        "*,                               refused, 403, 403",
    })
    void onlyAnOriginThatSomeKeyNamesHearsAnswersAndOnlyItsOwnKeyOpens(
            String origin, String heard, int keyA, int keyB) {
        String expected = heard.equals("allowed") ? origin : "";
        RawHttp.Reply preflight =
                RawHttp.send(
                        shop.base(),
                        "OPTIONS",
                        "/collect",
                        Map.of("Origin", origin, "Access-Control-Request-Method", "POST"),
                        new byte[0]);
        assertEquals(204, preflight.status());
        assertEquals(expected, preflight.header("access-control-allow-origin"));
        assertEquals("Origin", preflight.header("vary"));
        assertEquals(expected, sent("tlk_a", origin, keyA));
        assertEquals(expected, sent("tlk_b", origin, keyB));
    }

    @ParameterizedTest
    @CsvSource({"tlk_a, 403, origin_missing", "tlk_b, 200, ''", "tlk_s, 401, unknown_write_key"})
    void aRequestWithoutAnOriginIsNoPagesUnlessTheKeyIsForPagesAlone(
            String key, int status, String code) {
        RawHttp.Reply reply = post(key, Map.of());
        assertEquals(status, reply.status(), reply.body());
        assertEquals(status == 200 ? "" : code, errorOf(reply));
    }

    @ParameterizedTest
    @CsvSource({"/v1/track", "/v1/batch"})
    void aSourceWithKeysForServersAloneIsHeardByEveryPageItRefuses(String path) {
        RawHttp.Reply reply =
                RawHttp.post(
                        shop.base(),
                        path,
                        Map.of(
                                "Origin",
                                "https://any.example",
                                "Authorization",
                                RunningShop.basic("tlk_s")),
                        RunningShop.track(RunningShop.freshId()));
        assertEquals(403, reply.status());
        assertEquals("browser_request_on_server_key", errorOf(reply));
        assertEquals("https://any.example", reply.header("access-control-allow-origin"));
    }

    private static String sent(String key, String origin, int status) {
        RawHttp.Reply reply = post(key, Map.of("Origin", origin));
        assertEquals(status, reply.status(), reply.body());
        return reply.header("access-control-allow-origin");
    }

    private static RawHttp.Reply post(String key, Map<String, String> headers) {
        return RawHttp.post(
                shop.base(),
                "/collect?k=" + key,
                headers,
                RunningShop.pageView(RunningShop.freshId()));
    }

    private static String errorOf(RawHttp.Reply reply) {
        java.util.regex.Matcher code =
                java.util.regex.Pattern.compile("\"error\":\"([^\"]+)\"").matcher(reply.body());
        return code.find() ? code.group(1) : "";
    }
}
