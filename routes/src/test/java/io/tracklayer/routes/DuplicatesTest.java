// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {
    private static final int COPIES = 1_000;
    private static final int CONNECTIONS = 64;

    @TempDir Path folder;

    @Test
    void aThousandCopiesOfOneOrderAtOnceAreOneEventSentOnceAndEachLeavesItsRow() throws Exception {
        try (RunningShop running = RunningShop.start(folder)) {
            assertEquals(Set.of(200), postAllAtOnce(running));
            Awaitility.await("every copy recorded")
                    .atMost(Web.PATIENCE)
                    .untilAsserted(() -> assertEquals(COPIES, observations(running).size()));
            // of each quarter with one message id all but the first say nothing new
            Map<String, Long> verdicts = new TreeMap<>();
            Set<Object> events = new HashSet<>();
            observations(running)
                    .forEach(
                            row -> {
                                verdicts.merge(row.get("verdict").toString(), 1L, Long::sum);
                                events.add(row.get("event_seq"));
                            });
            assertEquals(Map.of("accepted", 1L, "merged", 501L, "duplicate", 498L), verdicts);
            assertEquals(1, events.size(), "events the copies belong to: " + events);
            assertOneEventSentOnce(running, (Long) events.iterator().next());
        }
    }

    private static void assertOneEventSentOnce(RunningShop running, long event) {
        for (String destination : List.of("meta", "warehouse")) {
            running.web().awaitDeliveries(destination, Map.of("delivered", 1L));
        }
        List<Map<?, ?>> events = running.rows("/api/v1/events", "events");
        assertEquals(1, events.size());
        assertEquals(event, events.get(0).get("seq"));
        assertEquals("ord_548291_purchase", events.get(0).get("event_id"));
        assertEquals(
                Set.of("shopify", "browser"), Set.copyOf((List<?>) events.get(0).get("sources")));
        for (String platform : List.of("meta", "webhook")) {
            Map<String, Object> held = running.shop().held(platform);
            assertEquals(1L, held.get("requests"), platform);
            assertEquals(1L, held.get("stored"), platform);
        }
    }

    /**
     * A quarter each: one webhook again and again, a new webhook, a page's copy, one page's copy.
     */
    private static Set<Integer> postAllAtOnce(RunningShop running) throws Exception {
        Shop shop = running.shop();
        String order = Shop.orderJson(548291);
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Integer>> copies = new ArrayList<>();
            for (int copy = 0; copy < COPIES; copy += 4) {
                copies.add(() -> webhook(shop, running.web(), order, "the-same"));
                copies.add(() -> webhook(shop, running.web(), order, UUID.randomUUID().toString()));
                copies.add(() -> collect(running.web(), ""));
                copies.add(() -> collect(running.web(), "\"message_id\":\"the-same\","));
            }
            Set<Integer> statuses = new HashSet<>();
            for (Future<Integer> answer : connections.invokeAll(copies)) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            connections.shutdownNow();
        }
    }

    private static int webhook(Shop shop, Web node, String order, String id) {
        return shop.webhook(node, "orders/create", order, id).status();
    }

    private static int collect(Web node, String more) {
        String json =
                """
                {"event":"purchase_placed","order_id":"548291",%s"value":129.9,"currency":"EUR",
                 "ids":{"_fbp":"fb.1.1768470000000.1019141"}}
                """
                        .formatted(more);
        return node.post(
                        "/collect?k=" + Shop.BROWSER_KEY,
                        json.getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "application/json"))
                .status();
    }

    /** All rows of evidence, page by page. */
    private static List<Map<?, ?>> observations(RunningShop running) {
        List<Map<?, ?>> rows = new ArrayList<>();
        Object before = null;
        do {
            Map<String, Object> page =
                    running.web()
                            .json(
                                    "/api/v1/requests?limit=500"
                                            + (before == null ? "" : "&before=" + before));
            ((Iterable<?>) page.get("requests")).forEach(row -> rows.add((Map<?, ?>) row));
            before = page.get("next");
        } while (before != null);
        return rows;
    }
}
