// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.FoundEvents;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.pipeline.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Events and the requests that became none, as one list in the order of their arrival. */
final class EventLines {
    private static final int MOST_REQUESTS = 200;
    private static final int MOST_PAGES = 10;

    private final Evidence evidence;

    EventLines(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * One of them.
     *
     * @param place numbers of events and of messages that became none follow one another
     * @param event the event, or null
     * @param request the message that became none, or null
     */
    record Line(long place, Evidence.Shown event, ObservationRow request) {}

    /**
     * Some of them, newest first.
     *
     * @param next the place below which to go on; 0 at the end
     * @param found what was found of the events
     */
    record Page(List<Line> lines, long next, FoundEvents found) {
        /** The events among them. */
        List<Evidence.Shown> events() {
            return lines.stream().filter(line -> line.event != null).map(Line::event).toList();
        }

        /** The requests among them. */
        List<ObservationRow> requests() {
            return lines.stream().filter(line -> line.request != null).map(Line::request).toList();
        }
    }

    Page page(EventWanted wanted, long before, int limit) {
        FoundEvents found = evidence.queries().lookup().search(wanted.search(), before, limit);
        List<Line> lines = new ArrayList<>();
        evidence.shown(found.events())
                .forEach(shown -> lines.add(new Line(shown.event().seq(), shown, null)));
        long horizon = found.goOnBelow();
        if (wanted.requests()) {
            horizon = Math.max(horizon, addRequests(lines, wanted, before, limit));
        }
        long floor = horizon;
        lines.removeIf(line -> line.place < floor);
        lines.sort(Comparator.comparingLong(Line::place).reversed());
        if (lines.size() <= limit) {
            return new Page(lines, horizon, found);
        }
        return new Page(List.copyOf(lines.subList(0, limit)), lines.get(limit - 1).place, found);
    }

    /** Says down to which place they are all there. */
    private long addRequests(List<Line> lines, EventWanted wanted, long before, int limit) {
        long wantedDownTo = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).place;
        long horizon = 0;
        for (String verdict : Tabs.TURNED_AWAY) {
            List<ObservationRow> rows = new ArrayList<>();
            long end = read(rows, verdict, wanted, new Stretch(before, wantedDownTo, limit));
            rows.forEach(row -> lines.add(new Line(place(row), null, row)));
            horizon = Math.max(horizon, end);
        }
        return horizon;
    }

    /** What has to be read: so many rows, or down to a place. */
    private record Stretch(long before, long downTo, int limit) {
        long beforeOffset() {
            return before == Long.MAX_VALUE ? before : (before - 1) / Passage.MOST_MESSAGES + 1;
        }
    }

    /** Others' requests may lie thick between those that fit, so several pages are read. */
    private long read(
            List<ObservationRow> fitting, String verdict, EventWanted wanted, Stretch stretch) {
        ObservationFilter filter =
                new ObservationFilter(
                        verdict,
                        wanted.search().events().merchant(),
                        wanted.search().events().source());
        long offset = stretch.beforeOffset();
        long end = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            List<ObservationRow> rows =
                    evidence.queries().observations(filter, offset, MOST_REQUESTS);
            rows.stream()
                    .filter(row -> place(row) < stretch.before && wanted.fits(row))
                    .forEach(fitting::add);
            if (rows.size() < MOST_REQUESTS) {
                return 0;
            }
            offset = rows.get(rows.size() - 1).arrivalOffset();
            end = offset * Passage.MOST_MESSAGES + 1;
            if (end <= stretch.downTo || fitting.size() >= stretch.limit) {
                return end;
            }
        }
        return end;
    }

    /** Where an event would stand that had become of the message. */
    static long place(ObservationRow row) {
        int index = Integer.parseInt(row.id().substring(row.id().lastIndexOf('-') + 1));
        return row.arrivalOffset() * Passage.MOST_MESSAGES + index + 1;
    }
}
