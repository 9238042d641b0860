// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.console.Console;
import io.tracklayer.journeys.Chromium;
import io.tracklayer.journeys.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
                    new View("desk-light", 1280, 900, false, true),
                    new View("desk-dark", 1280, 900, true, false),
                    new View("telephone-dark", 360, 740, true, true),
                    new View("telephone-light", 360, 740, false, false));

    private static final String LINK =
            "const link = Array.from(document.querySelectorAll('a[data-drawer]')).pop();";

    @TempDir static Path folder;

    private static Chromium browser;
    private static OperatorShop shop;

    /**
     * A way to look at a page.
     *
     * @param judged whether axe is asked too; two views hold both widths and both colour schemes
     */
    private record View(String name, int width, int height, boolean dark, boolean judged) {}

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
        assertEquals(Set.copyOf(Console.pages()), lookedAt);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsInOrderAndAccessibleAtEveryWidthByDayAndNight(ConsolePage page) throws IOException {
        show(page);
        List<String> wrong = new ArrayList<>();
        for (View view : VIEWS) {
            browser.view(view.width(), view.height(), view.dark());
            found("console/order.js", view, wrong);
            if (view.judged()) {
                found("console/axe.js", view, wrong);
            }
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
        browser.press(Keys.TAB.toString().repeat((int) all + 1));
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
                        "return document.querySelector('dialog').contains(document.activeElement)"));
        browser.press(Keys.ESCAPE);
        until("the page", "return !document.querySelector('dialog')");
        assertEquals(Boolean.TRUE, browser.run(LINK + "return document.activeElement === link"));
    }

    static Stream<String> drawerPages() {
        return Stream.of("/events", "/deliveries", "/api-logs");
    }

    private static void show(ConsolePage page) {
        browser.complaints();
        browser.open(shop.at(page.address().apply(shop)));
        String text = (String) browser.run("return document.body.innerText");
        assertTrue(text.contains(page.shows()), () -> page.shows() + " is not on it: " + text);
        browser.run(Scripts.read("/axe.min.js"));
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
