// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollisionTest {
    @TempDir Path folder;

    @Test
    void contradictionsOfBrowserAndServerAndWhoSawWhatCanBeAsked() throws Exception {
        try (RunningShop running = RunningShop.start(folder)) {
            page(running, "evt-page-1001", 1001);
            shop(running, 1001, "");
            page(running, "evt-page-1002", 1002);
            shop(running, 1002, "evt-cart-1002");
            page(running, "evt-page-1001", 1003);
            shop(running, 1004, "");

            assertEquals(4, running.rows("/api/v1/events", "events").size());
            assertCollisions(running);
            assertCoverage(running);
        }
    }

    private static void assertCollisions(RunningShop running) {
        List<Map<?, ?>> rows = running.rows("/api/v1/collisions", "collisions");
        assertEquals(2, rows.size(), "an id made of the order's number contradicts none: " + rows);
        Map<?, ?> reused = rows.get(0);
        assertEquals("event_id_reused", reused.get("kind"));
        assertEquals("shop shop-eu", reused.get("merchant") + " " + reused.get("store"));
        assertEquals(List.of("evt-page-1001"), reused.get("event_ids"));
        assertEquals(List.of("1001", "1003"), reused.get("order_ids"));
        assertEquals(List.of(event(running, 1003), event(running, 1001)), reused.get("events"));
        Map<?, ?> two = rows.get(1);
        assertEquals("order_with_two_event_ids", two.get("kind"));
        assertEquals(List.of("evt-page-1002", "evt-cart-1002"), two.get("event_ids"));
        assertEquals(List.of("1002"), two.get("order_ids"));
        assertEquals(List.of(event(running, 1002)), two.get("events"));
        String page =
                running.web().get("/events/" + event(running, 1002)).text().replace("&quot;", "\"");
        assertTrue(page.contains(two.get("sentence").toString()), page);
    }

    private static void assertCoverage(RunningShop running) {
        long both = 0;
        long browserOnly = 0;
        long serverOnly = 0;
        // two days when midnight passes meanwhile
        for (Map<?, ?> row : running.rows("/api/v1/coverage?store=shop-eu", "coverage")) {
            assertEquals("purchase_placed", row.get("event_name"));
            both += (Long) row.get("both");
            browserOnly += (Long) row.get("browser_only");
            serverOnly += (Long) row.get("server_only");
        }
        assertEquals("2 1 1", both + " " + browserOnly + " " + serverOnly);
    }

    private static void page(RunningShop running, String eventId, long order) {
        String json =
                """
                {"event":"purchase_placed","event_id":"%s","order_id":"%d","value":129.9,"currency":"EUR"}
                """
                        .formatted(eventId, order);
        int status =
                running.web()
                        .post(
                                "/collect?k=" + Shop.BROWSER_KEY,
                                json.getBytes(StandardCharsets.UTF_8),
                                Map.of("Content-Type", "application/json"))
                        .status();
        assertTrue(status < 300, "" + status);
        awaitCopies(running, order, "browser");
    }

    /** An order whose cart carries an event id, or none. */
    private static void shop(RunningShop running, long order, String cartEventId) {
        String json = Shop.orderJson(order);
        if (!cartEventId.isEmpty()) {
            json =
                    json.replace(
                            "\"note_attributes\":[",
                            "\"note_attributes\":[{\"name\":\"_tl_event\",\"value\":\""
                                    + cartEventId
                                    + "\"},");
        }
        Web.Answer answer =
                running.shop()
                        .webhook(
                                running.web(), "orders/create", json, UUID.randomUUID().toString());
        assertEquals(200, answer.status());
        awaitCopies(running, order, "shopify");
    }

    private static void awaitCopies(RunningShop running, long order, String source) {
        Awaitility.await(source + " copy of order " + order)
                .atMost(Web.PATIENCE)
                .until(
                        () ->
                                running.rows("/api/v1/events?key=" + order, "events").stream()
                                        .anyMatch(
                                                row ->
                                                        ((List<?>) row.get("sources"))
                                                                .contains(source)));
    }

    private static Object event(RunningShop running, long order) {
        return running.rows("/api/v1/events?key=" + order, "events").get(0).get("seq");
    }
}
