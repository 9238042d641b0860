// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.AuditFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The audit trail, read. */
final class AuditQueries {
    /** By how many journal records an entry may stand elsewhere than its time says. */
    private static final long SLACK = 10_000;

    static final String LAST_BEFORE =
            "SELECT entry_offset FROM audit_entry WHERE made_at < ? ORDER BY made_at DESC LIMIT 1";

    private final SqlDialect dialect;

    AuditQueries(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** All entries of the last record are there, even beyond the limit. */
    List<AuditEntry> page(Sql sql, AuditFilter filter, long beforeOffset, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        long from = filter.since().equals(Instant.EPOCH) ? -1 : place(sql, filter.since(), -1);
        long before =
                filter.until().equals(AuditFilter.all().until())
                        ? beforeOffset
                        : Math.min(beforeOffset, place(sql, filter.until(), -1) + 2 * SLACK);
        List<AuditEntry> newest = range(sql, filter, from, before, limit);
        if (newest.size() < limit) {
            return newest;
        }
        long last = newest.get(newest.size() - 1).offset();
        List<AuditEntry> whole = new ArrayList<>(newest);
        whole.removeIf(entry -> entry.offset() == last);
        whole.addAll(range(sql, filter, last, last + 1, Integer.MAX_VALUE));
        return whole;
    }

    /** Below which no entry of that time or later stands; offsets grow with time, but for a few. */
    private static long place(Sql sql, Instant time, long otherwise) {
        return sql.first(LAST_BEFORE, row -> row.getLong(1), Micros.of(time))
                .map(offset -> Math.max(otherwise, offset - SLACK))
                .orElse(otherwise);
    }

    private List<AuditEntry> range(Sql sql, AuditFilter filter, long from, long before, int limit) {
        Where where = where(filter, from, before);
        return sql.list(select(filter, where), ReplayRows::audit, where.valuesAnd(limit));
    }

    Where where(AuditFilter filter, long from, long before) {
        boolean byPerson = !filter.by().isEmpty();
        return new Where()
                .andEqual("made_by", filter.by())
                .andEqual(byPerson ? dialect.unindexed("action") : "action", filter.action())
                // not by the index of times, which has another order
                .and("made_at + 0 >= ?", Micros.of(filter.since()))
                .and("made_at + 0 < ?", Micros.of(filter.until()))
                .and("entry_offset >= ? AND entry_offset < ?", from, before);
    }

    static String select(AuditFilter filter, Where where) {
        return "SELECT * FROM audit_entry"
                + where.text()
                + " ORDER BY "
                + order(filter)
                + " LIMIT ?";
    }

    private static String order(AuditFilter filter) {
        if (!filter.by().isEmpty()) {
            return "made_by DESC, entry_offset DESC, action DESC, subject DESC";
        }
        return filter.action().isEmpty()
                ? "entry_offset DESC, action DESC, subject DESC"
                : "action DESC, entry_offset DESC, subject DESC";
    }
}
