// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.ArrayList;
import java.util.List;

/** Whether an event costs more when the store already remembers many keys. */
final class GrowthBench implements Bench {
    @Override
    public List<Figure> run(Site site) {
        List<Long> sizes = site.scale().keys();
        double least = millisPerEvent(site, sizes.get(0));
        List<Figure> figures = new ArrayList<>();
        for (long size : sizes.subList(1, sizes.size())) {
            double millis = millisPerEvent(site, size);
            figures.add(
                    Figure.of(
                                    "growth." + size,
                                    "cost of an event with %,d dedup keys against %,d"
                                            .formatted(size, sizes.get(0)),
                                    millis / least,
                                    "×")
                            .within(Budget.atMost(1.3))
                            .with("ms", millis)
                            .with("ms with the fewest", least));
        }
        return figures;
    }

    private static double millisPerEvent(Site site, long keys) {
        NodeFolder setup = NodeFolder.fresh(site.folder(), "growth");
        try (Platforms platforms = Platforms.start(setup.folder())) {
            site.say("growth: preparing %,d keys".formatted(keys));
            Prefill.keys(setup, keys);
            platforms.register(setup.destinations(1, platforms.address()));
            try (NodeProcess node = NodeProcess.start(setup)) {
                double millis = PipelineBench.measure(site, node, 1).millis();
                site.say("growth: %.3f ms CPU per event with %,d keys".formatted(millis, keys));
                return millis;
            }
        } finally {
            NodeFolder.remove(setup.folder());
        }
    }
}
