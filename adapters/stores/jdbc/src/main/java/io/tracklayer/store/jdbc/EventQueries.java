// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
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

    /** One statement for all of them: compiling it costs more than running it. */
    static Map<Long, Event> canonical(Sql sql, Collection<Long> seqs) {
        Map<Long, Event> found = new HashMap<>();
        for (long seq : seqs) {
            sql.first("SELECT canonical FROM event WHERE seq = ?", row -> row.getString(1), seq)
                    .ifPresent(text -> found.put(seq, RowMapping.canonical(text)));
        }
        return found;
    }

    static Optional<StoredEvent> event(Sql sql, long seq) {
        return sql.first("SELECT * FROM event WHERE seq = ?", RowMapping::event, seq);
    }

    List<StoredEvent> page(Sql sql, EventFilter filter, long beforeSeq, int limit) {
        return filter.source().isEmpty()
                ? byColumn(sql, "*", filter, beforeSeq, limit, RowMapping::event)
                : bySource(sql, filter, beforeSeq, limit);
    }

    /** Numbers of events, to find what hangs on them. */
    List<Long> seqs(Sql sql, EventFilter filter, long beforeSeq, int limit) {
        return byColumn(sql, "seq", filter, beforeSeq, limit, row -> row.getLong(1));
    }

    private <T> List<T> byColumn(
            Sql sql,
            String columns,
            EventFilter filter,
            long beforeSeq,
            int limit,
            Sql.RowMapper<T> mapper) {
        String leading = leading(filter);
        Where where = new Where();
        filterBy(where, "event_name", filter.eventName(), leading);
        filterBy(where, "store", filter.store(), leading);
        filterBy(where, "merchant", filter.merchant(), leading);
        where.and("seq < ?", beforeSeq);
        String order = leading.isEmpty() ? "seq DESC" : leading + " DESC, seq DESC";
        return sql.list(
                "SELECT "
                        + columns
                        + " FROM event"
                        + where.text()
                        + " ORDER BY "
                        + order
                        + " LIMIT ?",
                mapper,
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

    private List<StoredEvent> bySource(Sql sql, EventFilter filter, long beforeSeq, int limit) {
        Where where =
                new Where()
                        .and("s.source = ?", filter.source())
                        .and("s.event_seq < ?", beforeSeq)
                        .andEqual(dialect.unindexed("e.event_name"), filter.eventName())
                        .andEqual(dialect.unindexed("e.store"), filter.store())
                        .andEqual(dialect.unindexed("e.merchant"), filter.merchant());
        return sql.list(
                "SELECT e.* FROM event_source s JOIN event e ON e.seq = s.event_seq"
                        + where.text()
                        + " ORDER BY s.source DESC, s.event_seq DESC LIMIT ?",
                RowMapping::event,
                where.valuesAnd(limit));
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
        return sql.list(
                """
                SELECT * FROM event WHERE updated_offset >= ? AND updated_offset <= ?
                ORDER BY updated_offset, seq LIMIT ?
                """,
                RowMapping::event,
                from,
                to,
                limit);
    }

    List<StoredEvent> byKey(Sql sql, String id, int limit) {
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
        return sql.list(
                "SELECT * FROM event WHERE "
                        + column
                        + " = ? ORDER BY "
                        + column
                        + " DESC, seq DESC LIMIT ?",
                RowMapping::event,
                id,
                limit);
    }

    List<MergeRow> merges(Sql sql, long eventSeq) {
        return sql.list(
                "SELECT * FROM merge_evidence WHERE event_seq = ? ORDER BY event_seq, merge_index",
                RowMapping::merge,
                eventSeq);
    }
}
