// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** What a page, a Segment call and a webhook report of the same orders. */
final class Witnesses {
    static final String FBP = "fb.1.1768470000000.1019141";
    static final String FBC = "fb.1.1768472000000.IwAR0AbC-dEf";
    static final String SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)";
    static final String ADDRESS = "93.184.216.34";

    /** How often {@link #reportAtOnce} has one order reported. */
    static final int COPIES = 8;

    private static final int ORDERS_AT_ONCE = 8;

    private final Shop shop;
    private final Web node;
    private final AtomicInteger taken = new AtomicInteger();

    Witnesses(Shop shop, Web node) {
        this.shop = shop;
        this.node = node;
    }

    /** Reports the node has answered with 200. */
    int taken() {
        return taken.get();
    }

    Web.Answer page(long order) {
        return page(order, "");
    }

    /** A page's copy with more members, each followed by a comma. */
    Web.Answer page(long order, String more) {
        String json =
                """
                {"event":"purchase_placed","order_id":"%d",%s"value":1.00,"currency":"EUR",
                 "ids":{"_fbp":"%s","_fbc":"%s"},
                 "consent":{"marketing":"granted","analytics":"granted","ad_user_data":"granted"}}
                """
                        .formatted(order, more, FBP, FBC);
        return node.post(
                "/collect?k=" + Shop.BROWSER_KEY,
                json.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "Content-Type", "application/json",
                        "User-Agent", SAFARI,
                        "X-Forwarded-For", ADDRESS));
    }

    Web.Answer segment(long order) {
        String json =
                """
                {"event":"Order Completed","userId":"77","messageId":"m-%d",
                 "context":{"traits":{"phone":"+4915123456789"}},
                 "properties":{"order_id":"%d","total":129.90,"currency":"EUR"}}
                """
                        .formatted(order, order);
        return node.post(
                "/v1/track",
                json.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        RunningShop.basic(Shop.SEGMENT_KEY)));
    }

    /** The event id the page's copies of {@link #reportAtOnce} carry. */
    static String chosenId(long order) {
        return "pix-" + order;
    }

    /**
     * Has each order reported by all witnesses at the same moment over 64 connections, three of
     * them twice with the same message, and page and webhook once more with a new one. As the
     * senders themselves would, each report is repeated until the node takes it.
     */
    void reportAtOnce(long first, long last) throws Exception {
        int connections = COPIES * ORDERS_AT_ONCE;
        CyclicBarrier together = new CyclicBarrier(connections);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> reports = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int copy = i % COPIES;
                long own = first + i / COPIES;
                reports.add(threads.submit(() -> report(together, copy, own, last)));
            }
            for (Future<?> report : reports) {
                report.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void report(CyclicBarrier together, int copy, long first, long last) throws Exception {
        for (long order = first; order <= last; order += ORDERS_AT_ONCE) {
            Callable<Web.Answer> report = copy(copy, order, Shop.orderJson(order));
            together.await(Web.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!isTaken(report)) {
                Awaitility.await("report " + copy + " of order " + order)
                        .atMost(Web.PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> isTaken(report));
            }
            taken.incrementAndGet();
        }
        return null;
    }

    private Callable<Web.Answer> copy(int copy, long order, String json) {
        String page = "\"event_id\":\"" + chosenId(order) + "\",\"message_id\":\"p%d-" + order;
        return switch (copy) {
            case 0, 1 -> () -> page(order, page.formatted(1) + "\",");
            case 2 -> () -> page(order, page.formatted(2) + "\",");
            case 3, 4 -> () -> segment(order);
            case 5, 6 -> () -> shop.webhook(node, "orders/create", json, "w1-" + order);
            default -> () -> shop.webhook(node, "orders/create", json, "w2-" + order);
        };
    }

    private static boolean isTaken(Callable<Web.Answer> report) throws Exception {
        try {
            int status = report.call().status();
            if (status != 200 && status != 503) {
                throw new AssertionError("answered " + status);
            }
            return status == 200;
        } catch (UncheckedIOException down) {
            return false;
        }
    }
}
