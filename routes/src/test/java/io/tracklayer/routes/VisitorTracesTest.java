// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a visitor leaves behind: an address, a browser's name, and whether it was a person. */
class VisitorTracesTest {
    private static final String VISITOR = "203.0.113.77";
    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder, given -> given.with("  trusted-proxies: [127.0.0.1]\n"));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "granted, granted, 203.0.113.77, true, true",
        "granted, denied, 203.0.113.77, true, false",
        "denied, denied, 203.0.113.0, false, false",
        "unknown, unknown, 203.0.113.0, false, false",
    })
    void addressAndBrowserOfWhoRefusedAreGoneBeforeAnythingIsSent(
            String analytics, String marketing, String address, boolean browser, boolean passedOn) {
        String eventId = viewed(analytics, marketing, FIREFOX, Map.of());
        Map<?, ?> whole = whole(eventId);
        assertEquals(address, at(whole, "event", "user", "client_ip"));
        assertEquals(browser ? FIREFOX : null, at(whole, "event", "user", "user_agent"));
        Map<?, ?> request = request(whole);
        assertEquals(address, request.get("remote_address"));
        assertEquals(browser, request.get("headers").toString().contains("Firefox"));
        String sent = shop.awaitSent(eventId).toString();
        assertEquals(passedOn, sent.contains(VISITOR), sent);
        assertEquals(passedOn, sent.contains("Firefox/145.0"), sent);
    }

    @Test
    void whatIsNoAddressOfAListedProxyIsNobodysAddress() {
        Map<String, String> forged =
                Map.of(
                        "Forwarded", "for=198.51.100.1",
                        "X-Real-IP", "198.51.100.2",
                        "X-Client-IP", "198.51.100.3",
                        "True-Client-IP", "198.51.100.4",
                        "Host", "198.51.100.5",
                        "X-Forwarded-Host", "198.51.100.6",
                        "X-Forwarded-For", "198.51.100.7, " + VISITOR);
        Map<?, ?> whole = whole(viewed("granted", "granted", FIREFOX, forged));
        assertEquals(VISITOR, at(whole, "event", "user", "client_ip"));
        assertFalse(whole.toString().contains("198.51.100."), whole.toString());
    }

    @Test
    void aCrawlerIsMarkedWithTheReasonKeptAndNotSentToAnAdPlatform() {
        String crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
        String eventId = viewed("granted", "granted", crawler, Map.of());
        Map<?, ?> whole = whole(eventId);
        assertEquals(true, at(whole, "event", "traffic", "bot"));
        assertEquals("crawler:Googlebot/", at(whole, "event", "traffic", "bot_reason"));
        assertTrue(shop.awaitSent(eventId).toString().contains("Googlebot"));
        RunningShop.awaitRow(
                "skipped",
                () -> shop.rows("/api/v1/deliveries?destination=meta&limit=500", "deliveries"),
                row -> eventId.equals(row.get("event_id")) && "bot".equals(row.get("reason")));
        Map<?, ?> person = whole(viewed("granted", "granted", FIREFOX, Map.of()));
        assertNull(at(person, "event", "traffic"));
    }

    @Test
    void aPageThatNamesNoBrowserIsNone() {
        String eventId = RunningShop.freshId();
        RawHttp.post(
                shop.base(),
                "/collect?k=" + Shop.BROWSER_KEY,
                Map.of(),
                RunningShop.pageView(eventId));
        assertEquals("no_user_agent", at(whole(eventId), "event", "traffic", "bot_reason"));
    }

    @Test
    void aSourceCannotSayItself() {
        String eventId = RunningShop.freshId();
        String event =
                "{\"event\":\"page_viewed\",\"event_id\":\"%s\",\"traffic\":{\"bot\":true,\"bot_reason\":\"x\"}}"
                        .formatted(eventId);
        RawHttp.post(
                shop.base(),
                "/collect?k=" + Shop.BROWSER_KEY,
                Map.of("User-Agent", FIREFOX),
                event);
        assertNull(at(whole(eventId), "event", "traffic"));
    }

    private static String viewed(
            String analytics, String marketing, String browser, Map<String, String> more) {
        String eventId = RunningShop.freshId();
        String event =
                """
                {"event":"page_viewed","event_id":"%s","page":{"url":"https://shop.example/"},
                 "consent":{"analytics":"%s","marketing":"%s","ad_user_data":"granted"}}
                """
                        .formatted(eventId, analytics, marketing);
        Map<String, String> headers = new java.util.LinkedHashMap<>();
        headers.put("User-Agent", browser);
        headers.put("X-Forwarded-For", VISITOR);
        headers.putAll(more);
        RawHttp.Reply reply =
                RawHttp.post(shop.base(), "/collect?k=" + Shop.BROWSER_KEY, headers, event);
        assertEquals(200, reply.status(), reply.body());
        return eventId;
    }

    private static Map<?, ?> whole(String eventId) {
        return shop.web().json("/api/v1/events/" + shop.awaitEvent(eventId).get("seq"));
    }

    private static Map<?, ?> request(Map<?, ?> whole) {
        return (Map<?, ?>)
                ((Map<?, ?>) ((List<?>) whole.get("observations")).get(0)).get("request");
    }

    private static Object at(Map<?, ?> tree, String... path) {
        Object at = tree;
        for (String name : path) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }
}
