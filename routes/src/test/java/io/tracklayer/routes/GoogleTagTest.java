// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Google's tag and a server container send, taken in by a running node. */
class GoogleTagTest {
    private static final String KEY = "key-of-the-container";
    private static final String PAGE = "https://shop.example";
    private static final String ADDRESS =
            "/ga4/shop-eu/g/collect?v=2&tid=G-TRACK1&_p=1768472425123&cid=1019141.1768470000"
                    + "&gcs=G111&gcd=13r3r3r2r5l1&sid=1768472000"
                    + "&dl=https%3A%2F%2Fshop.example%2Fthanks%3Fgclid%3DTEST";

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder, GoogleTagTest::connect);
    }

    private static void connect(Shop configured) {
        configured.change(
                "tracklayer.yaml",
                text ->
                        text.replace(
                                "          browser: {}\n",
                                "          browser: {}\n          sgtm: {}\n"
                                        + "          ga4-collect: {measurement-ids: [G-TRACK1]}\n"));
        configured.change(
                "keys.yaml",
                text ->
                        text
                                + "  - {id: container, sha256: %s, store: shop-eu, source: sgtm, kind: server}\n"
                                        .formatted(Sha256.of(KEY).hex()));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void aPurchaseOfTheTagIsDeliveredOnceThoughTheContainerSendsItToo() {
        Web.Answer answer =
                collect("en=purchase&_s=4&cu=EUR&ep.transaction_id=548291&epn.value=129.9");
        assertEquals(204, answer.status());
        assertEquals(0, answer.body().length);
        assertEquals(PAGE, answer.headers().get("Access-Control-Allow-Origin"));
        assertEquals("true", answer.headers().get("Access-Control-Allow-Credentials"));

        String body = shop.awaitSent("ord_548291_purchase").get("body").toString();
        assertTrue(body.contains("129.9"), body);
        assertTrue(body.contains("\"value\":\"TEST\""), "the click id of the page: " + body);

        assertEquals(
                200,
                container(
                                """
                                {"event_name":"purchase","transaction_id":548291,"value":129.9,
                                 "currency":"EUR","client_id":"1019141.1768470000"}
                                """)
                        .status());
        RunningShop.awaitRow(
                "further copy",
                () -> shop.requests("merged"),
                row -> "sgtm".equals(row.get("source")));
    }

    @Test
    void hitsOfOtherMeasurementIdsAreKeptAsRejectedAndAnsweredAlike() {
        Web.Answer answer =
                shop.web()
                        .post(
                                ADDRESS.replace("G-TRACK1", "G-OTHER"),
                                bytes("en=page_view&_s=1"),
                                Map.of());
        assertEquals(204, answer.status());
        shop.awaitRequest("rejected", "unknown_measurement_id", List.of());
    }

    @Test
    void theKeyOfTheContainerIsAskedForAndNeverKept() {
        assertEquals(
                401,
                shop.web()
                        .post("/v1/sgtm", bytes("{\"event_name\":\"login\"}"), Map.of())
                        .status());
        container("{\"event_name\":\"login\",\"client_id\":\"1019141.1768470001\"}");
        Map<?, ?> login =
                RunningShop.awaitRow(
                        "login",
                        () -> shop.rows("/api/v1/events?limit=500", "events"),
                        row -> "logged_in".equals(row.get("event_name")));
        assertFalse(shop.web().get("/api/v1/events/" + login.get("event_id")).text().contains(KEY));
    }

    private static Web.Answer collect(String line) {
        return shop.web()
                .post(
                        ADDRESS,
                        bytes(line),
                        Map.of(
                                "Content-Type", "text/plain;charset=UTF-8",
                                "Origin", PAGE,
                                "User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"));
    }

    private static Web.Answer container(String event) {
        return shop.web().post("/v1/sgtm", bytes(event), Map.of("X-TL-Key", KEY));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
