// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.EventKeys;
import java.util.Set;

/** The numbers under which events are found. Those of a copy stay when another took its place. */
final class EventKeyRows {
    static final String OF =
            """
            SELECT event_key, event_seq FROM event_key WHERE event_seq = ?
            ORDER BY event_seq, event_key LIMIT ?
            """;

    private static final int MOST = 1_000;

    private EventKeyRows() {}

    static void insert(Sql sql, StoredEvent event) {
        EventKeys.of(event).forEach(key -> insert(sql, key, event.seq()));
    }

    static void addNew(Sql sql, StoredEvent event) {
        Set<Long> known = Set.copyOf(sql.list(OF, row -> row.getLong(1), event.seq(), MOST));
        EventKeys.of(event).stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> insert(sql, key, event.seq()));
    }

    private static void insert(Sql sql, long key, long seq) {
        sql.update("INSERT INTO event_key (event_key, event_seq) VALUES (?, ?)", key, seq);
    }

    static void delete(Sql sql, Object[] row) {
        sql.update("DELETE FROM event_key WHERE event_key = ? AND event_seq = ?", row);
    }
}
