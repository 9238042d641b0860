// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.journeys.Chromium;
import io.tracklayer.journeys.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the click on an ad to what Meta and Google are told, with a real browser and a real node.
 */
class WholeJourneyTest {
    private static final Duration LATER = Duration.ofMinutes(3);

    @TempDir static Path folder;

    private static final AheadClock CLOCK = new AheadClock();
    private static Chromium browser;
    private static RunningShop shop;
    private static Site site;

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.start();
        shop = RunningShop.start(folder, WholeJourneyTest::connectGoogle, CLOCK);
        site = Site.start();
        site.page(
                "/",
                "<script>window.tl=window.tl||function(){(tl.q=tl.q||[]).push(arguments)}</script>"
                        + "<script async src=\"http://t.shop.test:%d/tl.js\" data-key=\"%s\" data-wait=0></script>"
                                .formatted(shop.base().getPort(), Shop.BROWSER_KEY));
    }

    private static void connectGoogle(Shop files) {
        files.write("secrets/google", "token-of-google\n");
        files.write(
                "destinations/google-ads.yaml",
                """
                version: 1
                plugin: google-ads
                merchant: shop
                settings:
                  customer-id: "4812345670"
                  login-customer-id: "9911223344"
                  conversion-actions: ["purchase_placed=712034455"]
                  client-id: C
                  client-secret: "${file:secrets/google}"
                  refresh-token: "${file:secrets/google}"
                  token-endpoint: "%1$s/google-ads/token"
                  endpoint: "%1$s/google-ads"
                """
                        .formatted(files.sandbox()));
        new Web(files.sandbox())
                .postJson(
                        "/control/accounts",
                        """
                        [{"platform":"google-ads","account":"4812345670","managers":["9911223344"],
                          "conversion_actions":["712034455"],"client_id":"C",
                          "client_secret":"token-of-google","refresh_token":"token-of-google"}]
                        """);
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable open : new AutoCloseable[] {site, shop, browser}) {
            if (open != null) {
                open.close();
            }
        }
    }

    @AfterEach
    void noPageSawAProblemAndNothingWasRejected() {
        assertEquals(List.of(), site.problems());
        assertEquals(List.of(), shop.requests("rejected"));
    }

    @Test
    void aPurchaseMadeOfflineIsToldOnceWithTheClicksOfTheLanding() {
        land("IwAR0offline", "Cj0KCQoffline");
        awaitNamed("page_viewed");
        browser.run("tl('consent'," + answer("granted") + ")");
        browser.offline(true);
        browser.run(
                "tl('track','purchase_placed',{order_id:'7101',value:129.9,currency:'EUR',checkout_token:'chk-7101'})");
        assertFalse(
                shop.rows("/api/v1/events?limit=500", "events").toString().contains("ord_7101"));
        browser.offline(false);
        shop.awaitEvent("ord_7101_purchase");

        CLOCK.pass(LATER);
        assertEquals(200, order(7101, "chk-7101").status());
        RunningShop.awaitRow(
                "the shop's own copy",
                () -> shop.requests("merged"),
                row -> "shopify".equals(row.get("source")));

        toldOnce("meta", "ord_7101_purchase", "IwAR0offline");
        toldOnce("google-ads", "7101", "Cj0KCQoffline");
    }

    @Test
    void anOrderThatTheShopAloneTellsHasTheClicksOfItsVisitorsLanding() {
        land("IwAR0landing", "Cj0KCQlanding");
        browser.run(
                "tl('consent',"
                        + answer("granted")
                        + ");tl('track','checkout_started',{checkout_token:'chk-7102',value:129.9,currency:'EUR'})");
        awaitNamed("checkout_started");
        browser.clean();

        CLOCK.pass(LATER);
        assertEquals(200, order(7102, "chk-7102").status());

        toldOnce("meta", "ord_7102_purchase", "IwAR0landing");
        toldOnce("google-ads", "7102", "Cj0KCQlanding");
        Object seq = shop.awaitEvent("ord_7102_purchase").get("seq");
        String evidence = shop.web().get("/api/v1/events/" + seq).text();
        assertTrue(evidence.contains("known by checkout_token"), evidence);
    }

    @Test
    void whoSaysNoAfterTheLandingIsToldToNobody() {
        land("IwAR0refused", "Cj0KCQrefused");
        browser.run(
                "tl('consent',"
                        + answer("denied")
                        + ");tl('track','purchase_placed',{order_id:'7103',value:129.9,currency:'EUR'})");
        shop.awaitEvent("ord_7103_purchase");
        Awaitility.await("both decided")
                .atMost(Web.PATIENCE)
                .until(() -> skipped("meta") && skipped("google-ads"));
        for (String platform : List.of("meta", "google-ads")) {
            String told = shop.shop().requests(platform).toString();
            assertFalse(told.contains("7103") || told.contains("refused"), told);
        }
    }

    private static void awaitNamed(String event) {
        RunningShop.awaitRow(
                event,
                () -> shop.rows("/api/v1/events?limit=500", "events"),
                row -> event.equals(row.get("event_name")));
    }

    private static boolean skipped(String destination) {
        return shop.rows("/api/v1/deliveries?limit=500", "deliveries").stream()
                .anyMatch(
                        row ->
                                "ord_7103_purchase".equals(row.get("event_id"))
                                        && destination.equals(row.get("destination"))
                                        && "skipped".equals(row.get("status")));
    }

    private static void land(String fbclid, String gclid) {
        browser.clean();
        browser.open(
                "http://www.shop.test:%d/?fbclid=%s&gclid=%s"
                        .formatted(site.port(), fbclid, gclid));
    }

    private static String answer(String state) {
        return "{analytics:'granted',marketing:'%1$s',ad_user_data:'%1$s',ad_personalization:'%1$s'}"
                .formatted(state);
    }

    private static Web.Answer order(long id, String checkoutToken) {
        String order =
                Shop.orderJson(id)
                        .replaceFirst(
                                "\\{", "{\"checkout_token\":\"%s\",".formatted(checkoutToken));
        return shop.shop()
                .webhook(shop.web(), "orders/create", order, UUID.randomUUID().toString());
    }

    private static void toldOnce(String platform, String id, String clickId) {
        Awaitility.await(id + " at " + platform)
                .atMost(Web.PATIENCE)
                .until(() -> told(platform, id).size() == 1);
        assertTrue(
                told(platform, id).get(0).contains(clickId),
                () -> clickId + " at " + platform + ": " + told(platform, id));
    }

    private static List<String> told(String platform, String id) {
        return ((List<?>) shop.shop().requests(platform).get("requests"))
                .stream()
                        .map(Map.class::cast)
                        .map(request -> String.valueOf(request.get("body")))
                        .filter(body -> body.contains("\"" + id + "\""))
                        .toList();
    }
}
