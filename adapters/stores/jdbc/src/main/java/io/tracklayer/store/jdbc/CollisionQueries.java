// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceQueries.CollisionFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Contradictions between copies. */
final class CollisionQueries {
    private static final Comparator<CollisionRow> NEWEST_FIRST =
            Comparator.comparingLong(CollisionRow::seq)
                    .thenComparing(row -> row.kind().wire())
                    .reversed();

    private final SqlDialect dialect;

    CollisionQueries(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** All collisions of the last message are there, even beyond the limit. */
    List<CollisionRow> page(Sql sql, CollisionFilter filter, long beforeSeq, int limit) {
        List<CollisionRow> newest = range(sql, filter, Long.MIN_VALUE, beforeSeq, limit);
        if (newest.size() == limit) {
            long last = newest.get(limit - 1).seq();
            newest.removeIf(row -> row.seq() == last);
            newest.addAll(range(sql, filter, last, last + 1, Integer.MAX_VALUE));
        }
        return newest;
    }

    private List<CollisionRow> range(
            Sql sql, CollisionFilter filter, long from, long before, int limit) {
        String leading = leading(filter);
        Where where = new Where();
        filterBy(where, "store", filter.store(), leading);
        filterBy(where, "merchant", filter.merchant(), leading);
        filterBy(where, "kind", filter.kind(), leading);
        where.and("seq >= ? AND seq < ?", from, before);
        return sql.list(
                "SELECT * FROM collision"
                        + where.text()
                        + " ORDER BY "
                        + order(leading)
                        + " LIMIT ?",
                RowMapping::collision,
                where.valuesAnd(limit));
    }

    // The one column whose index is walked; the others are compared row by row.
    private static String leading(CollisionFilter filter) {
        if (!filter.store().isEmpty()) {
            return "store";
        }
        if (!filter.merchant().isEmpty()) {
            return "merchant";
        }
        return filter.kind().isEmpty() ? "" : "kind";
    }

    private void filterBy(Where where, String column, String wanted, String leading) {
        where.andEqual(column.equals(leading) ? column : dialect.unindexed(column), wanted);
    }

    static String order(String leading) {
        return switch (leading) {
            case "" -> "seq DESC, kind DESC";
            case "kind" -> "kind DESC, seq DESC";
            default -> leading + " DESC, seq DESC, kind DESC";
        };
    }

    List<CollisionRow> of(Sql sql, long eventSeq, int limit) {
        List<CollisionRow> newest = new ArrayList<>(of(sql, "event_seq", eventSeq, limit));
        newest.addAll(of(sql, "other_event_seq", eventSeq, limit));
        newest.sort(NEWEST_FIRST);
        return newest.stream().limit(limit).toList();
    }

    private static List<CollisionRow> of(Sql sql, String column, long eventSeq, int limit) {
        return sql.list(
                "SELECT * FROM collision WHERE "
                        + column
                        + " = ? ORDER BY "
                        + column
                        + " DESC, seq DESC, kind DESC LIMIT ?",
                RowMapping::collision,
                eventSeq,
                limit);
    }

    static void insert(Sql sql, CollisionRow row) {
        if (known(sql, row)) {
            return;
        }
        sql.update(
                """
                INSERT INTO collision (seq, kind, merchant, store, found_at, shared_value, first_value,
                    second_value, event_seq, other_event_seq)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                row.seq(),
                row.kind().wire(),
                row.merchant(),
                row.store(),
                Micros.of(row.at()),
                row.shared(),
                row.first(),
                row.second(),
                row.eventSeq(),
                row.otherEventSeq());
    }

    // Every further copy with that id would say it once more.
    private static boolean known(Sql sql, CollisionRow row) {
        return sql.first(
                        """
                        SELECT 1 FROM collision
                        WHERE event_seq = ? AND other_event_seq = ? AND kind = ? AND second_value = ?
                        """,
                        found -> true,
                        row.eventSeq(),
                        row.otherEventSeq(),
                        row.kind().wire(),
                        row.second())
                .isPresent();
    }
}
