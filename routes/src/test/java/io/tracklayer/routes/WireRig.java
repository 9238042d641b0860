// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;

/**
 * A node with short patience whose every order goes to each destination of the test and, beside
 * them, to three healthy ones. Its clock can be set forward.
 */
final class WireRig implements AutoCloseable {
    private static final List<String> CALM = List.of("calm-1", "calm-2", "calm-3");

    private final Shop shop;
    private final Map<String, FaultyPlatform> platforms = new LinkedHashMap<>();
    private final AheadClock clock = new AheadClock();
    private final List<Long> orders = new ArrayList<>();
    private Node node;
    private Web web;

    private WireRig(Shop shop) {
        this.shop = shop;
    }

    /** Opens the healthy platforms; the node is not yet running. */
    static WireRig open(Path folder) throws IOException {
        WireRig rig = new WireRig(Shop.open(folder));
        for (String file : List.of("meta", "warehouse")) {
            Files.delete(rig.shop.config().resolve("destinations/" + file + ".yaml"));
        }
        for (String calm : CALM) {
            rig.webhook(calm, FaultyPlatform.open());
        }
        return rig;
    }

    static Network patience(SSLContext trust) {
        return patience(trust, Duration.ofSeconds(6));
    }

    static Network patience(SSLContext trust, Duration call) {
        return new Network(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                call,
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(2),
                Duration.ofSeconds(8),
                trust);
    }

    void start() throws Exception {
        start(SSLContexts.createDefault());
    }

    void start(SSLContext trust) throws Exception {
        node = Node.start(shop.config(), clock, patience(trust));
        web = new Web(node.address());
    }

    Shop shop() {
        return shop;
    }

    Web web() {
        return web;
    }

    FaultyPlatform platform(String destination) {
        return platforms.get(destination);
    }

    /** A webhook destination on a platform; tries again every 300 ms. */
    FaultyPlatform webhook(String id, FaultyPlatform platform) {
        platforms.put(id, platform);
        webhook(id, "http://127.0.0.1:" + platform.port() + "/hook");
        return platform;
    }

    FaultyPlatform webhook(String id) throws IOException {
        return webhook(id, FaultyPlatform.open());
    }

    void webhook(String id, String url) {
        webhook(id, url, "{max-attempts: 50, first-delay: 300ms, multiplier: 1, max-delay: 300ms}");
    }

    void webhook(String id, String url, String redelivery) {
        shop.write(
                "destinations/" + id + ".yaml",
                """
                version: 1
                plugin: webhook
                merchant: shop
                redelivery: %s
                settings:
                  url: %s
                  secret: ${file:secrets/warehouse}
                  allow-http: true
                """
                        .formatted(redelivery, url));
    }

    /** A Meta destination on a platform that counts the events it is sent. */
    FaultyPlatform meta(String id) throws IOException {
        FaultyPlatform platform =
                FaultyPlatform.open(
                        javax.net.ServerSocketFactory.getDefault(),
                        line -> line.say("200 OK", "", received(events(line.request()))));
        platforms.put(id, platform);
        shop.write("secrets/" + id, Shop.META_TOKEN + "\n");
        shop.write(
                "destinations/" + id + ".yaml",
                """
                version: 1
                plugin: meta
                merchant: shop
                redelivery: {max-attempts: 50, first-delay: 300ms, multiplier: 1, max-delay: 300ms}
                settings:
                  pixel: "%s"
                  token: ${file:secrets/%s}
                  endpoint: http://127.0.0.1:%d/meta
                """
                        .formatted(Shop.PIXEL, id, platform.port()));
        return platform;
    }

    static String received(int events) {
        return "{\"events_received\":" + events + ",\"messages\":[],\"fbtrace_id\":\"A1\"}";
    }

    /** How many events a call to Meta carries. */
    static int events(FaultyPlatform.Heard request) {
        return request.body().split("\"event_id\"", -1).length - 1;
    }

    /** Sets the node's clock forward. */
    void pass(Duration time) {
        clock.pass(time);
    }

    Instant now() {
        return clock.instant();
    }

    /** A new order, told to the node. */
    long order() {
        long order = 5_001 + orders.size();
        orders.add(order);
        Assertions.assertEquals(200, shop.order(web, order).status());
        return order;
    }

    static String id(long order) {
        return "ord_" + order + "_purchase";
    }

    /** Waits until the delivery of an order stands so. */
    Map<?, ?> await(String destination, long order, String status) {
        Awaitility.await(id(order) + " at " + destination)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .untilAsserted(
                        () -> {
                            Map<?, ?> row = delivery(destination, order);
                            Assertions.assertEquals(
                                    status, row.get("status"), destination + " " + row);
                        });
        return delivery(destination, order);
    }

    /** Waits until the deliveries of all these orders stand so. */
    void awaitAll(String destination, List<Long> some, String status) {
        List<String> ids = some.stream().map(WireRig::id).toList();
        Awaitility.await(some.size() + " orders at " + destination)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () ->
                                Assertions.assertEquals(
                                        ids.size(),
                                        deliveries(destination).stream()
                                                .filter(row -> ids.contains(row.get("event_id")))
                                                .filter(row -> status.equals(row.get("status")))
                                                .count()));
    }

    Map<?, ?> delivery(String destination, long order) {
        return deliveries(destination).stream()
                .filter(row -> id(order).equals(row.get("event_id")))
                .findFirst()
                .orElse(Map.of());
    }

    private List<Map<?, ?>> deliveries(String destination) {
        return rows("/api/v1/deliveries?limit=500&destination=" + destination, "deliveries");
    }

    Map<?, ?> destination(String id) {
        try {
            return ((List<?>)
                            io.tracklayer.core.json.StrictJson.read(
                                    web.get("/api/v1/destinations").body()))
                    .stream()
                            .map(row -> (Map<?, ?>) row)
                            .filter(row -> id.equals(row.get("id")))
                            .findFirst()
                            .orElseThrow();
        } catch (io.tracklayer.spi.MalformedInputException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Attempts that carried an order's event, oldest first. */
    List<Map<?, ?>> attempts(String destination, long order) {
        Object seq = delivery(destination, order).get("event_seq");
        List<Map<?, ?>> attempts =
                rows("/api/v1/api-logs?limit=500&destination=" + destination, "attempts");
        attempts.removeIf(attempt -> !((List<?>) attempt.get("events")).contains(seq));
        Collections.reverse(attempts);
        return attempts;
    }

    static List<String> members(List<Map<?, ?>> rows, String member) {
        return rows.stream().map(row -> row.get(member).toString()).toList();
    }

    /** The healthy destinations got every order once, at the first attempt. */
    void assertOthersComplete() {
        for (String calm : CALM) {
            awaitAll(calm, orders, "delivered");
            Assertions.assertEquals(orders.size(), platform(calm).heard().size(), calm);
        }
    }

    /** Stops the node and sees that it lets go of everything. */
    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        Map<String, Integer> open = new TreeMap<>();
        Awaitility.await("connections closed " + open)
                .atMost(Web.PATIENCE)
                .until(
                        () -> {
                            open.clear();
                            platforms.forEach((id, each) -> open.put(id, each.stillOpen()));
                            return open.values().stream().allMatch(count -> count == 0);
                        });
        Awaitility.await("threads ended").atMost(Web.PATIENCE).until(() -> senders().isEmpty());
        platforms.values().forEach(FaultyPlatform::close);
        shop.close();
    }

    private List<String> senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(
                        name ->
                                name.equals("platform-deadlines")
                                        || platforms.keySet().stream()
                                                .anyMatch(id -> name.equals("send-" + id)))
                .toList();
    }

    private List<Map<?, ?>> rows(String path, String member) {
        List<Map<?, ?>> rows = new ArrayList<>();
        ((Iterable<?>) web.json(path).get(member)).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }
}
