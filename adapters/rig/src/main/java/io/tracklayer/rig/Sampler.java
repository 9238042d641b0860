// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Asks the node for its counts all the time and writes them down, until it is closed. */
final class Sampler implements AutoCloseable {
    /** Samples of one start of the node have numbers below this one's multiples. */
    static final long PER_START = 1_000_000;

    private static final long PERIOD_MILLIS = 250;

    private final NodeApi node;
    private final LedgerFile samples;
    private final AtomicLong next = new AtomicLong();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "sampler");

    Sampler(NodeApi node, Path folder) {
        this.node = node;
        this.samples = new LedgerFile(folder.resolve(Ledgers.SAMPLES));
        thread.setDaemon(true);
        thread.start();
    }

    /** What is counted from now on comes from another start of the node. */
    void restarted() {
        next.updateAndGet(number -> (number / PER_START + 1) * PER_START);
    }

    private void run() {
        try {
            while (!stop.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                long number = next.getAndIncrement();
                node.counts().ifPresent(tree -> samples.append(lines(number, tree)));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> lines(long number, JsonNode tree) {
        long now = System.currentTimeMillis();
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (JsonNode row : tree.path("deliveries")) {
            add(counts, "delivery", row, "destination");
        }
        for (JsonNode row : tree.path("requests")) {
            add(counts, "request", row, "verdict");
        }
        return counts.entrySet().stream()
                .map(
                        e ->
                                new Sample(
                                                number,
                                                now,
                                                e.getKey().get(0),
                                                e.getKey().get(1),
                                                e.getKey().get(2),
                                                e.getValue())
                                        .line())
                .toList();
    }

    private static void add(
            Map<List<String>, Long> counts, String about, JsonNode row, String what) {
        List<String> key = List.of(about, row.path("merchant").asText(), row.path(what).asText());
        counts.merge(key, row.path("count").asLong(), Long::sum);
    }

    @Override
    public void close() {
        stop.countDown();
        Waiting.join(thread, NodeProcess.PATIENCE);
        samples.close();
    }
}
