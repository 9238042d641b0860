// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.journeys.Chromium;
import io.tracklayer.journeys.Manual;
import io.tracklayer.journeys.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A visitor's browser, a running node and the platforms; in this package for the node's tools. */
class BrowserJourneyTest {
    @TempDir static Path folder;

    private static Chromium browser;
    private static RunningShop shop;
    private static Site site;

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.start();
        shop = RunningShop.start(folder);
        site = Site.start();
        site.page(
                "/",
                "<script>window.tl=window.tl||function(){(tl.q=tl.q||[]).push(arguments)}</script>"
                        + "<script async src=\"http://t.shop.test:%d/tl.js\" data-key=\"%s\" data-cookie=server></script>"
                                .formatted(shop.base().getPort(), Shop.BROWSER_KEY));
    }

    @AfterAll
    static void close() {
        for (AutoCloseable open : new AutoCloseable[] {site, shop, browser}) {
            try {
                if (open != null) {
                    open.close();
                }
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @AfterEach
    void noPageSawAProblem() {
        assertEquals(List.of(), site.problems());
    }

    @Test
    void anOrderTheBrowserAndTheShopBothTellReachesMetaOnceWithTheClick() throws Exception {
        browser.open("http://www.shop.test:" + site.port() + "/?fbclid=IwAR0journey");
        browser.run(
                "tl('consent',{analytics:true,marketing:true,ad_user_data:true,ad_personalization:true});"
                        + "tl('identify',{email:'anna@example.com'});"
                        + "tl('track','purchase_placed',{order_id:'7001',value:129.9,currency:'EUR'})");
        shop.awaitEvent("ord_7001_purchase");
        assertEquals(200, shop.shop().order(shop.web(), 7001).status());
        Awaitility.await("the order at Meta")
                .atMost(Web.PATIENCE)
                .until(() -> atMeta().contains("ord_7001_purchase"));
        String sent = atMeta();
        assertEquals(
                sent.indexOf("ord_7001_purchase"), sent.lastIndexOf("ord_7001_purchase"), sent);
        assertTrue(sent.contains("IwAR0journey"), sent);
        assertEquals(List.of(), shop.requests("rejected"));
    }

    @Test
    void theNodesAnswerSetsTheVisitorsCookie() {
        browser.open("http://www.shop.test:" + site.port() + "/?cookie");
        browser.run("tl('consent',{analytics:true,marketing:true})");
        Awaitility.await("tl.js").until(() -> browser.cookies().contains("tl_id="));
        String before = browser.cookies();
        browser.run("document.cookie='tl_id=;max-age=0;path=/;domain=shop.test'");
        assertTrue(!browser.cookies().contains("tl_id="), browser.cookies());
        browser.run("tl('track','cart_viewed')");
        Awaitility.await("the answer's cookie").until(() -> browser.cookies().equals(before));
    }

    @Test
    void theNodeServesTheScriptForBrowsersToKeep() {
        Web.Answer script = shop.web().get("/tl.js");
        assertEquals(200, script.status());
        assertEquals("public, max-age=3600", script.headers().get("Cache-Control"));
        assertTrue(script.text().contains("/collect"));
    }

    @Test
    void thePixelsOfTheManualAreTaken() {
        List<String> pixels = Manual.pixels(Shop.BROWSER_KEY);
        assertEquals(5, pixels.size());
        for (String pixel : pixels) {
            Web.Answer answer = shop.web().get(pixel);
            assertEquals(
                    "200 image/gif", answer.status() + " " + answer.headers().get("Content-Type"));
        }
        Map<?, ?> order = shop.awaitEvent("ord_548291_purchase");
        assertEquals("purchase_placed", order.get("event_name"));
        shop.awaitEvent("view-1");
        shop.awaitEvent("spring-cust_77");
        assertEquals(List.of(), shop.requests("rejected"));
    }

    private static String atMeta() {
        return shop.shop().requests("meta").toString();
    }
}
