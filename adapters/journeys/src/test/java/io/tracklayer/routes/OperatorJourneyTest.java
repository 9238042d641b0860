// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.journeys.Chromium;
import io.tracklayer.journeys.Scripts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What operators come to the console for, done with keyboard and mouse; actions are counted. */
class OperatorJourneyTest {
    @TempDir static Path folder;

    private static Chromium browser;
    private static OperatorShop shop;

    private int actions;

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.start();
        shop = OperatorShop.empty(folder);
        shop.missing();
        shop.order(548292, json -> json);
        shop.await("the refusal", "/api/v1/deliveries?status=skipped", "\"548291\"");
        shop.await("the other order", "/api/v1/deliveries?status=delivered", "\"548292\"");
    }

    @AfterAll
    static void close() {
        if (shop != null) {
            shop.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void begin() {
        browser.clean();
        browser.view(1280, 900, false);
        browser.beforeEachPage(Scripts.read("/console/watch.js"));
    }

    @AfterEach
    void noPageSawAProblem() {
        assertEquals(List.of(), browser.run("return window.problems"));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whyAnOrderIsMissingAtMetaIsSeenAfterTwoActionsAndProvenAfterThree() {
        visit("/events");
        search("548291");
        assertEquals(2, actions);
        String row = text("#events tr:only-child");
        assertTrue(row.contains("548291"), row);
        assertTrue(row.contains("meta skipped"), row);
        assertTrue(row.contains("refused marketing"), row);
        assertTrue(row.contains("warehouse delivered"), row);

        click("#events a[data-drawer]");
        until("return !!document.querySelector('dialog[open]')");
        String drawer = text("dialog");
        assertEquals(3, actions);
        assertTrue(drawer.contains("consent_denied"), drawer);
        assertTrue(drawer.contains("Nothing was sent."), drawer);
        assertTrue(drawer.contains("_tl_consent"), "what arrived: " + drawer);
    }

    @Test
    void anOrderThatNeverArrivedIsToldFromOneThatWasTurnedAway() {
        visit("/events");
        search("548299");
        assertEquals(2, actions);
        String page = text("main");
        assertTrue(page.contains("No event matches."), page);
        assertTrue(page.contains("Refused and rejected"), page);
    }

    @Test
    void theReasonIsFoundFromTheDeliveriesToo() {
        visit("/deliveries");
        click("nav[aria-label='By status'] a[href*='status=skipped']");
        String page = text("main table");
        assertEquals(2, actions);
        assertTrue(page.contains("548291") && page.contains("refused marketing"), page);
        assertFalse(page.contains("548292"), page);
    }

    @Test
    void whileTheStreamIsPausedNothingMovesAndAfterwardsNothingIsMissing() {
        visit("/events");
        until("return document.getElementById('live-state').textContent === 'live'");
        click("#live-pause");
        view("paused-1");
        until(
                "return /^paused, \\d+ waiting$/.test(document.getElementById('live-state').textContent)");
        assertFalse(text("#events").contains("paused-1"));
        click("#live-pause");
        until("return document.getElementById('events').textContent.includes('paused-1')");
        assertEquals(1L, rows("paused-1"));
        view("after-1");
        until("return document.getElementById('events').textContent.includes('after-1')");
    }

    @Test
    void aFilterHoldsForTheListTheAddressAndWhatComesLive() {
        visit("/events");
        browser.run(
                "const s = document.querySelector('select[name=event]'); s.value = 'product_viewed'");
        click("form.filter button");
        assertTrue(browser.address().contains("event=product_viewed"), browser.address());
        assertFalse(text("#events").contains("548292"));
        until("return document.getElementById('live-state').textContent === 'live'");
        shop.order(548300, json -> json);
        shop.await("the order", "/api/v1/events?key=548300", "548300");
        view("filtered-1");
        until("return document.getElementById('events').textContent.includes('filtered-1')");
        assertFalse(text("#events").contains("548300"));
        browser.run("history.back()");
        until("return document.getElementById('events').textContent.includes('548292')");
        assertFalse(browser.address().contains("product_viewed"), browser.address());
    }

    @Test
    void aRowThatTheStreamReplacesKeepsTheFocus() {
        visit("/events");
        until("return document.getElementById('live-state').textContent === 'live'");
        view("focus-1");
        until("return document.getElementById('events').textContent.includes('focus-1')");
        browser.run(
                "window.replaced = Array.from(document.querySelectorAll('#events tr'))"
                        + ".find(row => row.textContent.includes('focus-1'));"
                        + "window.replaced.querySelector('a').focus()");
        shop.collect(pageView("focus-1", "copy"), Map.of());
        until("return !window.replaced.isConnected");
        assertEquals(
                Boolean.TRUE,
                browser.run(
                        "return document.activeElement.closest('tr').dataset.seq === window.replaced.dataset.seq"));
    }

    @Test
    void withoutScriptSearchAndEventAreThereAsPages() {
        browser.withoutScripts();
        browser.open(shop.at("/events?key=548291"));
        click("#events a[data-drawer]");
        assertTrue(browser.address().endsWith("/events/" + shop.event(OperatorShop.MISSING)));
        String page = text("main");
        assertTrue(page.contains("consent_denied"), page);
        begin();
        visit("/events");
    }

    private static void view(String order) {
        shop.collect(pageView(order, "first"), Map.of());
    }

    private static Map<String, Object> pageView(String order, String copy) {
        return Map.of(
                "event",
                "product_viewed",
                "event_id",
                "evt-" + order,
                "message_id",
                order + "-" + copy,
                "order_id",
                order,
                "consent",
                Map.of("analytics", "granted", "marketing", "denied"));
    }

    private void visit(String path) {
        actions++;
        browser.open(shop.at(path));
    }

    /** Types into the search field and presses Enter. */
    private void search(String key) {
        actions++;
        browser.run("document.querySelector('input[name=key]').focus()");
        browser.press(key, Keys.ENTER);
        until("return location.search.includes('key=') && document.readyState === 'complete'");
    }

    private void click(String selector) {
        actions++;
        browser.click(selector);
    }

    private static String text(String selector) {
        return (String)
                browser.run("return document.querySelector(arguments[0]).innerText", selector);
    }

    private static long rows(String text) {
        return (Long)
                browser.run(
                        "return Array.from(document.querySelectorAll('#events tr'))"
                                + ".filter(row => row.textContent.includes(arguments[0])).length",
                        text);
    }

    private static void until(String script) {
        Awaitility.await(script)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Boolean.TRUE.equals(browser.run(script)));
    }
}
