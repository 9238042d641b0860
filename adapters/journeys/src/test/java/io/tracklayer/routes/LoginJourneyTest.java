// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.journeys.Chromium;
import io.tracklayer.journeys.Scripts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A node whose operators log in, as they meet it: the door, what each may, and the way out. */
class LoginJourneyTest {
    private static final String PASSWORD = "correct horse b\u00fccher";
    private static final String HASH =
            "pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw==$eqfBD4kZCzazWxiQCJeHOp2Rek5cf7sXy7EGEwtD6lU=";
    private static final String PAUSE_ANYWAY =
            """
            const order = new XMLHttpRequest();
            order.open('POST', '/api/v1/destinations/warehouse/pause', false);
            order.setRequestHeader('Content-Type', 'application/json');
            order.setRequestHeader('X-CSRF-Token', document.querySelector('meta[name=csrf-token]').content);
            order.send('{}');
            return order.status + ' ' + order.responseText;
            """;
    private static final String OPERATORS =
            """
            version: 1
            operators:
              - {name: oona, role: operator, password: "%1$s"}
              - {name: vera, role: viewer, password: "%1$s"}
            """
                    .formatted(HASH);

    @TempDir static Path folder;

    private static Chromium browser;
    private static OperatorShop shop;

    private Seat seat;

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.start();
        shop = OperatorShop.guarded(folder, OPERATORS);
        shop.missing();
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
        browser.forgetCookies();
        browser.view(1280, 900, false);
        browser.beforeEachPage(Scripts.read("/console/watch.js"));
        browser.complaints();
    }

    @AfterEach
    void noPageSawAProblem() {
        assertEquals(List.of(), browser.run("return window.problems"));
    }

    @Test
    void whoIsNotLoggedInIsAskedForAPasswordAndThenSeesWhatTheyCameFor() {
        seat.visit("/deliveries?status=skipped");
        assertTrue(browser.address().contains("/login?next="), browser.address());
        inOrder("login");
        logIn("vera", "no such password");
        seat.untilSaid(".banner", "Name or password is wrong.");
        inOrder("login-failed");
        logIn("vera", PASSWORD);
        seat.untilAt("/deliveries?status=skipped");
        assertTrue(seat.text(".who").contains("vera"), seat.text(".who"));
    }

    @Test
    void whoLogsOutSeesNothingMoreUntilTheyLogInAgain() {
        enter("oona");
        seat.visit("/account");
        assertTrue(seat.text("main").contains("oona: operator"), seat.text("main"));
        inOrder("account");
        seat.click(".who form.logout button");
        seat.untilAt("/login");
        seat.visit("/events");
        assertTrue(browser.address().contains("/login?next="), browser.address());
        assertFalse(seat.text("body").contains("548291"));
    }

    @Test
    void aViewerIsOfferedNoOrdersAndOneThatIsSentAnywayTakesARoleAndDoesNothing() {
        enter("vera");
        seat.visit("/destinations/warehouse");
        assertTrue(seat.text("main").contains("Your role may look."), seat.text("main"));
        assertEquals(0L, browser.run("return document.querySelectorAll('[data-order]').length"));
        String answer = (String) browser.run(PAUSE_ANYWAY);
        assertTrue(answer.startsWith("403 "), answer);
        assertTrue(answer.contains("takes the role operator"), answer);
        seat.visit("/deliveries");
        assertFalse(seat.text("main").contains("is paused"), seat.text("main"));
    }

    @Test
    void theOrdersOfAnOperatorWhoIsLoggedInAreTaken() {
        enter("oona");
        seat.visit("/destinations/warehouse");
        seat.click("form[data-order$='/pause'] button");
        seat.untilSeen("form[data-order$='/resume']");
        seat.click("form[data-order$='/resume'] button");
        seat.untilSeen("form[data-order$='/pause']");
        seat.visit("/audit");
        assertTrue(seat.text("main").contains("oona"), seat.text("main"));
    }

    private void enter(String name) {
        seat.visit("/login");
        logIn(name, PASSWORD);
        seat.untilAt("/");
        seat.untilSeen(".who");
    }

    private void logIn(String name, String password) {
        seat.type("input[name=name]", name, Keys.TAB, password, Keys.ENTER);
    }

    private static void inOrder(String page) {
        List<String> wrong = new ArrayList<>();
        for (int width : new int[] {1280, 360}) {
            browser.view(width, 800, width == 360);
            browser.run(Scripts.read("/axe.min.js"));
            all(browser.run(Scripts.read("/console/order.js")), page, wrong);
            all(browser.await(Scripts.read("/console/axe.js")), page, wrong);
        }
        browser.view(1280, 900, false);
        assertEquals(List.of(), wrong);
    }

    private static void all(Object found, String page, List<String> wrong) {
        ((List<?>) found).forEach(one -> wrong.add(page + " " + one));
    }
}
