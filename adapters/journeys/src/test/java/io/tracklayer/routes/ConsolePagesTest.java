// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.console.Console;
import io.tracklayer.journeys.Chromium;
import io.tracklayer.journeys.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Every page of the console as a browser shows it, on desks and telephones, by day and night. */
class ConsolePagesTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<View> VIEWS =
            List.of(
                    new View("desk-light", 1280, 900, false),
                    new View("telephone-dark", 360, 740, true));

    /** Fields of a date and time take a press for each of their parts. */
    private static final String PARTS =
            "return 7 * Array.from(document.querySelectorAll('input[type=datetime-local]'))"
                    + ".filter(field => field.checkVisibility()).length";

    private static final String LINK =
            "const link = Array.from(document.querySelectorAll('a[data-drawer]')).pop();";

    @TempDir static Path folder;

    private static Chromium browser;
    private static OperatorShop shop;

    /** A way to look at a page; no colour depends on a width, so two hold all there is to see. */
    private record View(String name, int width, int height, boolean dark) {}

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.start();
        shop = OperatorShop.start(folder);
        browser.beforeEachPage(Scripts.read("/console/watch.js"));
        Files.createDirectories(SCREENSHOTS);
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

    static Stream<ConsolePage> pages() {
        return ConsolePage.ALL.stream();
    }

    @Test
    void everyPageOfTheConsoleIsAmongThoseLookedAt() {
        Set<String> lookedAt =
                ConsolePage.ALL.stream().map(ConsolePage::template).collect(Collectors.toSet());
        Set<String> all = new HashSet<>(Console.pages());
        all.add(ConsolePage.WINDOW);
        assertEquals(all, lookedAt);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsInOrderAndAccessibleOnADeskByDayAndATelephoneByNight(ConsolePage page)
            throws IOException {
        show(page);
        browser.run(Scripts.read("/axe.min.js"));
        List<String> wrong = new ArrayList<>();
        for (View view : VIEWS) {
            browser.view(view.width(), view.height(), view.dark());
            found("console/order.js", view, wrong);
            found("console/axe.js", view, wrong);
            Files.write(
                    SCREENSHOTS.resolve(page.name() + "-" + view.name() + ".png"),
                    browser.screenshot());
        }
        assertEquals(List.of(), wrong);
        assertEquals(List.of(), browser.complaints());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everythingOnAPageIsReachedByTheTabKeyWithAFocusThatIsSeen(ConsolePage page) {
        browser.view(1280, 900, false);
        show(page);
        long all = (Long) browser.run(Scripts.read("/console/focusable.js"));
        assertTrue(all > 3, "only " + all + " things to reach");
        long parts = (Long) browser.run(PARTS);
        browser.press(Keys.TAB.toString().repeat((int) (all + parts) + 1));
        assertEquals(
                List.of(),
                browser.run(
                        "return Array.from(document.querySelectorAll('[data-reach]'))"
                                + ".filter(e => !window.reached.has(Number(e.dataset.reach)))"
                                + ".map(e => e.outerHTML.slice(0, 160))"));
        assertEquals(List.of(), browser.run("return window.unseen"));
    }

    @ParameterizedTest
    @MethodSource("drawerPages")
    void aDrawerOpensByEnterAndClosesByEscapeAndTheFocusReturns(String address) {
        browser.view(1280, 900, false);
        browser.open(shop.at(address));
        // the last: the stream tells the newest again
        browser.run(LINK + "link.focus()");
        browser.press(Keys.ENTER);
        until("the drawer", "return !!document.querySelector('dialog[open]')");
        List<String> wrong = new ArrayList<>();
        browser.run(Scripts.read("/axe.min.js"));
        found("console/axe.js", VIEWS.get(0), wrong);
        assertEquals(List.of(), wrong);
        assertEquals(
                Boolean.TRUE,
                browser.run(
                        "return"
                                + " document.querySelector('dialog').contains(document.activeElement)"));
        browser.press(Keys.ESCAPE);
        until("the page", "return !document.querySelector('dialog')");
        assertEquals(Boolean.TRUE, browser.run(LINK + "return document.activeElement === link"));
    }

    static Stream<String> drawerPages() {
        return Stream.of("/events", "/deliveries", "/api-logs");
    }

    @Test
    void theChosenColoursStayFromPageToPage() {
        browser.view(1280, 900, false);
        browser.open(shop.at("/rules"));
        Object light = background();
        browser.click("#theme");
        Object dark = background();
        assertNotEquals(light, dark);
        browser.open(shop.at("/replays"));
        assertEquals(dark, background());
        assertEquals("true", browser.run("return document.getElementById('theme').ariaPressed"));
        browser.click("#theme");
        assertEquals(light, background());
        browser.run("localStorage.clear()");
    }

    @Test
    void filtersAreOpenOnADeskAndFoldedOnATelephoneUntilOneIsSet() {
        Seat seat = new Seat(browser, shop);
        browser.view(1280, 900, false);
        seat.visit("/deliveries");
        assertTrue(seat.sees("select[name=destination]"));
        browser.view(360, 740, false);
        assertFalse(seat.sees("select[name=destination]"));
        seat.click("details.filters > summary");
        assertTrue(seat.sees("select[name=destination]"));
        seat.visit("/deliveries?destination=meta");
        assertTrue(seat.sees("select[name=destination]"));
    }

    private static Object background() {
        return browser.run("return getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void onATelephoneTheMenuOpensWithoutScript() {
        Seat seat = new Seat(browser, shop);
        browser.view(360, 740, false);
        browser.withoutScripts();
        seat.visit("/");
        assertFalse(seat.sees("nav#pages a[href='/deliveries']"));
        seat.click("button.menu");
        assertTrue(seat.sees("nav#pages a[href='/deliveries']"));
        seat.click("nav#pages a[href='/deliveries']");
        seat.untilAt("/deliveries");
        browser.clean();
        browser.beforeEachPage(Scripts.read("/console/watch.js"));
    }

    private static void show(ConsolePage page) {
        browser.complaints();
        browser.open(shop.at(page.address().apply(shop)));
        String text = (String) browser.run("return document.body.innerText");
        assertTrue(text.contains(page.shows()), () -> page.shows() + " is not on it: " + text);
    }

    private static void until(String what, String script) {
        Awaitility.await(what)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Boolean.TRUE.equals(browser.run(script)));
    }

    private static void found(String script, View view, List<String> wrong) {
        Object result =
                script.endsWith("axe.js")
                        ? browser.await(Scripts.read("/" + script))
                        : browser.run(Scripts.read("/" + script));
        ((List<?>) result).forEach(one -> wrong.add(view.name() + " " + one));
    }
}
