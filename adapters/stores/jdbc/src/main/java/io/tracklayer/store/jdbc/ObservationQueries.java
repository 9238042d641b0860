// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EvidenceQueries.ObservationCount;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.journal.Arrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Inbound requests and what became of their messages. */
final class ObservationQueries {
    private static final Comparator<ObservationRow> NEWEST_FIRST =
            Comparator.comparingLong(ObservationRow::arrivalOffset)
                    .thenComparingInt(ObservationQueries::index)
                    .reversed();

    /** The place of the message in its request, which is the end of its id. */
    static int index(ObservationRow observation) {
        String id = observation.id();
        try {
            return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException(
                    "observation id \"" + id + "\" is not journal offset, dash, index", unreadable);
        }
    }

    /**
     * A filter is answered from the counts: they say which combinations exist, and each of those is
     * a range of one index. Which index the database would choose for the filter itself depends on
     * its guess.
     */
    List<ObservationRow> page(Sql sql, ObservationFilter filter, long beforeOffset, int limit) {
        List<ObservationRow> newest = new ArrayList<>();
        if (filter.equals(ObservationFilter.all())) {
            newest.addAll(latest(sql, beforeOffset, limit));
        } else {
            for (Standing standing : standings(sql, filter)) {
                newest.addAll(range(sql, standing, floor(newest, limit), beforeOffset, limit));
                newest.sort(NEWEST_FIRST);
            }
        }
        return wholeRequests(sql, filter, newest, limit);
    }

    private static List<ObservationRow> latest(Sql sql, long beforeOffset, int limit) {
        return sql.list(
                """
                SELECT * FROM observation WHERE arrival_offset < ?
                ORDER BY arrival_offset DESC, message_index DESC LIMIT ?
                """,
                RowMapping::observation,
                beforeOffset,
                limit);
    }

    private static List<Standing> standings(Sql sql, ObservationFilter filter) {
        return sql
                .list(
                        "SELECT DISTINCT merchant, source, verdict FROM observation_count WHERE n > 0",
                        row -> new Standing(row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .filter(standing -> standing.in(filter))
                .toList();
    }

    private static List<ObservationRow> range(
            Sql sql, Standing standing, long fromOffset, long beforeOffset, int limit) {
        return sql.list(
                """
                SELECT * FROM observation
                WHERE merchant = ? AND source = ? AND verdict = ? AND arrival_offset >= ? AND arrival_offset < ?
                ORDER BY merchant DESC, source DESC, verdict DESC, arrival_offset DESC, message_index DESC LIMIT ?
                """,
                RowMapping::observation,
                standing.merchant,
                standing.source,
                standing.verdict,
                fromOffset,
                beforeOffset,
                limit);
    }

    // Below the last row of a full page no range needs to be read.
    private static long floor(List<ObservationRow> newest, int limit) {
        return newest.size() < limit ? Long.MIN_VALUE : newest.get(limit - 1).arrivalOffset();
    }

    private static List<ObservationRow> wholeRequests(
            Sql sql, ObservationFilter filter, List<ObservationRow> newest, int limit) {
        if (newest.size() < limit) {
            return newest;
        }
        long last = newest.get(limit - 1).arrivalOffset();
        newest.removeIf(row -> row.arrivalOffset() <= last);
        ofRequest(sql, last).stream().filter(row -> matches(row, filter)).forEach(newest::add);
        return newest;
    }

    static List<ObservationRow> ofRequest(Sql sql, long offset) {
        return sql.list(
                """
                SELECT * FROM observation WHERE arrival_offset = ?
                ORDER BY arrival_offset DESC, message_index DESC
                """,
                RowMapping::observation,
                offset);
    }

    private static boolean matches(ObservationRow row, ObservationFilter filter) {
        return new Standing(row.merchant(), row.source(), row.verdict().wire()).in(filter);
    }

    List<ObservationRow> of(Sql sql, long eventSeq) {
        return sql.list(
                """
                SELECT * FROM observation WHERE event_seq = ?
                ORDER BY event_seq, arrival_offset, message_index
                """,
                RowMapping::observation,
                eventSeq);
    }

    Optional<Arrival> arrival(Sql sql, long offset) {
        return sql.first(
                "SELECT * FROM arrival WHERE arrival_offset = ?", RowMapping::arrival, offset);
    }

    List<ObservationCount> counts(Sql sql) {
        return sql.list(
                "SELECT merchant, source, verdict, reason, n FROM observation_count WHERE n > 0",
                row ->
                        new ObservationCount(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5)));
    }

    /** A combination that has rows. */
    private record Standing(String merchant, String source, String verdict) {
        boolean in(ObservationFilter filter) {
            return (filter.merchant().isEmpty() || filter.merchant().equals(merchant))
                    && (filter.source().isEmpty() || filter.source().equals(source))
                    && (filter.verdict().isEmpty() || filter.verdict().equals(verdict));
        }
    }
}
