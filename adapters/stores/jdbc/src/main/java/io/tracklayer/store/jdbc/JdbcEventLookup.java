// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EventLookup;
import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.FoundEvents;
import io.tracklayer.core.evidence.ObservationRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds events, and messages that became none, each time in one transaction. */
record JdbcEventLookup(Readers readers) implements EventLookup {
    static final String TURNED_AWAY =
            """
            SELECT * FROM observation
            WHERE merchant = ? AND source = ? AND verdict = ? AND arrival_offset >= ?
            ORDER BY merchant, source, verdict, arrival_offset, message_index LIMIT ?
            """;

    private static final Comparator<ObservationRow> OLDEST_FIRST =
            Comparator.comparingLong(ObservationRow::arrivalOffset)
                    .thenComparingInt(ObservationQueries::index);

    @Override
    public FoundEvents search(EventSearch search, long beforeSeq, int limit) {
        return readers.read(sql -> new EventSearcher(sql, search, limit).below(beforeSeq));
    }

    @Override
    public List<ObservationRow> turnedAwaySince(long offset, int limit) {
        return readers.read(sql -> turnedAwaySince(sql, offset, limit));
    }

    private static List<ObservationRow> turnedAwaySince(Sql sql, long offset, int limit) {
        List<ObservationRow> oldest = new ArrayList<>();
        sql.list(
                        """
                        SELECT DISTINCT merchant, source, verdict FROM observation_count
                        WHERE n > 0 AND verdict IN ('refused', 'rejected')
                        """,
                        row -> new Object[] {row.getString(1), row.getString(2), row.getString(3)})
                .forEach(range -> oldest.addAll(range(sql, range, offset, limit)));
        oldest.sort(OLDEST_FIRST);
        if (oldest.size() < limit) {
            return oldest;
        }
        long last = oldest.get(limit - 1).arrivalOffset();
        List<ObservationRow> whole = new ArrayList<>(oldest);
        whole.removeIf(row -> row.arrivalOffset() >= last);
        ObservationQueries.ofRequest(sql, last).stream()
                .filter(JdbcEventLookup::turnedAway)
                .sorted(OLDEST_FIRST)
                .forEach(whole::add);
        return whole;
    }

    private static List<ObservationRow> range(Sql sql, Object[] range, long offset, int limit) {
        return sql.list(
                TURNED_AWAY, RowMapping::observation, range[0], range[1], range[2], offset, limit);
    }

    private static boolean turnedAway(ObservationRow row) {
        return row.verdict() == ObservationRow.Verdict.REFUSED
                || row.verdict() == ObservationRow.Verdict.REJECTED;
    }
}
