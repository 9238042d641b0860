// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** How long the queries behind the console take on a large store. */
final class ConsoleBench {
    private static final int ASKED = 21;

    private final NodeProcess node;
    private final int events;

    ConsoleBench(NodeProcess node, int events) {
        this.node = node;
        this.events = events;
    }

    List<Figure> run() {
        return queries().entrySet().stream()
                .map(query -> figure(query.getKey(), query.getValue()))
                .toList();
    }

    /** Each asks for something else every time, as far as there is something else. */
    private Map<String, IntFunction<String>> queries() {
        int[] numbers = new Random(7).ints(ASKED * 2, 0, events).toArray();
        Map<String, IntFunction<String>> queries = new LinkedHashMap<>();
        queries.put("events", i -> "/api/v1/events?before=" + Prefill.seq(numbers[i]));
        queries.put(
                "events of a name, store and merchant",
                i ->
                        "/api/v1/events?event=checkout_started&store=%s&merchant=%s&before=%d"
                                .formatted(
                                        NodeFolder.STORE,
                                        NodeFolder.MERCHANT,
                                        Prefill.seq(numbers[i])));
        queries.put(
                "events of a source",
                i -> "/api/v1/events?source=segment&before=" + Prefill.seq(numbers[i]));
        queries.put("events by order id", i -> "/api/v1/events?key=" + Prefill.order(numbers[i]));
        queries.put(
                "deliveries by status",
                i -> "/api/v1/deliveries?status=pending&before=" + Prefill.seq(numbers[i]));
        queries.put(
                "deliveries by status and event",
                i ->
                        "/api/v1/deliveries?status=pending&event=checkout_started&before="
                                + Prefill.seq(numbers[i]));
        queries.put("api-logs", i -> "/api/v1/api-logs?outcome=retry&limit=" + (50 + i));
        queries.put("api-logs by text", i -> "/api/v1/api-logs?text=nowhere" + i);
        queries.put("counts", i -> "/api/v1/counts");
        queries.put("event page", i -> "/events/" + Prefill.seq(numbers[i]));
        return queries;
    }

    private Figure figure(String name, IntFunction<String> query) {
        for (int i = 0; i < ASKED; i++) {
            node.http().text(query.apply(ASKED + i));
        }
        double[] millis = new double[ASKED];
        double worst = 0;
        for (int i = 0; i < ASKED; i++) {
            long begin = System.nanoTime();
            node.http().text(query.apply(i));
            millis[i] = (System.nanoTime() - begin) / 1e6;
            worst = Math.max(worst, millis[i]);
        }
        return Figure.of(
                        "console." + name.replace(' ', '-'),
                        name + ", %,d events, median".formatted(events),
                        Numbers.median(millis),
                        "ms")
                .within(Budget.atMost(200))
                .with("worst", worst);
    }
}
