// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One shop and its platforms; the node is started anew once, in the middle. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DestinationOrdersTest {
    private static final String NEW_TOKEN = "EAAbrandNewTokenOfTheShop";

    @TempDir static Path folder;
    private static Shop shop;
    private static Node node;
    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        shop = Shop.open(folder);
        begin();
    }

    private static void begin() throws Exception {
        node = Node.start(shop.config(), Clock.systemUTC());
        web = new Web(node.address());
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
        shop.close();
    }

    @Test
    @Order(1)
    void whatAnOperatorPausedStaysPausedOverARestartUntilItIsResumed() throws Exception {
        Map<String, Object> paused =
                order("meta", "pause", Map.of("reason", "sale <b>", "by", "anna"));
        assertEquals("paused by anna: sale <b>", paused.get("sentence"));
        assertEquals(200, shop.order(web, 501).status());
        web.awaitDeliveries("warehouse", Map.of("delivered", 1L));
        web.awaitDeliveries("meta", Map.of("held", 1L));

        node.close();
        begin();
        assertEquals("paused", web.json("/api/v1/destinations/meta").get("state"));
        assertEquals(200, shop.order(web, 502).status());
        web.awaitDeliveries("warehouse", Map.of("delivered", 2L));
        web.awaitDeliveries("meta", Map.of("held", 2L));

        order("meta", "resume", Map.of("by", "bo"));
        web.awaitDeliveries("meta", Map.of("delivered", 2L));
        String audit = web.get("/api/v1/audit").text();
        assertTrue(audit.contains("\"destination.pause\"") && audit.contains("anna"), audit);
        assertTrue(audit.contains("\"destination.resume\"") && audit.contains("bo"), audit);
    }

    @Test
    @Order(2)
    void aTestEventGoesThroughTheRealMappingAndOnlyWhereItIsTold() {
        long before = web.deliveryCounts().values().stream().mapToLong(Long::longValue).sum();
        assertEquals("needs_test_code", order("meta", "test-event", Map.of()).get("verdict"));

        Map<String, Object> tested =
                order("meta", "test-event", Map.of("code", "TEST1", "event", "purchase_placed"));
        assertEquals("delivered", tested.get("verdict"), tested.toString());
        Map<?, ?> request = (Map<?, ?>) tested.get("request");
        assertTrue(request.get("body").toString().contains("\"test_event_code\":\"TEST1\""));
        assertTrue(request.get("body").toString().contains("tracklayer-test-"));
        assertFalse(tested.toString().contains(Shop.META_TOKEN));

        Map<String, Object> warehouse = order("warehouse", "test-event", Map.of());
        assertEquals("delivered", warehouse.get("verdict"), warehouse.toString());
        assertEquals(
                before,
                web.deliveryCounts().values().stream().mapToLong(Long::longValue).sum(),
                "it is no delivery");
    }

    @Test
    @Order(3)
    void aNewSecretEndsTheHoldAndAppearsNowhere() throws Exception {
        shop.register(NEW_TOKEN);
        assertEquals(200, shop.order(web, 503).status());
        web.awaitDeliveries("meta", Map.of("delivered", 2L, "held", 1L));
        String resumed = order("meta", "resume", Map.of()).get("sentence").toString();
        assertTrue(resumed.startsWith("no pause, but still on hold: "), resumed);
        Map<String, Object> rotated =
                order("meta", "secret", Map.of("setting", "token", "value", NEW_TOKEN));
        assertEquals("works", rotated.get("verdict"), rotated.toString());
        web.awaitDeliveries("meta", Map.of("delivered", 3L));

        assertEquals(NEW_TOKEN + "\n", Files.readString(shop.config().resolve("secrets/meta")));
        assertEquals(
                "unchanged", order("meta", "secret", Map.of("value", NEW_TOKEN)).get("verdict"));
        String told =
                rotated
                        + web.get("/api/v1/audit").text()
                        + web.get("/api/v1/api-logs").text()
                        + web.get("/destinations/meta").text();
        assertFalse(told.contains(NEW_TOKEN));
    }

    @Test
    @Order(4)
    void aDestinationIsConnectedWithItsSecretApartAndSendsAtOnce() throws Exception {
        Map<String, Object> settings =
                Map.of(
                        "url",
                        shop.sandbox() + "/webhook/warehouse",
                        "secret",
                        Shop.SIGNING_SECRET,
                        "allow-http",
                        "true");
        Map<String, Object> wanted =
                Map.of(
                        "id",
                        "second",
                        "plugin",
                        "webhook",
                        "merchant",
                        "shop",
                        "settings",
                        settings);
        Web.Answer connected = post("/api/v1/destinations/connect", wanted);
        assertEquals(200, connected.status(), connected.text());
        String file = Files.readString(shop.config().resolve("destinations/second.yaml"));
        assertTrue(file.contains("${file:secrets/second.secret}"), file);
        assertFalse(file.contains(Shop.SIGNING_SECRET) || connected.text().contains("whsec"));
        assertEquals(200, shop.order(web, 504).status());
        web.awaitDeliveries("second", Map.of("delivered", 1L));
        assertEquals(409, post("/api/v1/destinations/connect", wanted).status(), "it is there");
    }

    @Test
    @Order(5)
    void ticksBecomeAReplayOfExactlyThose() {
        Map<?, ?> row =
                (Map<?, ?>)
                        ((List<?>)
                                        web.json("/api/v1/deliveries?destination=warehouse")
                                                .get("deliveries"))
                                .get(0);
        String named = row.get("event_seq") + "/warehouse";
        Map<String, Object> order = Map.of("deliveries", List.of(named), "force", true);
        Web.Answer preview = post("/api/v1/replays/preview", order);
        assertEquals(1L, preview.json().get("matched"), preview.text());
        assertEquals(1L, preview.json().get("admitted"), preview.text());
        String id = post("/api/v1/replays", order).json().get("id").toString();
        Awaitility.await()
                .atMost(Web.PATIENCE)
                .until(() -> web.json("/api/v1/replays/" + id).get("state").equals("done"));
        assertEquals(1L, web.json("/api/v1/replays/" + id).get("delivered"));
    }

    @Test
    @Order(6)
    void anOrderThatCannotBeMeantIsRefusedAndShowsNoValue() {
        assertEquals(404, post("/api/v1/destinations/nobody/pause", Map.of()).status());
        assertEquals(400, post("/api/v1/destinations/meta/pause", Map.of("resaon", "x")).status());
        assertEquals(
                400, post("/api/v1/destinations/meta/test-event", Map.of("event", "x")).status());
        assertEquals(
                409,
                post("/api/v1/destinations/meta/secret", Map.of("setting", "pixel", "value", "s3"))
                        .status());
        Web.Answer reference =
                post(
                        "/api/v1/destinations/connect",
                        Map.of(
                                "plugin",
                                "webhook",
                                "merchant",
                                "shop",
                                "id",
                                "third",
                                "settings",
                                Map.of("secret", "${env:HOME}")));
        assertEquals(400, reference.status(), reference.text());
        Web.Answer camel =
                post(
                        "/api/v1/destinations/connect",
                        Map.of("plugin", "camel", "merchant", "shop", "id", "third"));
        assertEquals(409, camel.status(), camel.text());
        assertFalse(Files.exists(shop.config().resolve("destinations/third.yaml")));
    }

    private static Map<String, Object> order(String id, String what, Map<String, Object> order) {
        Web.Answer answer = post("/api/v1/destinations/" + id + "/" + what, order);
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    private static Web.Answer post(String path, Map<String, Object> order) {
        return web.postJson(path, StrictJson.writeText(order));
    }
}
