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

    private Seat seat;

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.start();
        shop = OperatorShop.empty(folder);
        shop.receiver().answers("/crm", List.of(new Receiver.Answer(400, Map.of(), "no account")));
        shop.missing();
        shop.order(548292, json -> json);
        shop.await("the refusal", "/api/v1/deliveries?status=skipped", "\"548291\"");
        shop.await("the other order", "/api/v1/deliveries?status=delivered", "\"548292\"");
        shop.await(
                "the refusal of the CRM",
                "/api/v1/deliveries?status=failed&destination=crm",
                "\"548292\"");
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
        seat = new Seat(browser, shop);
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
        seat.visit("/events");
        search("548291");
        assertEquals(2, seat.actions());
        String row = seat.text("#events tr:only-child");
        assertTrue(row.contains("548291"), row);
        assertTrue(row.contains("meta skipped"), row);
        assertTrue(row.contains("refused marketing"), row);
        assertTrue(row.contains("warehouse delivered"), row);

        seat.click("#events a[data-drawer]");
        seat.untilSaid("dialog", "Nothing was sent.");
        String drawer = seat.text("dialog");
        assertEquals(3, seat.actions());
        assertTrue(drawer.contains("consent_denied"), drawer);
        assertTrue(drawer.contains("_tl_consent"), "what arrived: " + drawer);
    }

    @Test
    void anOrderThatNeverArrivedIsToldFromOneThatWasTurnedAway() {
        seat.visit("/events");
        search("548299");
        assertEquals(2, seat.actions());
        String page = seat.text("main");
        assertTrue(page.contains("No event matches."), page);
        assertTrue(page.contains("Refused and rejected"), page);
    }

    @Test
    void theReasonIsFoundFromTheDeliveriesToo() {
        seat.visit("/deliveries");
        seat.click("nav[aria-label='By status'] a[href*='status=skipped']");
        seat.untilAt("/deliveries?status=skipped");
        String page = seat.text("#deliveries");
        assertEquals(2, seat.actions());
        assertTrue(page.contains("548291") && page.contains("refused marketing"), page);
        assertFalse(page.contains("548292"), page);
    }

    @Test
    void theSearchOfTheBarLeadsFromAnyPageToTheCauseAndWhatToDo() {
        seat.visit("/");
        find("548291");
        assertEquals(2, seat.actions());
        String answer = seat.text("main section.answer");
        assertTrue(answer.contains("548291"), answer);
        assertTrue(answer.contains("meta: "), answer);
        assertTrue(answer.contains("refused marketing"), answer);
        assertTrue(answer.contains("Next:"), answer);
    }

    @Test
    void anEMailTypedIntoTheSearchOfTheBarLeadsToItsOrderAndStandsInNoAddress() {
        seat.visit("/rules");
        seat.type(".find input", "anna@example.com", Keys.ENTER);
        until("return location.pathname === '/diagnose' && !!document.querySelector('.verdict')");
        assertEquals(2, seat.actions());
        assertFalse(browser.address().contains("anna"), browser.address());
        assertTrue(seat.text("h1").contains("purchase_placed"), seat.text("h1"));
    }

    @Test
    void anOrderNobodySentIsToldToBeUnknownByTheSearchOfTheBar() {
        seat.visit("/deliveries");
        find("548399");
        assertEquals(2, seat.actions());
        String page = seat.text("main");
        assertTrue(page.contains("548399"), page);
        assertFalse(page.contains("refused marketing"), page);
    }

    @Test
    void whatATickedDeliveryWouldSendIsShownBeforeItIsSentAgain() {
        shop.receiver().answers("/crm", List.of(new Receiver.Answer(200, Map.of(), "{}")));
        seat.visit("/deliveries?status=failed&destination=crm");
        long asked = shop.receiver().asked("/crm");
        seat.click("#deliveries td input[name=tick]");
        seat.click("#replay-ticked");
        seat.untilSaid("#replay-state", " match");
        String preview = seat.text("#replay-state");
        assertTrue(preview.startsWith("1 match, 1 would be sent"), preview);
        assertEquals(asked, shop.receiver().asked("/crm"));
        seat.click("#replay-state button");
        seat.untilSaid("#replay-state", "1 delivered");
        assertEquals(4, seat.actions());
        assertEquals(asked + 1, shop.receiver().asked("/crm"));
        seat.click("#replay-state a");
        seat.untilAt("/replays");
        assertTrue(seat.text("main table").contains("done"), seat.text("main table"));
    }

    @Test
    void aDestinationIsPausedWithAReasonAndLetGoAgain() {
        seat.visit("/destinations/warehouse");
        seat.type("form[data-order$='/pause'] input[name=reason]", "stock-taking", Keys.ENTER);
        seat.untilSeen("form[data-order$='/resume']");
        assertTrue(seat.text("main").contains("stock-taking"), seat.text("main"));
        browser.open(shop.at("/deliveries"));
        assertTrue(
                seat.text(".banner").contains("paused by api: stock-taking"), seat.text(".banner"));
        seat.visit("/destinations/warehouse");
        seat.click("form[data-order$='/resume'] button");
        seat.untilSeen("form[data-order$='/pause']");
        assertFalse(seat.text("main").contains("stock-taking"), seat.text("main"));
        assertEquals(4, seat.actions());
    }

    @Test
    void whileTheStreamIsPausedNothingMovesAndAfterwardsNothingIsMissing() {
        seat.visit("/events");
        until("return document.getElementById('live-state').textContent === 'live'");
        seat.click("#live-pause");
        view("paused-1");
        until(
                "return /^paused, \\d+ changes?"
                        + " waits?$/.test(document.getElementById('live-state').textContent)");
        assertFalse(seat.text("#events").contains("paused-1"));
        seat.click("#live-pause");
        until("return document.getElementById('events').textContent.includes('paused-1')");
        assertEquals(1L, rows("paused-1"));
        view("after-1");
        until("return document.getElementById('events').textContent.includes('after-1')");
    }

    @Test
    void aLiveViewThatIsRefusedIsAskedForAgain() {
        browser.beforeEachPage(
                "const Real = window.EventSource; let refused = false;"
                        + "window.EventSource = function (address) {"
                        + "  if (refused) return new Real(address);"
                        + "  refused = true;"
                        + "  const none = { readyState: 2, addEventListener() {} };"
                        + "  setTimeout(() => none.onerror(), 0);"
                        + "  return none;"
                        + "};"
                        + "window.EventSource.CLOSED = 2;");
        seat.visit("/events");
        until("return document.getElementById('live-state').textContent.includes('no live view')");
        view("refused-1");
        until("return document.getElementById('live-state').textContent === 'live'");
        until("return document.getElementById('events').textContent.includes('refused-1')");
    }

    @Test
    void aFilterHoldsForTheListTheAddressAndWhatComesLive() {
        seat.visit("/events");
        browser.run(
                "const s = document.querySelector('select[name=event]'); s.value ="
                        + " 'product_viewed'");
        // By keyboard: to the driver what a folded element shows by its style is not there.
        seat.type("details.filters button", Keys.ENTER);
        until(
                "return location.search.includes('event=product_viewed')"
                        + " && document.readyState === 'complete'");
        assertFalse(seat.text("#events").contains("548292"));
        until("return document.getElementById('live-state').textContent === 'live'");
        shop.order(548300, json -> json);
        shop.await("the order", "/api/v1/events?key=548300", "548300");
        view("filtered-1");
        until("return document.getElementById('events').textContent.includes('filtered-1')");
        assertFalse(seat.text("#events").contains("548300"));
        browser.run("history.back()");
        until("return document.getElementById('events').textContent.includes('548292')");
        assertFalse(browser.address().contains("product_viewed"), browser.address());
    }

    @Test
    void aRowThatTheStreamReplacesKeepsTheFocus() {
        seat.visit("/events");
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
                        "return document.activeElement.closest('tr').dataset.seq ==="
                                + " window.replaced.dataset.seq"));
    }

    @Test
    void withoutScriptSearchAndEventAreThereAsPages() {
        browser.withoutScripts();
        browser.open(shop.at("/events?key=548291"));
        seat.click("#events a[data-drawer]");
        assertTrue(browser.address().endsWith("/events/" + shop.event(OperatorShop.MISSING)));
        String page = seat.text("main");
        assertTrue(page.contains("consent_denied"), page);
        begin();
        seat.visit("/events");
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

    /** Types into the search field and presses Enter. */
    private void search(String key) {
        seat.type("input[name=key]", key, Keys.ENTER);
        until("return location.search !== '' && document.readyState === 'complete'");
    }

    /** Types into the search of the bar and presses Enter. */
    private void find(String key) {
        seat.type(".find input", key, Keys.ENTER);
        seat.untilAt("/diagnose?of=" + key);
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
