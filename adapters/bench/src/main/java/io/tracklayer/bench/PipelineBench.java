// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.ArrayList;
import java.util.List;

/** What one event costs the node from request to settled deliveries, by number of destinations. */
final class PipelineBench implements Bench {
    private static final List<Integer> DESTINATIONS = List.of(1, 3, 13);

    @Override
    public List<Figure> run(Site site) {
        List<Figure> figures = new ArrayList<>();
        for (int destinations : DESTINATIONS) {
            double millis = millisPerEvent(site, destinations);
            site.say("%d destination(s): %.3f ms CPU per event".formatted(destinations, millis));
            figures.add(
                    Figure.of(
                            "pipeline." + destinations,
                            "node CPU per event to " + destinations + " destination(s)",
                            millis,
                            "ms"));
        }
        int last = figures.size() - 1;
        figures.set(last, figures.get(last).within(Budget.atMost(0.5)));
        return figures;
    }

    private static double millisPerEvent(Site site, int destinations) {
        NodeFolder setup = NodeFolder.fresh(site.folder(), "pipeline");
        try (Platforms platforms = Platforms.start(setup.folder())) {
            platforms.register(setup.destinations(destinations, platforms.address()));
            try (NodeProcess node = NodeProcess.start(setup)) {
                return measure(site, node, destinations);
            }
        } finally {
            NodeFolder.remove(setup.folder());
        }
    }

    /** CPU of the node for one event after as many events to warm up, in milliseconds. */
    static double measure(Site site, NodeProcess node, int destinations) {
        long events = site.scale().events(destinations);
        long applied = node.applied();
        long settled = node.settled();
        Site.post(node, "warm", events);
        node.awaitWork(applied + events, settled + events * destinations);
        double before = node.cpuSeconds();
        long delivered = node.deliveries("delivered");
        Site.post(node, "run", events);
        node.awaitWork(applied + 2 * events, settled + 2 * events * destinations);
        double spent = node.cpuSeconds() - before;
        long more = node.deliveries("delivered") - delivered;
        if (more != events * destinations) {
            throw new BenchFailure(
                    "only " + more + " of " + events * destinations + " deliveries were delivered");
        }
        return spent / events * 1_000;
    }
}
