// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.journeys.Chromium;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vendors' scripts in a real browser, on pages of another site, with another host and key and
 * nothing else.
 */
class BrowserSdkTest {
    @TempDir static Path folder;
    private static final AtomicInteger CLICKS = new AtomicInteger();
    private static Chromium browser;
    private static SdkNode node;
    private Doorway doorway;
    private Pages shop;

    @BeforeAll
    static void start() throws IOException {
        NodeModules.folder();
        browser = Chromium.start();
        node = SdkNode.start(folder);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    /** New addresses for each test, so that no page finds what an earlier one left behind. */
    @BeforeEach
    void open() throws IOException {
        doorway = Doorway.before(node.base());
        shop = Pages.start(doorway.base());
    }

    @AfterEach
    void close() {
        browser.offline(false);
        browser.clean();
        shop.close();
        doorway.close();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    segment.html,          /v1/t
                    segment-snippet.html,  /v1/t
                    segment-batching.html, /v1/b
                    rudder.html,           /v1/track
                    rudder-beacon.html,    /beacon/v1/batch
                    """)
    void aPageAndItsOrderArriveOnceWithWhatTheBrowserKnows(String page, String path) {
        String order = Orders.freshId();
        String click = "CjwKCAjourney" + CLICKS.incrementAndGet();
        String address = shop.base() + "/" + page + "?order=" + order + "&gclid=" + click;
        browser.open(address);
        browser.run("window.analytics.identify('u-" + order + "', {email: 'jane@example.com'})");
        tell(order);

        TreeMap<String, Object> fields = Orders.awaitOnce(node, order);
        assertEquals(address, fields.get("page.url"), fields.toString());
        assertEquals("Thanks", fields.get("page.title"));
        assertEquals(click, fields.get("click_ids.gclid.value"), fields.toString());
        assertEquals("u-" + order, fields.get("user.external_id"));
        assertEquals(Doorway.VISITOR, fields.get("user.client_ip"));
        assertNull(fields.get("page.referrer"));
        assertTrue(fields.get("user.user_agent").toString().contains("Chrome"));
        assertEquals("website", fields.get("action_source"));
        awaitViews(address, 1);
        assertTrue(!doorway.sentTo(path).isEmpty(), path);
        assertTrue(!node.requests("identity").isEmpty());
        assertEquals(List.of(), elsewhere());
        assertEquals(List.of(), node.requests("rejected"));
        assertEquals(List.of(), node.requests("refused"));
    }

    @ParameterizedTest
    @CsvSource({
        "segment.html, 503",
        "segment.html, 429",
        "segment-batching.html, 503",
        "rudder.html, 503",
        "rudder.html, 429"
    })
    void whatABusyNodeTurnsAwayIsSentAgainAndNothingIsLost(String page, int status) {
        String order = Orders.freshId();
        String address = shop.base() + "/" + page + "?order=" + order;
        doorway.overload(status, 2);
        browser.open(address);
        tell(order);
        Orders.awaitOnce(node, order);
        awaitViews(address, 1);
        assertEquals(2, answered(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment-consent.html", "rudder-consent.html"})
    void whatTheVisitorRefusedIsRefused(String page) {
        String order = Orders.freshId();
        browser.open(shop.base() + "/" + page + "?order=" + order);
        tell(order);
        TreeMap<String, Object> fields = Orders.awaitOnce(node, order);
        assertEquals("granted", fields.get("consent.analytics"), fields.toString());
        assertEquals("denied", fields.get("consent.marketing"), fields.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment.html", "rudder.html"})
    void anOrderWhoseAnswerWasLostIsSentAgainAndCountsOnce(String page) {
        String order = Orders.freshId();
        String address = shop.base() + "/" + page + "?order=" + order;
        browser.open(address);
        awaitViews(address, 1);
        int before = Orders.repetitions(node);
        doorway.loseAnswers(1);
        tell(order);
        Orders.awaitOnce(node, order);
        Orders.awaitRepetition(node, before);
        assertEquals(1, Orders.copies(node, order));
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment.html", "rudder.html"})
    void anOrderPlacedWithoutNetworkArrivesWhenItIsBack(String page) {
        String order = Orders.freshId();
        String address = shop.base() + "/" + page + "?order=" + order;
        browser.open(address);
        awaitViews(address, 1);
        tellOffline(order);
        browser.offline(false);
        Orders.awaitOnce(node, order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment.html", "rudder.html"})
    void anOrderPlacedWithoutNetworkOnAPageThatWasLeftArrivesWithTheNextPage(String page) {
        String order = Orders.freshId();
        String address = shop.base() + "/" + page + "?order=" + order;
        browser.open(address);
        awaitViews(address, 1);
        tellOffline(order);
        browser.open("about:blank");
        browser.offline(false);
        browser.open(address + "&next");
        Orders.awaitOnce(node, order);
    }

    private void tellOffline(String order) {
        browser.offline(true);
        assertEquals(false, browser.run("return navigator.onLine"));
        tell(order);
        assertTrue(doorway.seen().stream().noneMatch(seen -> seen.body().contains("Order Comp")));
    }

    private static void tell(String order) {
        browser.run("window.analytics.track('Order Completed', " + Orders.json(order) + ")");
    }

    /** Waits for the views of one address, and that they are as many as they should be. */
    private static void awaitViews(String address, int expected) {
        Awaitility.await("views of " + address)
                .atMost(SdkNode.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertEquals(expected, views(address)));
    }

    private static long views(String address) {
        return node.events("page_viewed").stream()
                .map(row -> node.get("/api/v1/events/" + row.text("/seq").orElseThrow()))
                .map(SdkNode::fields)
                .filter(fields -> address.equals(fields.get("page.url")))
                .count();
    }

    private long answered(int status) {
        return doorway.seen().stream().filter(seen -> seen.status() == status).count();
    }

    /** What the page loaded from neither the shop nor the node. */
    private List<String> elsewhere() {
        Object loaded =
                browser.run("return performance.getEntriesByType('resource').map(one => one.name)");
        return Tree.root(Map.of("loaded", loaded)).each("/loaded").stream()
                .map(one -> one.node().toString())
                .filter(one -> !one.startsWith("data:"))
                .filter(one -> !one.startsWith(shop.base()) && !one.startsWith(doorway.base()))
                .toList();
    }
}
