// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.journeys.Chromium;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** An operator at a console: opens, types, clicks and reads; what they do is counted. */
final class Seat {
    private final Chromium browser;
    private final OperatorShop shop;
    private int actions;

    Seat(Chromium browser, OperatorShop shop) {
        this.browser = browser;
        this.shop = shop;
    }

    /** What was done so far: pages opened, texts typed, clicks. */
    int actions() {
        return actions;
    }

    void visit(String path) {
        actions++;
        browser.open(shop.at(path));
    }

    void type(String selector, CharSequence... keys) {
        actions++;
        browser.run("document.querySelector(arguments[0]).focus()", selector);
        browser.press(keys);
    }

    void click(String selector) {
        actions++;
        browser.click(selector);
    }

    /** Whether it can be seen. */
    boolean sees(String selector) {
        return (Boolean)
                browser.run(
                        "const one = document.querySelector(arguments[0]);"
                                + "return one !== null && one.checkVisibility()",
                        selector);
    }

    /** The text of the first element the selector finds; empty when there is none. */
    String text(String selector) {
        return (String)
                browser.run(
                        "const one = document.querySelector(arguments[0]);"
                                + "return one === null ? '' : one.innerText",
                        selector);
    }

    void untilSaid(String selector, String text) {
        await(selector + " says " + text, () -> text(selector).contains(text));
    }

    void untilSeen(String selector) {
        await(selector + " is there", () -> sees(selector));
    }

    /** Waits until the page of an address has taken the place of the one before. */
    void untilAt(String path) {
        await(
                "the page " + path,
                () ->
                        browser.run("return location.pathname + location.search").equals(path)
                                && browser.run("return document.readyState").equals("complete"));
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
