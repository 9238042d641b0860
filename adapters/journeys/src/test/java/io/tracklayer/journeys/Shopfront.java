// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A shop of its own for each test, at {@code www.shop<n>.test}, one browser for the class. After
 * each test no page of it may have seen an error, a rejection nobody took, or a breach of its
 * security policy.
 */
final class Shopfront
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger SHOPS = new AtomicInteger();

    private Chromium browser;
    private Site site;
    private String domain;

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = Chromium.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        site = Site.start();
        domain = "shop" + SHOPS.incrementAndGet() + ".test";
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            assertEquals(List.of(), site.problems(), "problems the pages saw");
        } finally {
            browser.clean();
            site.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
    }

    Chromium browser() {
        return browser;
    }

    Site site() {
        return site;
    }

    String domain() {
        return domain;
    }

    /** The address of a path on one of the shop's hosts. */
    String at(String host, String path) {
        return "http://" + host + "." + domain + ":" + site.port() + path;
    }

    /** Puts a page with the script on the shop; {@code attributes} are those of its script tag. */
    Shopfront page(String path, String attributes, String rest) {
        site.page(
                path,
                """
                <script>window.tl=window.tl||function(){(tl.q=tl.q||[]).push(arguments)}</script>
                %s
                <script async src="%s" data-key="wk_1" %s></script>
                """
                        .formatted(rest, at("t", "/tl.js"), attributes));
        return this;
    }

    void open(String path) {
        browser.open(at("www", path));
    }

    /** Runs a script in the page once tl.js is there. */
    Object run(String script, Object... arguments) {
        until("tl.js", () -> Boolean.TRUE.equals(browser.run("return !!(window.tl && tl.counts)")));
        return browser.run(script, arguments);
    }

    /** Waits for a message of that name. */
    Message heard(String name) {
        return heard(name, message -> true);
    }

    Message heard(String name, Predicate<Message> wanted) {
        return heard(name, 1, wanted).get(0);
    }

    /** Waits for that many messages of a name, and gives all there are then. */
    List<Message> heard(String name, int number, Predicate<Message> wanted) {
        return Awaitility.await(number + " of " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> found(name, wanted), found -> found.size() >= number);
    }

    List<Message> found(String name, Predicate<Message> wanted) {
        return site.messages().stream()
                .filter(message -> message.name().equals(name))
                .filter(wanted)
                .toList();
    }

    void until(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
    }
}
