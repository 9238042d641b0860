// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is killed while buyers order. More kills, or one run again: {@code
 * -Dtracklayer.kills=20 -Dtracklayer.seed=...}.
 */
class KillTest {
    private static final int BUYERS = 16;
    private static final int KILLS = Integer.getInteger("tracklayer.kills", 3);
    private static final long SEED = Long.getLong("tracklayer.seed", System.nanoTime());

    /** Senders of a destination, each with one request on its way. */
    private static final int SENDERS = 4;

    /** Between two kills a node takes so many orders at least, and up to twice as many. */
    private static final int ORDERS = 100;

    /** Ordered when all kills are over. */
    private static final long LAST = 1;

    @TempDir Path folder;

    @Test
    void whatWasAcknowledgedSurvivesEveryKillAndIsDeliveredOnce() throws Exception {
        System.out.println("-Dtracklayer.kills=" + KILLS + " -Dtracklayer.seed=" + SEED);
        try (Shop shop = Shop.open(folder)) {
            Checkouts checkouts = killWhileOrdersArrive(shop, NodeProcess.freePort());
            try (NodeProcess node = NodeProcess.start(shop.config(), folder.resolve("last.log"))) {
                awaitEverythingDone(shop, node.web());
                Set<Long> kept = orderIdsOfAllEvents(node.web());
                long events = kept.size();
                assertEquals(Set.of(), without(checkouts.acknowledged(), kept), "lost");
                kept.removeIf(order -> checkouts.attempted(order));
                assertEquals(Set.of(LAST), kept, "nobody ordered this");
                assertCountsAddUp(node.web(), events);
                assertHeldOnce(shop, "webhook", events, KILLS * SENDERS);
                assertHeldOnce(shop, "meta", events, KILLS * SENDERS * largestCall(shop));
            }
        }
    }

    @Test
    void aRequestWhoseAnswerDiedWithTheNodeIsSentOnceMoreUnderTheSameIds() throws Exception {
        try (Shop shop = Shop.open(folder)) {
            shop.fault(
                    "{'platform':'meta','kind':'slow','times':1,'delay_ms':60000}"
                            .replace('\'', '"'));
            shop.fault(
                    "{'platform':'webhook','kind':'slow','times':1,'delay_ms':60000}"
                            .replace('\'', '"'));
            try (NodeProcess first = NodeProcess.start(shop.config(), folder.resolve("1.log"))) {
                assertEquals(200, shop.order(first.web(), 548291).status());
                awaitStored(shop, "meta");
                awaitStored(shop, "webhook");
                first.web().awaitDeliveries("meta", Map.of("pending", 1L));
            }
            try (NodeProcess second = NodeProcess.start(shop.config(), folder.resolve("2.log"))) {
                second.web().awaitDeliveries("meta", Map.of("delivered", 1L));
                second.web().awaitDeliveries("warehouse", Map.of("delivered", 1L));
                for (String platform : List.of("meta", "webhook")) {
                    Map<String, Object> held = shop.held(platform);
                    assertEquals(1L, held.get("stored"), platform);
                    assertEquals(1L, held.get("deduplicated"), platform);
                }
            }
        }
    }

    @Test
    void aSecondNodeOnTheSameDataFolderRefusesToStartAndSaysWhy() throws Exception {
        try (Shop shop = Shop.open(folder);
                NodeProcess first = NodeProcess.start(shop.config(), folder.resolve("first.log"));
                NodeProcess second =
                        NodeProcess.launch(shop.config(), folder.resolve("second.log"))) {
            assertNotEquals(0, second.exitCode());
            String why =
                    second.output()
                            .lines()
                            .filter(line -> line.startsWith("the node cannot start: "))
                            .findFirst()
                            .orElse(second.output());
            assertTrue(why.contains("in use by another running node"), why);
            assertTrue(why.contains(folder.resolve("data").toString()), why);
            assertEquals(200, shop.order(first.web(), 1).status());
        }
    }

    private Checkouts killWhileOrdersArrive(Shop shop, int port) throws Exception {
        shop.change(
                "tracklayer.yaml",
                text -> text.replace("listen: 127.0.0.1:0", "listen: 127.0.0.1:" + port));
        Random random = new Random(SEED);
        Checkouts checkouts =
                new Checkouts(shop, new Web(URI.create("http://127.0.0.1:" + port)), BUYERS);
        for (int kill = 1; kill <= KILLS; kill++) {
            Path log = folder.resolve(kill + ".log");
            try (NodeProcess node = NodeProcess.start(shop.config(), log)) {
                // a node that never sent, or took no order, would be killed in vain
                awaitMore(1 + random.nextInt(ORDERS), () -> sent(node.web()));
                awaitMore(1 + random.nextInt(ORDERS), () -> checkouts.acknowledged().size());
                node.kill();
            }
        }
        checkouts.close();
        return checkouts;
    }

    private static void awaitMore(long number, LongSupplier counter) {
        long enough = counter.getAsLong() + number;
        Awaitility.await(number + " more")
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> counter.getAsLong() >= enough);
    }

    private static void awaitStored(Shop shop, String platform) {
        Awaitility.await(platform + " holds the event")
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Long.valueOf(1).equals(shop.held(platform).get("stored")));
    }

    private static long sent(Web node) {
        return deliveries(node, "status").getOrDefault("delivered", 0L);
    }

    /** The journal is applied in order: when the last order is there, all before it are. */
    private static void awaitEverythingDone(Shop shop, Web node) {
        assertEquals(200, shop.order(node, LAST).status());
        Awaitility.await("every delivery settled")
                .atMost(Web.PATIENCE.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> {
                            assertEquals(
                                    List.of(LAST), orders(node.json("/api/v1/events?limit=1")));
                            Map<String, Long> statuses = deliveries(node, "status");
                            assertEquals(Set.of("delivered"), statuses.keySet(), "" + statuses);
                        });
    }

    private static Set<Long> orderIdsOfAllEvents(Web node) {
        List<Long> orders = new ArrayList<>();
        Object before = null;
        do {
            Map<String, Object> page =
                    node.json(
                            "/api/v1/events?limit=500"
                                    + (before == null ? "" : "&before=" + before));
            orders.addAll(orders(page));
            before = page.get("next");
        } while (before != null);
        Set<Long> distinct = new TreeSet<>(orders);
        assertEquals(distinct.size(), orders.size(), "orders with more than one event");
        return distinct;
    }

    private static List<Long> orders(Map<String, Object> page) {
        List<Long> orders = new ArrayList<>();
        for (Object row : (Iterable<?>) page.get("events")) {
            orders.add(Long.valueOf(((Map<?, ?>) row).get("order_id").toString()));
        }
        return orders;
    }

    /** Every order became one event and no other request is counted; both deliveries are done. */
    private static void assertCountsAddUp(Web node, long events) {
        Map<String, Long> verdicts = new TreeMap<>();
        rows(node, "requests").forEach(row -> add(verdicts, row, "verdict"));
        assertEquals(Map.of("accepted", events), verdicts);
        assertEquals(Map.of("meta", events, "warehouse", events), deliveries(node, "destination"));
        assertEquals(Map.of("delivered", 2 * events), deliveries(node, "status"));
    }

    /** The platform recognised repetitions by the event id; only what was under way may repeat. */
    private static void assertHeldOnce(Shop shop, String platform, long events, long repeats) {
        Map<String, Object> held = shop.held(platform);
        assertEquals(events, held.get("stored"), platform);
        assertEquals(0L, held.get("rejected"), platform);
        long again = (Long) held.get("deduplicated");
        System.out.println(platform + ": " + events + " events, " + again + " sent again");
        assertTrue(
                again <= repeats, platform + " was sent " + again + " again, at most " + repeats);
    }

    /** Events in the largest call to Meta: so many one sender had under way at most. */
    private static int largestCall(Shop shop) {
        int largest = 0;
        for (Object call : (Iterable<?>) shop.requests("meta").get("requests")) {
            String body = ((Map<?, ?>) call).get("body").toString();
            largest = Math.max(largest, body.split("\"event_id\"", -1).length - 1);
        }
        return largest;
    }

    private static Set<Long> without(Set<Long> all, Set<Long> some) {
        Set<Long> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static Map<String, Long> deliveries(Web node, String member) {
        Map<String, Long> counts = new HashMap<>();
        rows(node, "deliveries").forEach(row -> add(counts, row, member));
        return counts;
    }

    private static void add(Map<String, Long> counts, Map<?, ?> row, String member) {
        counts.merge(row.get(member).toString(), (Long) row.get("count"), Long::sum);
    }

    private static List<Map<?, ?>> rows(Web node, String member) {
        List<Map<?, ?>> rows = new ArrayList<>();
        ((Iterable<?>) node.json("/api/v1/counts").get(member))
                .forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }
}
