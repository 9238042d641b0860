// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.identity.Sha256;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that page, Segment call and webhook report at the same moment, and a node that ends. */
class I4OneActionOneDeliveryNodeTest {
    private static final long ORDERS = 48;

    /** Senders of a destination, each with one request on its way. */
    private static final int SENDERS = 4;

    private static final Map<String, Long> ALL_DELIVERED =
            Map.of("meta delivered", ORDERS, "warehouse delivered", ORDERS);

    @TempDir Path folder;

    private Shop shop;
    private Witnesses witnesses;
    private NodeProcess node;
    private Web web;
    private int starts;

    /** How a node ends while orders arrive. */
    private enum End {
        STOPPED {
            @Override
            void of(NodeProcess node) {
                node.terminate();
                assertEquals(0, node.exitCode(), node.output());
            }
        },
        KILLED {
            @Override
            void of(NodeProcess node) {
                node.kill();
            }
        };

        abstract void of(NodeProcess node);
    }

    @BeforeEach
    void open() {
        int port = NodeProcess.freePort();
        shop = Shop.open(folder).with("  trusted-proxies: [127.0.0.1]\n");
        shop.change(
                "tracklayer.yaml",
                text -> text.replace("listen: 127.0.0.1:0", "listen: 127.0.0.1:" + port));
        web = new Web(URI.create("http://127.0.0.1:" + port));
        witnesses = new Witnesses(shop, web);
    }

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
        shop.close();
    }

    @Test
    void copiesThatMeetAreSentOnceWithTheSignalsOfAll() throws Exception {
        hold("10s");
        start();
        CompletableFuture<Void> all = report(1, ORDERS);
        all.get(2 * Web.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        awaitAllDelivered();
        assertOneEventPerOrder();
        assertEquals(
                Map.of(
                        "accepted", ORDERS,
                        "merged", 4 * ORDERS,
                        "duplicate", 3 * ORDERS),
                verdicts());
        for (String platform : List.of("meta", "webhook")) {
            Map<Long, List<Map<?, ?>>> sent = sent(platform);
            sent.forEach((order, sends) -> assertUnion(platform, order, sends));
            assertEquals(ORDERS, sent.size(), platform);
        }
        assertAllTheSameWhenTheEvidenceIsMadeAgain();
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void aNodeThatEndsBetweenTheCopiesMakesNoSecondEventAndNoSecondId(End end) throws Exception {
        hold("1s");
        start();
        report(1, ORDERS / 2).get(2 * Web.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Awaitility.await("the first deliveries")
                .atMost(Web.PATIENCE)
                .until(() -> web.deliveryCounts().containsKey("meta delivered"));
        CompletableFuture<Void> rest = report(ORDERS / 2 + 1, ORDERS);
        int enough = witnesses.taken() + 3 * Witnesses.COPIES;
        Awaitility.await("the next orders")
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> witnesses.taken() >= enough);
        end.of(node);
        assertTrue(witnesses.taken() < ORDERS * Witnesses.COPIES, "ended too late");
        start();
        rest.get(2 * Web.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        awaitAllDelivered();
        assertOneEventPerOrder();
        for (String platform : List.of("meta", "webhook")) {
            assertSentOnce(platform, end == End.KILLED);
        }
        assertAllTheSameWhenTheEvidenceIsMadeAgain();
    }

    private void hold(String time) {
        shop.change(
                "tracklayer.yaml",
                text -> text.replace("purchase-like: 0s", "purchase-like: " + time));
    }

    private void start() throws Exception {
        node = NodeProcess.start(shop.config(), folder.resolve(++starts + ".log"));
    }

    private CompletableFuture<Void> report(long first, long last) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        witnesses.reportAtOnce(first, last);
                    } catch (Exception failed) {
                        throw new AssertionError(failed);
                    }
                });
    }

    private void awaitAllDelivered() {
        Awaitility.await("every order delivered to both")
                .atMost(Web.PATIENCE.multipliedBy(3))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertEquals(ALL_DELIVERED, web.deliveryCounts()));
    }

    /** Sources and fields of all three, whenever their copies came. */
    private void assertOneEventPerOrder() {
        Map<Long, Map<?, ?>> events = events();
        assertEquals(ORDERS, events.size());
        Map<String, String> givers =
                Map.of(
                        "browser_ids.fbp", "browser",
                        "browser_ids.fbc", "browser",
                        "user.email", "shopify",
                        "user.phone", "segment",
                        "value", "shopify");
        events.forEach(
                (order, whole) -> {
                    Map<?, ?> event = (Map<?, ?>) whole.get("event");
                    assertEquals(List.of("browser", "segment", "shopify"), event.get("sources"));
                    Map<?, ?> provenance = (Map<?, ?>) whole.get("provenance");
                    givers.forEach(
                            (path, giver) ->
                                    assertEquals(
                                            giver,
                                            ((Map<?, ?>) provenance.get(path)).get("source"),
                                            path + " of order " + order));
                });
    }

    private static void assertUnion(String platform, long order, List<Map<?, ?>> sends) {
        assertEquals(1, sends.size(), platform + " was sent order " + order);
        Map<?, ?> sent = sends.get(0);
        assertEquals(Witnesses.chosenId(order), sent.get("event_id"), platform);
        if (platform.equals("meta")) {
            Map<?, ?> user = (Map<?, ?>) sent.get("user_data");
            assertEquals(Witnesses.FBP, user.get("fbp"));
            assertEquals(Witnesses.FBC, user.get("fbc"));
            assertEquals(List.of(Sha256.of("anna@example.com").hex()), user.get("em"));
            assertEquals(List.of(Sha256.of("4915123456789").hex()), user.get("ph"));
            Object value = ((Map<?, ?>) sent.get("custom_data")).get("value");
            assertEquals(0, new BigDecimal("129.90").compareTo(new BigDecimal("" + value)));
        }
    }

    /**
     * All sends of an event carry its id; none repeats but what was on its way to a killed node.
     */
    private void assertSentOnce(String platform, boolean killed) {
        Map<Long, Map<?, ?>> events = events();
        Map<Long, List<Map<?, ?>>> sent = sent(platform);
        assertEquals(events.keySet(), sent.keySet(), platform);
        sent.forEach(
                (order, sends) -> {
                    Set<Object> ids = new HashSet<>();
                    sends.forEach(send -> ids.add(send.get("event_id")));
                    Map<?, ?> event = (Map<?, ?>) events.get(order).get("event");
                    assertEquals(Set.of(event.get("event_id")), ids, platform + " " + order);
                });
        long again = sent.values().stream().mapToLong(List::size).sum() - ORDERS;
        long onItsWay = killed ? SENDERS * largestCall(platform) : 0;
        assertTrue(again <= onItsWay, platform + " was sent " + again + " again");
    }

    private void assertAllTheSameWhenTheEvidenceIsMadeAgain() throws Exception {
        Map<Long, Map<?, ?>> events = events();
        Map<String, Object> counts = web.json("/api/v1/counts");
        Object sent = List.of(sent("meta"), sent("webhook"));
        End.STOPPED.of(node);
        RebuildTest.delete(folder.resolve("data/evidence"));
        start();
        awaitAllDelivered();
        assertEquals(counts, web.json("/api/v1/counts"));
        Map<Long, Map<?, ?>> again = events();
        events.forEach((order, event) -> assertEquals(event, again.get(order)));
        assertEquals(events.keySet(), again.keySet());
        assertEquals(sent, List.of(sent("meta"), sent("webhook")));
    }

    /** Each event whole, by order. */
    private Map<Long, Map<?, ?>> events() {
        Map<Long, Map<?, ?>> events = new TreeMap<>();
        for (Map<?, ?> row : rows(web.json("/api/v1/events?limit=500"), "events")) {
            Map<?, ?> twin =
                    events.put(
                            Long.valueOf(row.get("order_id").toString()),
                            web.json("/api/v1/events/" + row.get("seq")));
            assertEquals(null, twin, "order " + row.get("order_id") + " is two events");
        }
        return events;
    }

    private Map<String, Long> verdicts() {
        Map<String, Long> verdicts = new TreeMap<>();
        rows(web.json("/api/v1/counts"), "requests")
                .forEach(
                        row ->
                                verdicts.merge(
                                        row.get("verdict").toString(),
                                        (Long) row.get("count"),
                                        Long::sum));
        return verdicts;
    }

    /** What a platform was sent of each order, oldest first. */
    private Map<Long, List<Map<?, ?>>> sent(String platform) {
        Map<Long, List<Map<?, ?>>> sent = new TreeMap<>();
        for (Map<?, ?> call : rows(shop.requests(platform), "requests")) {
            for (Map<?, ?> event : carried(call)) {
                Object place = event.containsKey("custom_data") ? event.get("custom_data") : event;
                Object order = ((Map<?, ?>) place).get("order_id");
                sent.computeIfAbsent(Long.valueOf("" + order), o -> new ArrayList<>()).add(event);
            }
        }
        return sent;
    }

    private long largestCall(String platform) {
        return rows(shop.requests(platform), "requests").stream()
                .mapToLong(call -> carried(call).size())
                .max()
                .orElse(0);
    }

    /** Meta is sent a list of events, the warehouse one at a time. */
    private static List<Map<?, ?>> carried(Map<?, ?> call) {
        try {
            byte[] body = call.get("body").toString().getBytes(StandardCharsets.UTF_8);
            Map<?, ?> tree = (Map<?, ?>) StrictJson.read(body);
            return tree.get("data") instanceof Map<?, ?> one ? List.of(one) : rows(tree, "data");
        } catch (io.tracklayer.spi.MalformedInputException broken) {
            throw new AssertionError(call.toString(), broken);
        }
    }

    private static List<Map<?, ?>> rows(Map<?, ?> tree, String member) {
        List<Map<?, ?>> rows = new ArrayList<>();
        ((Iterable<?>) tree.get(member)).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }
}
