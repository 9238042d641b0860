// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EventNumber;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Events and the evidence of their merges. */
final class EventQueries {
    private final SqlDialect dialect;

    EventQueries(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** The canonical JSON of events. */
    static Map<Long, String> canonical(Sql sql, Collection<Long> seqs) {
        Map<Long, String> found = new HashMap<>();
        for (long seq : seqs) {
            sql.first(
                            "SELECT canonical FROM event_content WHERE event_seq = ?",
                            row -> row.getString(1),
                            seq)
                    .ifPresent(text -> found.put(seq, text));
        }
        return found;
    }

    static Optional<StoredEvent> event(Sql sql, long seq) {
        return sql.first(
                """
                SELECT c.*, h.updated_offset FROM event_content c
                JOIN event_change h ON h.event_seq = c.event_seq WHERE c.event_seq = ?
                """,
                RowMapping::event,
                seq);
    }

    private static List<StoredEvent> events(Sql sql, List<Long> seqs) {
        return seqs.stream().flatMap(seq -> event(sql, seq).stream()).toList();
    }

    List<StoredEvent> page(Sql sql, EventFilter filter, long beforeSeq, int limit) {
        return events(
                sql,
                numbers(sql, filter, beforeSeq, limit).stream().map(EventNumber::seq).toList());
    }

    /** Numbers of events, to find what hangs on them; the source is not looked at. */
    List<Long> seqs(Sql sql, EventFilter filter, long beforeSeq, int limit) {
        return walked(sql, filter, beforeSeq, limit).stream().map(EventNumber::seq).toList();
    }

    List<EventNumber> numbers(Sql sql, EventFilter filter, long beforeSeq, int limit) {
        return filter.source().isEmpty()
                ? walked(sql, filter, beforeSeq, limit)
                : bySource(sql, filter, beforeSeq, limit);
    }

    private List<EventNumber> walked(Sql sql, EventFilter filter, long beforeSeq, int limit) {
        String leading = leading(filter);
        Where where = new Where();
        filterBy(where, "event_name", filter.eventName(), leading);
        filterBy(where, "store", filter.store(), leading);
        filterBy(where, "merchant", filter.merchant(), leading);
        where.and("seq < ?", beforeSeq);
        String order = leading.isEmpty() ? "seq DESC" : leading + " DESC, seq DESC";
        return sql.list(
                "SELECT seq, merchant, store FROM event"
                        + where.text()
                        + " ORDER BY "
                        + order
                        + " LIMIT ?",
                EventQueries::head,
                where.valuesAnd(limit));
    }

    // The one column whose index is walked; the most selective first. The others are compared row
    // by row.
    private static String leading(EventFilter filter) {
        if (!filter.eventName().isEmpty()) {
            return "event_name";
        }
        if (!filter.store().isEmpty()) {
            return "store";
        }
        return filter.merchant().isEmpty() ? "" : "merchant";
    }

    private void filterBy(Where where, String column, String wanted, String leading) {
        where.andEqual(column.equals(leading) ? column : dialect.unindexed(column), wanted);
    }

    private List<EventNumber> bySource(Sql sql, EventFilter filter, long beforeSeq, int limit) {
        Where where =
                new Where()
                        .and("s.source = ?", filter.source())
                        .and("s.event_seq < ?", beforeSeq)
                        .andEqual(dialect.unindexed("e.event_name"), filter.eventName())
                        .andEqual(dialect.unindexed("e.store"), filter.store())
                        .andEqual(dialect.unindexed("e.merchant"), filter.merchant());
        return sql.list(
                "SELECT e.seq, e.merchant, e.store FROM event_source s JOIN event e ON e.seq = s.event_seq"
                        + where.text()
                        + " ORDER BY s.source DESC, s.event_seq DESC LIMIT ?",
                EventQueries::head,
                where.valuesAnd(limit));
    }

    private static EventNumber head(ResultSet row) throws SQLException {
        return new EventNumber(row.getLong(1), row.getString(2), row.getString(3));
    }

    /**
     * All events of the last change are there, even beyond the limit: one request may change many.
     */
    List<StoredEvent> changedSince(Sql sql, long offset, int limit) {
        List<StoredEvent> changed = changed(sql, offset, Long.MAX_VALUE, limit);
        if (changed.size() < limit) {
            return changed;
        }
        long last = changed.get(changed.size() - 1).updatedOffset();
        List<StoredEvent> whole = new ArrayList<>(changed);
        whole.removeIf(event -> event.updatedOffset() == last);
        whole.addAll(changed(sql, last, last, Integer.MAX_VALUE));
        return whole;
    }

    private static List<StoredEvent> changed(Sql sql, long from, long to, int limit) {
        List<Long> seqs =
                sql.list(
                        """
                        SELECT event_seq FROM event_change WHERE updated_offset >= ? AND updated_offset <= ?
                        ORDER BY updated_offset, event_seq LIMIT ?
                        """,
                        row -> row.getLong(1),
                        from,
                        to,
                        limit);
        return events(sql, seqs);
    }

    static List<StoredEvent> byKey(Sql sql, String id, int limit) {
        SortedMap<Long, StoredEvent> newestFirst = new TreeMap<>(Comparator.reverseOrder());
        byId(sql, "event_id", id, limit).forEach(event -> newestFirst.put(event.seq(), event));
        byId(sql, "order_id", id, limit).forEach(event -> newestFirst.put(event.seq(), event));
        return newestFirst.values().stream().limit(limit).toList();
    }

    private static List<StoredEvent> byId(Sql sql, String column, String id, int limit) {
        // Events without an order have an empty one, which nobody means to look up.
        if (id.isEmpty()) {
            return List.of();
        }
        List<Long> seqs =
                sql.list(
                        "SELECT seq FROM event WHERE "
                                + column
                                + " = ? ORDER BY "
                                + column
                                + " DESC, seq DESC LIMIT ?",
                        row -> row.getLong(1),
                        id,
                        limit);
        return events(sql, seqs);
    }

    List<MergeRow> merges(Sql sql, long eventSeq) {
        return sql.list(
                "SELECT * FROM merge_evidence WHERE event_seq = ? ORDER BY event_seq, merge_index",
                RowMapping::merge,
                eventSeq);
    }
}
