// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.pipeline.Preview;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what became, or would become, of the messages of an import. */
final class ImportTally {
    private static final int PAGE = 1_000;
    private static final int MOST_PROBLEMS = 20;

    private final Map<String, Long> messages = new TreeMap<>();
    private final Map<String, Map<String, Long>> destinations = new TreeMap<>();
    private final List<Object> problems = new ArrayList<>();

    /** What became of the requests at these journal offsets, as far as they are applied. */
    static ImportTally of(EvidenceQueries evidence, List<Long> offsets) {
        ImportTally tally = new ImportTally();
        Set<Long> own = new HashSet<>(offsets);
        long first = offsets.stream().mapToLong(Long::longValue).min().orElse(0);
        long before = offsets.stream().mapToLong(Long::longValue).max().orElse(-1) + 1;
        List<Long> events = new ArrayList<>();
        while (before > first) {
            List<ObservationRow> page =
                    evidence.observations(ObservationFilter.all(), before, PAGE);
            page.stream()
                    .filter(row -> own.contains(row.arrivalOffset()))
                    .forEach(row -> tally.add(row, events));
            before = page.isEmpty() ? first : page.get(page.size() - 1).arrivalOffset();
        }
        evidence.deliveriesOf(events).values().forEach(each -> each.forEach(tally::add));
        return tally;
    }

    private void add(ObservationRow row, List<Long> events) {
        message(row.verdict(), row.reason());
        if (row.verdict() == Verdict.ACCEPTED) {
            events.add(row.eventSeq());
        }
    }

    private void add(Delivery delivery) {
        String status = delivery.status().wire();
        destination(
                delivery.destination(),
                delivery.reason().isEmpty() || delivery.reason().equals(status)
                        ? status
                        : status + " " + delivery.reason());
    }

    /**
     * Counts what would become of a message.
     *
     * @param record which record of the part has it, from 0
     */
    void add(int record, Preview.Outcome outcome) {
        message(outcome.verdict(), outcome.reason());
        outcome.destinations().forEach(this::destination);
        boolean wrong =
                outcome.verdict() == Verdict.REJECTED || outcome.verdict() == Verdict.REFUSED;
        if (wrong && problems.size() < MOST_PROBLEMS) {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("record", (long) record);
            problem.put("code", outcome.reason());
            problem.put("sentence", outcome.sentence());
            problems.add(problem);
        }
    }

    private void message(Verdict verdict, String reason) {
        String wire = verdict.wire();
        messages.merge(wire.equals(reason) ? wire : wire + " " + reason, 1L, Long::sum);
    }

    private void destination(String id, String what) {
        destinations.computeIfAbsent(id, known -> new TreeMap<>()).merge(what, 1L, Long::sum);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("messages", messages);
        tree.put("destinations", destinations);
        tree.put("problems", problems);
        return tree;
    }
}
