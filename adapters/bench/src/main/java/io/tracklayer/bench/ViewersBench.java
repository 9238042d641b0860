// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What fifty open live views cost the intake: alternating rounds with and without them on one
 * process, each ending when every event is applied and every view has seen it.
 */
final class ViewersBench implements Bench {
    private static final int VIEWERS = 50;
    private static final double BUDGET = 1.5;

    @Override
    public List<Figure> run(Site site) {
        NodeFolder setup = NodeFolder.fresh(site.folder(), "viewers");
        int rounds = site.scale().rounds();
        long events = Math.max(500, site.scale().events(1) / 3);
        Round[] alone = new Round[rounds];
        Round[] watched = new Round[rounds];
        double heap;
        try (NodeProcess node = NodeProcess.start(setup)) {
            round(node, "warm", events, VIEWERS);
            for (int i = 0; i < rounds; i++) {
                alone[i] = round(node, "alone" + i, events, 0);
                watched[i] = round(node, "watched" + i, events, VIEWERS);
                site.say(
                        "viewers, round %d of %d: p99 %.1f and %.1f ms, %,.0f and %,.0f events/s"
                                .formatted(
                                        i + 1,
                                        rounds,
                                        alone[i].p99(),
                                        watched[i].p99(),
                                        alone[i].perSecond(),
                                        watched[i].perSecond()));
            }
            heap = node.heapMegabytes();
        } finally {
            NodeFolder.remove(setup.folder());
        }
        return List.of(latency(alone, watched), throughput(alone, watched, heap));
    }

    private static Figure latency(Round[] alone, Round[] watched) {
        double without = Numbers.median(each(alone, Round::p99));
        double with = Numbers.median(each(watched, Round::p99));
        return Figure.of(
                        "viewers.p99",
                        "time to the 2xx, p99, with " + VIEWERS + " live views against none",
                        with / without,
                        "×")
                .within(Budget.atMost(BUDGET))
                .with("ms with", with)
                .with("ms without", without);
    }

    private static Figure throughput(Round[] alone, Round[] watched, double heap) {
        double without = Numbers.median(each(alone, Round::perSecond));
        double with = Numbers.median(each(watched, Round::perSecond));
        return Figure.of(
                        "viewers.throughput",
                        "events taken in, applied and seen, none against "
                                + VIEWERS
                                + " live views",
                        without / with,
                        "×")
                .within(Budget.atMost(BUDGET))
                .with("events/s without", without)
                .with("events/s with", with)
                .with("heap MB afterwards", heap);
    }

    private static double[] each(Round[] rounds, ToDoubleFunction<Round> value) {
        return Arrays.stream(rounds).mapToDouble(value).toArray();
    }

    /**
     * A round.
     *
     * @param p99 of the time to the 2xx, in milliseconds
     * @param perSecond events from the first request until all are applied and seen
     */
    record Round(double p99, double perSecond) {}

    private static Round round(NodeProcess node, String name, long events, int count) {
        long applied = node.applied();
        try (Viewers viewers = Viewers.open(node, count)) {
            long begin = System.nanoTime();
            LoadResult posted = Site.post(node, name, events);
            node.awaitWork(applied + events, 0);
            viewers.awaitMessages(events);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Round(posted.percentileMillis(0.99), events / seconds);
        }
    }
}
