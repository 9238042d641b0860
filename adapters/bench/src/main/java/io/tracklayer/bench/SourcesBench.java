// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * How many requests of each source are taken in durably, against the same server doing nothing, and
 * how much garbage one leaves.
 */
final class SourcesBench implements Bench {
    @Override
    public List<Figure> run(Site site) {
        NodeFolder setup = NodeFolder.fresh(site.folder(), "sources");
        SourceRequests.configure(setup);
        List<Figure> figures = new ArrayList<>();
        try (NodeProcess node = NodeProcess.idle(setup)) {
            for (SourceRequests source : SourceRequests.all()) {
                figures.addAll(figures(site, node, source));
            }
        }
        NodeFolder.remove(setup.folder());
        return figures;
    }

    private static List<Figure> figures(Site site, NodeProcess node, SourceRequests source) {
        int rounds = site.scale().rounds();
        double[] durable = new double[rounds];
        double[] nothing = new double[rounds];
        double[] garbage = new double[rounds];
        round(site, node, source.name(), source.requests("warm"));
        for (int i = 0; i < rounds; i++) {
            double before = node.allocatedMegabytes();
            LoadResult result = round(site, node, source.name(), source.requests("round" + i));
            garbage[i] = (node.allocatedMegabytes() - before) * 1_024 * 1_024 / result.good();
            durable[i] = result.perSecond();
            nothing[i] = round(site, node, "nothing", source.toNothing()).perSecond();
        }
        double perSecond = Numbers.median(durable);
        double bytes = Numbers.median(garbage);
        site.say(
                "%s: %,.0f requests/s, %,.0f bytes of garbage each"
                        .formatted(source.name(), perSecond, bytes));
        return List.of(
                Figure.of(
                                "sources." + source.name(),
                                source.title() + ", against the same server doing nothing",
                                perSecond / Numbers.median(nothing),
                                "×")
                        .with("requests/s", perSecond)
                        .with("nothing/s", Numbers.median(nothing)),
                Figure.of(
                        "sources." + source.name() + ".garbage",
                        "garbage of one request of " + source.name(),
                        bytes,
                        "bytes"));
    }

    private static LoadResult round(
            Site site, NodeProcess node, String what, LongFunction<byte[]> requests) {
        return LoadClient.run(
                        node.address(),
                        Load.steadily(Site.CONNECTIONS, site.scale().round()),
                        requests)
                .allGood(what);
    }
}
