// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What one event costs the node from request to settled deliveries, by number of destinations. */
final class PipelineBench implements Bench {
    private static final List<Integer> DESTINATIONS = List.of(1, 3, 13);
    private static final int MOST_ROUNDS = 6;

    @Override
    public List<Figure> run(Site site) {
        List<Figure> figures = new ArrayList<>();
        for (int destinations : DESTINATIONS) {
            Cost cost =
                    costPerEvent(
                            site,
                            destinations,
                            (setup, address) -> setup.destinations(destinations, address));
            site.say(
                    "%d destination(s): %.3f ms CPU per event, %.3f of it the compilers'"
                            .formatted(destinations, cost.millis(), cost.compilers()));
            figures.add(
                    Figure.of(
                                    "pipeline." + destinations,
                                    "node CPU per event to " + destinations + " destination(s)",
                                    cost.millis(),
                                    "ms")
                            .with("ms of the compilers", cost.compilers())
                            .with("bytes of garbage", cost.garbage()));
        }
        int last = figures.size() - 1;
        figures.set(last, figures.get(last).within(Budget.atMost(0.5)));
        Cost single = costPerEvent(site, 1, NodeFolder::webhook);
        site.say("1 webhook, a request per event: %.3f ms".formatted(single.millis()));
        figures.add(
                Figure.of(
                                "pipeline.webhook",
                                "node CPU per event to a webhook, which takes no batches",
                                single.millis(),
                                "ms")
                        .with("ms of the compilers", single.compilers())
                        .with("bytes of garbage", single.garbage()));
        return figures;
    }

    private static Cost costPerEvent(
            Site site,
            int destinations,
            BiFunction<NodeFolder, String, List<Map<String, Object>>> setUp) {
        NodeFolder setup = NodeFolder.fresh(site.folder(), "pipeline");
        try (Platforms platforms = Platforms.start(setup.folder())) {
            platforms.register(setUp.apply(setup, platforms.address()));
            try (NodeProcess node = NodeProcess.start(setup)) {
                return measure(site, node, destinations);
            }
        } finally {
            NodeFolder.remove(setup.folder());
        }
    }

    /**
     * CPU of the node for one event, in milliseconds.
     *
     * @param compilers the part of the Java machine's compilers, which end once all is compiled
     * @param garbage bytes allocated
     */
    record Cost(double millis, double compilers, double garbage) {
        private boolean warm() {
            return compilers < millis / 20;
        }
    }

    /** Measures rounds until the compilers have little to do, and gives the last one's cost. */
    static Cost measure(Site site, NodeProcess node, int destinations) {
        Cost cost = round(site, node, destinations, 0);
        for (int round = 1; round < MOST_ROUNDS && !cost.warm(); round++) {
            cost = round(site, node, destinations, round);
        }
        return cost;
    }

    private static Cost round(Site site, NodeProcess node, int destinations, int round) {
        long events = site.scale().events(destinations);
        long applied = node.applied();
        long settled = node.settled();
        long delivered = node.deliveries("delivered");
        double compiled = node.compilerSeconds();
        double allocated = node.allocatedMegabytes();
        double before = node.cpuSeconds();
        Site.post(node, "round" + round, events);
        node.awaitWork(applied + events, settled + events * destinations);
        double spent = node.cpuSeconds() - before;
        double garbage = (node.allocatedMegabytes() - allocated) * 1_024 * 1_024;
        double compiling = Math.max(0, node.compilerSeconds() - compiled);
        long more = node.deliveries("delivered") - delivered;
        if (more != events * destinations) {
            throw new BenchFailure(
                    "only " + more + " of " + events * destinations + " deliveries were delivered");
        }
        return new Cost(spent / events * 1_000, compiling / events * 1_000, garbage / events);
    }
}
