// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see pages and API, and whose word about addresses counts. */
class I11OperatorAccessTest {
    private static final String TOKEN = "adm_token_of_the_operator";

    @Nested
    class WithoutAToken {
        @TempDir static Path folder;
        private static RunningShop shop;

        @BeforeAll
        static void start() throws Exception {
            shop = RunningShop.start(folder, Shop::keepingClientData);
        }

        @AfterAll
        static void stop() {
            shop.close();
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "localhost", "localhost:9999", "[::1]", "127.0.0.9"})
        void aLoopbackHostNameIsAnswered(String host) {
            assertEquals(200, get(shop, "/events", Map.of("Host", host)).status());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "evil.example",
                    "127.0.0.1.evil.example",
                    "localhost.evil.example",
                    "localhost.",
                    "0.0.0.0",
                    "192.168.1.10",
                    "169.254.169.254",
                    "[fe80::1]",
                    "127.0.0.1@evil.example"
                })
        void aNameThatOnlyLeadsHereIsRefused(String host) {
            for (String path : List.of("/events", "/api/v1/events", "/api/v1/events/stream", "/")) {
                RawHttp.Reply reply = get(shop, path, Map.of("Host", host));
                assertTrue(reply.status() == 403 || reply.status() == 400, reply.toString());
                assertFalse(reply.body().contains("<html"), reply.body());
            }
        }

        @ParameterizedTest
        @CsvSource({"X-Forwarded-For, 203.0.113.9", "X-Forwarded-For, '127.0.0.1, 203.0.113.9'"})
        void aRequestAProxyPassedOnForAStrangerIsRefused(String name, String value) {
            RawHttp.Reply reply = get(shop, "/api/v1/events", Map.of(name, value));
            assertEquals(403, reply.status());
            assertTrue(reply.body().contains("\"error\":\"loopback_only\""), reply.body());
        }

        @Test
        void sendersAreTakenUnderAnyHostName() {
            RawHttp.Reply reply =
                    RawHttp.post(
                            shop.base(),
                            "/collect?k=" + Shop.BROWSER_KEY,
                            Map.of("Host", "t.shop.example"),
                            RunningShop.pageView(RunningShop.freshId()));
            assertEquals(200, reply.status(), reply.body());
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1.evil.example"})
        void aFormOnAnotherSiteCannotMakeTheNodeAct(String origin) {
            RawHttp.Reply reply = probe(shop, Map.of("Origin", origin));
            assertEquals(403, reply.status(), reply.body());
            assertTrue(reply.body().contains("\"error\":\"cross_site\""), reply.body());
        }

        @Test
        void theConsoleItselfAndTheCommandLineMayAct() {
            String own = "http://" + shop.base().getAuthority();
            assertEquals(200, probe(shop, Map.of("Origin", own)).status());
            assertEquals(200, probe(shop, Map.of()).status());
        }

        @ParameterizedTest
        @CsvSource({
            "/events, 200",
            "/events?show=requests, 200",
            "/deliveries, 200",
            "/api-logs, 200",
            "/events/999999999, 404",
            "/events?limit=x, 400",
            "/, 200",
            "/assets/console.js, 200",
            "/assets/console.css, 200",
            "/api/v1/events, 200",
            "/api/v1/counts, 200",
        })
        void everyPageForbidsInlineScriptFramesAndStorage(String path, int status) {
            RawHttp.Reply reply = get(shop, path, Map.of());
            String policy = reply.header("content-security-policy");
            assertAll(
                    path,
                    () -> assertEquals(status, reply.status()),
                    () -> assertTrue(policy.contains("default-src 'none'"), policy),
                    () -> assertTrue(policy.contains("frame-ancestors 'none'"), policy),
                    () -> assertTrue(policy.contains("base-uri 'none'"), policy),
                    () -> assertFalse(policy.contains("unsafe"), policy),
                    () -> assertEquals("nosniff", reply.header("x-content-type-options")),
                    () -> assertEquals("no-referrer", reply.header("referrer-policy")),
                    () -> assertEquals("no-store", reply.header("cache-control")),
                    () -> assertEquals("", reply.header("access-control-allow-origin")));
        }

        @Test
        void aForgedForwardedAddressIsNotBelieved() {
            assertEquals("127.0.0.1", clientSeen(shop, Map.of("X-Forwarded-For", "203.0.113.9")));
        }
    }

    @Nested
    class WithATokenBehindAProxy {
        @TempDir static Path folder;
        private static RunningShop shop;

        @BeforeAll
        static void start() throws Exception {
            shop =
                    RunningShop.start(
                            folder,
                            shop -> {
                                shop.keepingClientData()
                                        .with(
                                                "  admin-token: ${file:secrets/admin}\n"
                                                        + "  trusted-proxies: [127.0.0.1, 198.51.100.7]\n");
                                shop.write("secrets/admin", TOKEN + "\n");
                                shop.write("secrets/spare", "adm_spare\n");
                            });
        }

        @AfterAll
        static void stop() {
            shop.close();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/events", "/api/v1/events", "/api/v1/events/stream", "/nothing"})
        void nothingIsShownWithoutTheToken(String path) {
            RawHttp.Reply reply = get(shop, path, Map.of());
            assertEquals(401, reply.status());
            assertEquals("Basic realm=\"TrackLayer\"", reply.header("www-authenticate"));
            assertTrue(reply.body().contains("\"error\":\"login_required\""), reply.body());
            assertEquals("no-store", reply.header("cache-control"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer ",
                    "Bearer adm_token_of_the_operato",
                    "Bearer adm_token_of_the_operatorx",
                    "bearer",
                    "Basic",
                    "Basic %%%",
                    "Basic Og==",
                    "adm_token_of_the_operator"
                })
        void anythingButTheTokenIsRefused(String authorization) {
            Map<String, String> headers = Map.of("Authorization", authorization);
            assertEquals(401, get(shop, "/api/v1/events", headers).status());
        }

        @Test
        void theTokenOpensApiAndPagesAsBearerAndAsPassword() {
            String basic = Base64.getEncoder().encodeToString(("me:" + TOKEN).getBytes());
            for (String way : List.of("Bearer " + TOKEN, "Basic " + basic)) {
                for (String path : List.of("/events", "/api/v1/events")) {
                    RawHttp.Reply reply =
                            get(
                                    shop,
                                    path,
                                    Map.of("Authorization", way, "Host", "tl.shop.example"));
                    assertEquals(200, reply.status(), way + " " + path);
                    assertFalse(reply.toString().contains(TOKEN), path);
                }
            }
        }

        @Test
        void sendersNeedNoAdminToken() {
            RawHttp.Reply reply =
                    RawHttp.get(
                            shop.base(),
                            "/pixel.gif?ev=page_viewed&k=" + Shop.BROWSER_KEY,
                            Map.of());
            assertEquals(200, reply.status());
        }

        @ParameterizedTest
        @CsvSource({
            "203.0.113.9, 203.0.113.9",
            "'10.9.8.7, 203.0.113.9', 203.0.113.9",
            "'10.9.8.7, 203.0.113.9, 198.51.100.7', 203.0.113.9",
            "'10.9.8.7\r\nX-Forwarded-For: 203.0.113.9', 203.0.113.9",
            "198.51.100.7, 198.51.100.7",
        })
        void theLastAddressTheTrustedProxiesDidNotAddIsTheClient(String forwarded, String client) {
            assertEquals(client, clientSeen(shop, Map.of("X-Forwarded-For", forwarded)));
        }

        @Test
        void aReplacedTokenIsWorthNothingAfterTheNextReading() {
            shop.shop()
                    .change(
                            "tracklayer.yaml",
                            text -> text.replace("secrets/admin", "secrets/spare"));
            awaitStatus(401, TOKEN);
            assertEquals(200, status("adm_spare"));
            shop.shop()
                    .change(
                            "tracklayer.yaml",
                            text -> text.replace("secrets/spare", "secrets/admin"));
            awaitStatus(200, TOKEN);
        }

        private static void awaitStatus(int status, String token) {
            Awaitility.await()
                    .atMost(Web.PATIENCE)
                    .untilAsserted(() -> assertEquals(status, status(token)));
        }

        private static int status(String token) {
            return get(shop, "/api/v1/counts", Map.of("Authorization", "Bearer " + token)).status();
        }
    }

    private static RawHttp.Reply get(RunningShop shop, String path, Map<String, String> headers) {
        return RawHttp.get(shop.base(), path, headers);
    }

    private static RawHttp.Reply probe(RunningShop shop, Map<String, String> headers) {
        return RawHttp.post(shop.base(), "/api/v1/destinations/warehouse/probe", headers, "{}");
    }

    /** Where the node says the event came from. */
    private static String clientSeen(RunningShop shop, Map<String, String> headers) {
        String eventId = RunningShop.freshId();
        RawHttp.Reply reply =
                RawHttp.post(
                        shop.base(),
                        "/collect?k=" + Shop.BROWSER_KEY,
                        headers,
                        RunningShop.pageView(eventId));
        assertEquals(200, reply.status(), reply.body());
        shop.awaitSent(eventId);
        String seq = found(read(shop, "/api/v1/events?key=" + eventId), "\"seq\":(\\d+)");
        return found(read(shop, "/api/v1/events/" + seq), "\"remote_address\":\"([^\"]*)\"");
    }

    private static String read(RunningShop shop, String path) {
        return get(shop, path, Map.of("Authorization", "Bearer " + TOKEN)).body();
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }
}
