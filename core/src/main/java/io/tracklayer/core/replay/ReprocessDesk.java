// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalUnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where operators have requests looked at again that could not be used when they came: after a
 * mapping was corrected or a store put back. Each goes through the journal as a request of its own,
 * with the bytes and the time of arrival of the first. Thread-safe.
 */
public final class ReprocessDesk {
    /** The most requests of one order; what is left is for the next. */
    public static final int MOST = 10_000;

    private static final int PAGE = 500;
    private static final int CHUNK = 50;

    private final EvidenceStore store;
    private final Commands commands;
    private final Clock clock;

    public ReprocessDesk(Journal journal, EvidenceStore store, Clock clock) {
        this.store = store;
        this.commands = new Commands(journal, store);
        this.clock = clock;
    }

    /** What an order would look at again. */
    public ReprocessPreview preview(ReprocessOrder order) {
        EvidenceQueries queries = store.queries();
        Map<String, Long> reasons = new TreeMap<>();
        SortedSet<Long> matched = new TreeSet<>();
        boolean complete = true;
        for (ObservationRow row : rows(queries, order)) {
            if (matched.size() == MOST && !matched.contains(row.arrivalOffset())) {
                complete = false;
                break;
            }
            matched.add(row.arrivalOffset());
            reasons.merge(row.reason(), 1L, Long::sum);
        }
        List<Long> kept =
                matched.stream().filter(offset -> queries.arrival(offset).isPresent()).toList();
        return new ReprocessPreview(kept, reasons, matched.size() - kept.size(), complete);
    }

    /**
     * Stores the order durably and waits until the evidence shows it.
     *
     * @return what was looked at again; empty when it is stored and the evidence is behind
     * @throws JournalUnavailableException if not all of it could be stored; giving the order again
     *     does no harm
     */
    public Optional<ReprocessPreview> start(ReprocessOrder order, String by)
            throws InterruptedException {
        ReprocessPreview preview = preview(order);
        boolean shown = true;
        List<Arrival> chunk = new ArrayList<>();
        for (long offset : preview.requests()) {
            Arrival.Again again = new Arrival.Again(offset, clock.instant(), by);
            store.queries().arrival(offset).map(kept -> kept.takenUp(again)).ifPresent(chunk::add);
            if (chunk.size() == CHUNK) {
                shown = commands.append(chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            shown = commands.append(chunk);
        }
        return shown ? Optional.of(preview) : Optional.empty();
    }

    /** Newest first; of one request when it is about one. */
    private static List<ObservationRow> rows(EvidenceQueries queries, ReprocessOrder order) {
        List<ObservationRow> rows = new ArrayList<>();
        ObservationFilter filter =
                new ObservationFilter(order.verdict().wire(), order.merchant(), order.source());
        long before = order.offset().isPresent() ? order.offset().getAsLong() + 1 : Long.MAX_VALUE;
        while (rows.size() <= MOST) {
            List<ObservationRow> page = queries.observations(filter, before, PAGE);
            page.stream()
                    .filter(order::means)
                    .filter(row -> isMeant(row, order))
                    .forEach(rows::add);
            boolean last =
                    page.size() < PAGE
                            || order.offset().isPresent()
                            || page.get(page.size() - 1).receivedAt().isBefore(order.since());
            if (last) {
                break;
            }
            before = page.get(page.size() - 1).arrivalOffset();
        }
        return rows;
    }

    private static boolean isMeant(ObservationRow row, ReprocessOrder order) {
        return order.offset().isEmpty() || order.offset().getAsLong() == row.arrivalOffset();
    }
}
