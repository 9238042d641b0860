// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A node with a large store: how soon it is ready and sends after a stop and after a kill, with how
 * much heap.
 */
final class BacklogBench implements Bench {
    private static final String DESTINATION = "sink";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration WORK = Duration.ofSeconds(10);

    @Override
    public List<Figure> run(Site site) {
        int backlog = site.scale().backlog();
        NodeFolder setup = NodeFolder.fresh(site.folder(), "backlog");
        List<Figure> figures = new ArrayList<>();
        try (Sink sink = Sink.start()) {
            setup.webhook(DESTINATION, sink.url(), true);
            site.say("backlog: preparing %,d events".formatted(backlog));
            Prefill.backlog(setup, DESTINATION, backlog);
            figures.addAll(restart(site, setup, sink, "stop"));
            figures.addAll(restart(site, setup, sink, "kill"));
            return figures;
        } finally {
            NodeFolder.remove(setup.folder());
        }
    }

    /** Starts it, lets it send for a while and kills it, so that the next start is after a kill. */
    private static List<Figure> restart(Site site, NodeFolder setup, Sink sink, String after) {
        sink.forget();
        try (NodeProcess node = NodeProcess.start(setup)) {
            double ready = node.readyAfter().toMillis() / 1e3;
            double send = (sink.awaitFirst(PATIENCE) - node.startedNanos()) / 1e9;
            long end = System.nanoTime() + WORK.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(WORK.toNanos());
            }
            double heap = node.heapMegabytes();
            site.say(
                    "restart after a %s: ready %.1f s, first send %.1f s, heap %.0f MB"
                            .formatted(after, ready, send, heap));
            node.kill();
            String what = " after a %s with %,d pending".formatted(after, site.scale().backlog());
            return List.of(
                    Figure.of("restart." + after + ".ready", "ready" + what, ready, "s")
                            .within(Budget.atMost(5)),
                    Figure.of("restart." + after + ".send", "first send" + what, send, "s")
                            .within(Budget.atMost(10)),
                    Figure.of("restart." + after + ".heap", "heap in use" + what, heap, "MB")
                            .within(Budget.atMost(512 * 0.6)));
        }
    }
}
