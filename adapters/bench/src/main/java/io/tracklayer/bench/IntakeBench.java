// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.time.Duration;
import java.util.List;

/**
 * How fast requests are taken in durably, against the same server doing nothing; and how long one
 * waits for its 2xx while the pipeline works at half of what it can.
 */
final class IntakeBench implements Bench {
    @Override
    public List<Figure> run(Site site) {
        Figure throughput = throughput(site);
        List<Figure> latency = latency(site);
        return List.of(throughput, latency.get(0), latency.get(1));
    }

    /** Alternating rounds on one process, so that what disturbs the machine disturbs both. */
    static Figure throughput(Site site) {
        NodeFolder setup = NodeFolder.fresh(site.folder(), "intake");
        int rounds = site.scale().rounds();
        double[] durable = new double[rounds];
        double[] nothing = new double[rounds];
        try (NodeProcess node = NodeProcess.idle(setup)) {
            round(site, node, "/v1/track");
            round(site, node, NodeProcess.NOTHING);
            for (int i = 0; i < rounds; i++) {
                durable[i] = round(site, node, "/v1/track");
                nothing[i] = round(site, node, NodeProcess.NOTHING);
                site.say(
                        "intake, round %d of %d: %,.0f/s durable, %,.0f/s doing nothing"
                                .formatted(i + 1, rounds, durable[i], nothing[i]));
            }
        }
        NodeFolder.remove(setup.folder());
        double a = Numbers.median(durable);
        double b = Numbers.median(nothing);
        return Figure.of(
                        "intake.ratio",
                        "durable intake against the same server doing nothing, "
                                + Site.CONNECTIONS
                                + " connections",
                        a / b,
                        "×")
                .within(Budget.atLeast(0.5))
                .with("durable/s", a)
                .with("nothing/s", b);
    }

    private static double round(Site site, NodeProcess node, String path) {
        return LoadClient.run(
                        node.address(),
                        Load.steadily(Site.CONNECTIONS, site.scale().round()),
                        Site.purchase(path, "in")::request)
                .allGood(path)
                .perSecond();
    }

    private static List<Figure> latency(Site site) {
        NodeFolder setup = NodeFolder.fresh(site.folder(), "latency");
        try (Platforms platforms = Platforms.start(setup.folder());
                NodeProcess node = node(setup, platforms)) {
            int events = site.scale().events(1);
            Site.post(node, "warm", events);
            node.awaitWork(events, events);
            long begin = System.nanoTime();
            Site.post(node, "cap", events);
            node.awaitWork(2L * events, 2L * events);
            double capacity = events / ((System.nanoTime() - begin) / 1e9);
            Duration longest = site.scale().round().multipliedBy(site.scale().rounds());
            LoadResult paced =
                    LoadClient.run(
                                    node.address(),
                                    Load.paced(Site.CONNECTIONS, capacity / 2, longest),
                                    Site.purchase("/v1/track", "half")::request)
                            .allGood("at half capacity");
            site.say("intake at half of %,.0f events/s: done".formatted(capacity));
            return List.of(
                    figure("p50", paced, 0.5, 5, capacity),
                    figure("p99", paced, 0.99, 25, capacity));
        } finally {
            NodeFolder.remove(setup.folder());
        }
    }

    private static NodeProcess node(NodeFolder setup, Platforms platforms) {
        platforms.register(setup.destinations(1, platforms.address()));
        return NodeProcess.start(setup);
    }

    private static Figure figure(
            String name, LoadResult paced, double share, double most, double capacity) {
        return Figure.of(
                        "intake." + name,
                        "time to the 2xx with the pipeline at half capacity, " + name,
                        paced.percentileMillis(share),
                        "ms")
                .within(Budget.atMost(most))
                .with("events/s of the pipeline", capacity)
                .with("requests", paced.good());
    }
}
