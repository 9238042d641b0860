// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How long every page and every query of the read API takes on a large store. */
final class ConsoleBench implements Bench {
    private static final int ASKED = 20;
    private static final double BUDGET_MILLIS = 200;

    @Override
    public List<Figure> run(Site site) {
        long events = site.scale().backlog();
        NodeFolder setup = NodeFolder.fresh(site.folder(), "console");
        try {
            Months.DESTINATIONS.forEach(id -> setup.webhook(id, "http://127.0.0.1:9/" + id, false));
            fill(site, setup, events);
            try (NodeProcess node = NodeProcess.start(setup)) {
                return Stream.of(ConsoleQueries.all(), ConsoleQueries.windows())
                        .flatMap(List::stream)
                        .map(question -> figure(site, node, question, events))
                        .toList();
            }
        } finally {
            NodeFolder.remove(setup.folder());
        }
    }

    private static void fill(Site site, NodeFolder setup, long events) {
        site.say("console: filling a store with %,d events".formatted(events));
        long begin = System.nanoTime();
        Clock clock = Clock.systemUTC();
        try (JdbcEvidenceStore store = JdbcEvidenceStore.open(setup.evidence(), clock)) {
            new Months(events, clock.instant()).fill(store);
        }
        site.say("console: filled in %,.0f s".formatted((System.nanoTime() - begin) / 1e9));
    }

    /** Asks for something else every time, as far as there is something else. */
    private static Figure figure(
            Site site, NodeProcess node, ConsoleQueries.Question question, long events) {
        long[] numbers = ConsoleQueries.numbers(2 * ASKED, events);
        double[] millis = new double[ASKED];
        for (int i = 0; i < 2 * ASKED; i++) {
            long begin = System.nanoTime();
            node.http().text(question.about().apply(numbers[i]));
            // the first half warms up
            millis[i % ASKED] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        Figure figure =
                Figure.of(
                                "console." + question.template() + "." + question.name(),
                                "%s, %s, %,d events, median"
                                        .formatted(question.template(), question.name(), events),
                                Numbers.median(millis),
                                "ms")
                        .within(Budget.atMost(BUDGET_MILLIS))
                        .with("slowest of " + ASKED, millis[ASKED - 1]);
        site.say(
                "%s: median %.1f ms, slowest %.1f ms"
                        .formatted(figure.id(), figure.value(), millis[ASKED - 1]));
        return figure;
    }
}
