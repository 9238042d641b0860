// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.util.List;

/** One way from newer to older events: a range of one index, or a few read side by side. */
interface SearchPath {
    String BY_NUMBER =
            "SELECT %s FROM event e WHERE e.seq < ? ORDER BY e.seq DESC LIMIT ?"
                    .formatted(SearchRow.COLUMNS);
    String BY_COLUMN =
            "SELECT %s FROM event e WHERE e.%%s = ? AND e.seq < ? ORDER BY e.%%s DESC, e.seq DESC LIMIT ?"
                    .formatted(SearchRow.COLUMNS);
    String BY_SOURCE =
            """
            SELECT %s FROM event_source s JOIN event e ON e.seq = s.event_seq
            WHERE s.source = ? AND s.event_seq < ? ORDER BY s.source DESC, s.event_seq DESC LIMIT ?
            """
                    .formatted(SearchRow.COLUMNS);
    String BY_KEY =
            """
            SELECT %s FROM event_key k JOIN event e ON e.seq = k.event_seq
            WHERE k.event_key = ? AND k.event_seq < ? ORDER BY k.event_key DESC, k.event_seq DESC LIMIT ?
            """
                    .formatted(SearchRow.COLUMNS);
    String ONE = "SELECT %s FROM event e WHERE e.seq = ?".formatted(SearchRow.COLUMNS);

    /**
     * At most so many events with numbers below one, newest first; fewer when there are no more.
     */
    List<SearchRow> below(Sql sql, long seq, int limit);

    /** All events. */
    static SearchPath all() {
        return (sql, seq, limit) -> sql.list(BY_NUMBER, SearchRow::of, seq, limit);
    }

    /** Those with a value in a column of which there is an index. */
    static SearchPath column(String column, String value) {
        String query = BY_COLUMN.formatted(column, column);
        return (sql, seq, limit) -> sql.list(query, SearchRow::of, value, seq, limit);
    }

    static SearchPath source(String source) {
        return (sql, seq, limit) -> sql.list(BY_SOURCE, SearchRow::of, source, seq, limit);
    }

    static SearchPath key(long key) {
        return (sql, seq, limit) -> sql.list(BY_KEY, SearchRow::of, key, seq, limit);
    }

    /** Those of any of several ways, each once. */
    static SearchPath any(List<SearchPath> paths) {
        return (sql, seq, limit) ->
                paths.stream()
                        .flatMap(path -> path.below(sql, seq, limit).stream())
                        .distinct()
                        .sorted((one, other) -> Long.compare(other.seq(), one.seq()))
                        .limit(limit)
                        .toList();
    }
}
