// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A shop with its node running, shared by the tests of one class. */
final class RunningShop implements AutoCloseable {
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final Shop shop;
    private final Runnable stopNode;
    private final Web web;

    private RunningShop(Shop shop, Runnable stopNode, URI base) {
        this.shop = shop;
        this.stopNode = stopNode;
        this.web = new Web(base);
    }

    static RunningShop start(Path folder) throws Exception {
        return start(folder, shop -> {});
    }

    /** Starts after the configuration was changed. */
    static RunningShop start(Path folder, Consumer<Shop> change) throws Exception {
        return start(folder, change, Clock.systemUTC());
    }

    /** Starts node and platforms by another clock. */
    static RunningShop start(Path folder, Consumer<Shop> change, Clock clock) throws Exception {
        Shop shop = Shop.open(folder, clock);
        try {
            change.accept(shop);
            Node node = Node.start(shop.config(), clock);
            return new RunningShop(
                    shop, node::close, URI.create("http://127.0.0.1:" + node.address().getPort()));
        } catch (Exception | Error failed) {
            shop.close();
            throw failed;
        }
    }

    /** A shop whose node runs already, elsewhere. */
    static RunningShop of(Shop shop, NodeProcess node) {
        return new RunningShop(shop, node::close, node.web().base());
    }

    Shop shop() {
        return shop;
    }

    Web web() {
        return web;
    }

    URI base() {
        return web.base();
    }

    /** An id no other test of this process uses. */
    static String freshId() {
        return "evt-" + SERIAL.incrementAndGet();
    }

    static String basic(String user) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** What /v1/track takes: a product view with an event id of the test's choice. */
    static String track(String eventId) {
        return """
        {"event":"Product Viewed","userId":"u1","messageId":"m-%s",
         "properties":{"event_id":"%s","product_id":"10","price":5}}
        """
                .formatted(eventId, eventId);
    }

    /** What /collect takes. */
    static String pageView(String eventId) {
        return """
        {"event":"page_viewed","event_id":"%s","page":{"url":"https://shop.example/"}}
        """
                .formatted(eventId);
    }

    /** The rows of /api/v1/requests with this verdict, newest first. */
    List<Map<?, ?>> requests(String verdict) {
        return rows("/api/v1/requests?limit=500&verdict=" + verdict, "requests");
    }

    /** Waits for a request with this verdict and reason that is not among those known before. */
    Map<?, ?> awaitRequest(String verdict, String reason, List<Map<?, ?>> before) {
        return awaitRow(
                verdict + " request, " + reason,
                () -> requests(verdict),
                row -> reason.equals(row.get("reason")) && !before.contains(row));
    }

    /** Waits for the event of this id and gives its row. */
    Map<?, ?> awaitEvent(String eventId) {
        return awaitRow(
                "event " + eventId,
                () -> rows("/api/v1/events?limit=500", "events"),
                row -> eventId.equals(row.get("event_id")));
    }

    /** Waits until the warehouse was sent the event, and gives that request. */
    Map<?, ?> awaitSent(String eventId) {
        return awaitRow(
                "request for " + eventId,
                () -> {
                    List<Map<?, ?>> rows = new ArrayList<>();
                    ((Iterable<?>) shop.requests("webhook").get("requests"))
                            .forEach(row -> rows.add((Map<?, ?>) row));
                    return rows;
                },
                row -> row.get("body").toString().contains("\"" + eventId + "\""));
    }

    List<Map<?, ?>> rows(String path, String member) {
        List<Map<?, ?>> rows = new ArrayList<>();
        ((Iterable<?>) web.json(path).get(member)).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }

    @Override
    public void close() {
        stopNode.run();
        shop.close();
    }

    static Map<?, ?> awaitRow(
            String what,
            java.util.function.Supplier<List<Map<?, ?>>> rows,
            Predicate<Map<?, ?>> wanted) {
        return Awaitility.await(what)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .until(
                        () -> rows.get().stream().filter(wanted).findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }
}
