// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.identity.Sha256;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the holder of a write key may do, how often, and what is shown of it. */
class WriteKeysTest {
    private static final String STRANGER = "198.51.100.9";
    private static final int MANAGEMENT = NodeProcess.freePort();

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop =
                RunningShop.start(
                        folder,
                        given -> {
                            given.with("  trusted-proxies: [127.0.0.1]\n");
                            given.change("tracklayer.yaml", WriteKeysTest::limits);
                            for (String key : List.of("first", "second", "third")) {
                                add(given, "id: " + key + ", source: browser, kind: browser");
                            }
                            add(given, "id: slow, source: segment, rate: 2/h, burst: 2");
                            add(given, "id: events, source: segment, scopes: [events]");
                        });
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static String limits(String text) {
        return text.replace("management-port: 0", "management-port: " + MANAGEMENT)
                + "edge:\n  per-address: {rate: 1/h, burst: 3}\n";
    }

    private static void add(Shop given, String entry) {
        String id = entry.split("[ ,]")[1];
        given.change(
                "keys.yaml",
                text ->
                        text
                                + "  - {%s, sha256: %s, store: shop-eu}\n"
                                        .formatted(entry, Sha256.of("tlk_" + id).hex()));
    }

    /** One of three, for the machine may be busy. */
    @Test
    void aRevokedKeyIsRefusedWithinASecond() {
        List<Duration> took = new ArrayList<>();
        for (String key : List.of("first", "second", "third")) {
            assertEquals(200, collect("tlk_" + key, pageView(), Map.of()).status());
            shop.shop()
                    .change("keys.yaml", text -> text.replaceAll(" *- \\{id: " + key + ".*\n", ""));
            long revoked = System.nanoTime();
            Awaitility.await("refused")
                    .atMost(Web.PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> collect("tlk_" + key, pageView(), Map.of()).status() == 401);
            took.add(Duration.ofNanos(System.nanoTime() - revoked));
        }
        assertTrue(
                took.stream().anyMatch(time -> time.compareTo(Duration.ofSeconds(1)) <= 0),
                took.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order_refunded",
                "purchase_paid",
                "order_cancelled",
                "order_edited",
                "order_fulfilled",
                "subscription_renewed"
            })
    void aPageCannotSayThatMoneyMoved(String name) {
        List<Map<?, ?>> before = shop.requests("rejected");
        String event =
                "{\"event\":\"%s\",\"event_id\":\"forged\",\"order_id\":\"1\",\"value\":9,\"currency\":\"EUR\"}"
                        .formatted(name);
        RawHttp.Reply reply = collect(Shop.BROWSER_KEY, event, Map.of());
        assertEquals(403, reply.status(), reply.body());
        assertTrue(reply.body().contains("\"error\":\"server_only_event\""), reply.body());
        shop.awaitRequest("rejected", "server_only_event", before);
    }

    @Test
    void aPixelCannotEither() {
        RawHttp.Reply reply =
                RawHttp.get(
                        shop.base(),
                        "/pixel.gif?ev=purchase_paid&oid=1&v=9&cu=EUR&k=" + Shop.BROWSER_KEY,
                        Map.of());
        assertEquals(403, reply.status(), reply.body());
    }

    @Test
    void aKeyForEventsAloneIdentifiesNobody() {
        List<Map<?, ?>> before = shop.requests("rejected");
        RawHttp.Reply reply = segment("/v1/identify", "tlk_events", "{\"userId\":\"u1\"}");
        assertEquals(403, reply.status(), reply.body());
        assertTrue(reply.body().contains("missing_scope:identify"), reply.body());
        shop.awaitRequest("rejected", "missing_scope:identify", before);
        String track = RunningShop.track(RunningShop.freshId());
        assertEquals(200, segment("/v1/track", "tlk_events", track).status());
        assertEquals(
                200, segment("/v1/identify", Shop.SEGMENT_KEY, "{\"userId\":\"u1\"}").status());
    }

    @Test
    void aKeyAboveItsRateIsToldToWaitAndEverythingIsCounted() {
        for (int i = 0; i < 2; i++) {
            String track = RunningShop.track(RunningShop.freshId());
            assertEquals(200, segment("/v1/track", "tlk_slow", track).status());
        }
        RawHttp.Reply limited = segment("/v1/track", "tlk_slow", RunningShop.track("never"));
        assertEquals(429, limited.status(), limited.body());
        assertTrue(limited.body().contains("\"error\":\"rate_limited\""), limited.body());
        int wait = Integer.parseInt(limited.header("retry-after"));
        assertTrue(wait > 1_700 && wait <= 1_800, limited.header("retry-after"));
        RawHttp.send(
                shop.base(),
                "POST",
                "/v1/track",
                Map.of(
                        "Authorization",
                        RunningShop.basic("tlk_slow"),
                        "Origin",
                        "https://a.example"),
                RunningShop.track("x").getBytes(StandardCharsets.UTF_8));
        Map<?, ?> shown = key("slow");
        assertEquals(2L, shown.get("accepted"));
        assertTrue((Long) shown.get("rate_limited") >= 1, shown.toString());
        assertEquals("2/h", shown.get("rate"));
        assertTrue(shown.get("last_seen").toString().startsWith("20"), shown.toString());
        String metrics =
                new Web(URI.create("http://127.0.0.1:" + MANAGEMENT))
                        .get("/observe/metrics")
                        .text();
        assertTrue(
                metrics.lines()
                        .anyMatch(
                                line ->
                                        line.startsWith("tracklayer_key_requests_total{")
                                                && line.contains("key=\"slow\"")
                                                && line.contains("outcome=\"accepted\"")
                                                && line.endsWith(" 2.0")),
                metrics);
    }

    @Test
    void anAddressAboveItsRateIsToldToWaitAndNobodyElse() {
        Map<String, String> from = Map.of("X-Forwarded-For", STRANGER);
        for (int i = 0; i < 3; i++) {
            assertEquals(200, collect(Shop.BROWSER_KEY, pageView(), from).status());
        }
        RawHttp.Reply limited = collect(Shop.BROWSER_KEY, pageView(), from);
        assertEquals(429, limited.status(), limited.body());
        assertFalse(limited.header("retry-after").isEmpty());
        Map<String, String> neighbour = Map.of("X-Forwarded-For", "198.51.100.10");
        assertEquals(200, collect(Shop.BROWSER_KEY, pageView(), neighbour).status());
        Map<String, String> forged = Map.of("X-Forwarded-For", "198.51.100.11, " + STRANGER);
        assertEquals(429, collect(Shop.BROWSER_KEY, pageView(), forged).status());
    }

    @Test
    void aKeyIsShownByWhatItMayAndNeverByItsHash() {
        String all = shop.web().get("/api/v1/keys").text();
        assertFalse(all.contains(Sha256.of(Shop.SEGMENT_KEY).hex()), all);
        assertFalse(all.contains("tlk_"), all);
        assertEquals(List.of("events"), key("events").get("scopes"));
        assertEquals(List.of("events", "identify"), key("browser").get("scopes"));
        assertEquals("server", key("segment").get("kind"));
        assertEquals("2000/s", key("segment").get("rate"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/keys, 200", "POST, /api/v1/keys, 404", "DELETE, /api/v1/keys, 404"})
    void keysAreReadOverHttpAndNeverChanged(String method, String path, int status) {
        assertEquals(
                status, RawHttp.send(shop.base(), method, path, Map.of(), new byte[0]).status());
    }

    @Test
    void aSenderThatHoldsAllTheRoomThereIsForItLeavesTheOthersTheirs() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                slow.add(unfinished());
            }
            Awaitility.await("the sender's share is used up")
                    .atMost(Web.PATIENCE)
                    .until(() -> collect(Shop.BROWSER_KEY, pageView(), Map.of()).status() == 503);
            assertEquals(200, shop.shop().order(shop.web(), 8_801).status());
            String track = RunningShop.track(RunningShop.freshId());
            assertEquals(200, segment("/v1/track", Shop.SEGMENT_KEY, track).status());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Awaitility.await("what was held is given back")
                .atMost(Web.PATIENCE)
                .until(() -> collect(Shop.BROWSER_KEY, pageView(), Map.of()).status() == 200);
    }

    private static Socket unfinished() throws IOException {
        Socket socket = new Socket(shop.base().getHost(), shop.base().getPort());
        socket.getOutputStream()
                .write(
                        ("POST /collect?k="
                                        + Shop.BROWSER_KEY
                                        + " HTTP/1.1\r\nHost: shop\r\nContent-Length: 900\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static Map<?, ?> key(String id) {
        return shop.rows("/api/v1/keys", "keys").stream()
                .filter(key -> id.equals(key.get("id")))
                .findFirst()
                .orElseThrow();
    }

    private static String pageView() {
        return RunningShop.pageView(RunningShop.freshId());
    }

    private static RawHttp.Reply collect(String key, String body, Map<String, String> headers) {
        return RawHttp.post(shop.base(), "/collect?k=" + key, headers, body);
    }

    private static RawHttp.Reply segment(String path, String key, String body) {
        return RawHttp.post(
                shop.base(), path, Map.of("Authorization", RunningShop.basic(key)), body);
    }
}
