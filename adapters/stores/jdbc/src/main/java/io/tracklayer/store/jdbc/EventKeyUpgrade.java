// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.EventField;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives events of before V14 or V21 what they are found by, newest first, when the store is opened.
 * How far it came is a row, so that one who is interrupted goes on from there.
 */
final class EventKeyUpgrade {
    private static final Logger LOG = LoggerFactory.getLogger(EventKeyUpgrade.class);
    private static final int CHUNK = 500;

    private static final String EVENTS =
            """
            SELECT c.*, h.updated_offset FROM event_content c
            JOIN event_change h ON h.event_seq = c.event_seq
            WHERE c.event_seq < ? ORDER BY c.event_seq DESC LIMIT ?
            """;

    private EventKeyUpgrade() {}

    static void run(Sql sql, Connection connection) throws SQLException {
        Optional<Long> below = below(sql);
        if (below.isPresent()) {
            LOG.info("events of before this version are made searchable; the node starts after");
        }
        while (below.isPresent()) {
            chunk(sql, below.get());
            connection.commit();
            below = below(sql);
        }
    }

    private static Optional<Long> below(Sql sql) {
        return sql.first("SELECT below_seq FROM event_key_todo", row -> row.getLong(1));
    }

    private static void chunk(Sql sql, long below) {
        List<StoredEvent> events = sql.list(EVENTS, RowMapping::event, below, CHUNK);
        for (StoredEvent event : events) {
            sql.update(
                    "UPDATE event SET is_bot = ?, consent = ? WHERE seq = ?",
                    event.event().flag(EventField.BOT).orElse(false),
                    SearchRow.letters(event.event()),
                    event.seq());
            EventKeyRows.addNew(sql, event);
        }
        if (events.size() < CHUNK) {
            sql.update("DELETE FROM event_key_todo");
        } else {
            sql.update("UPDATE event_key_todo SET below_seq = ?", events.get(CHUNK - 1).seq());
        }
    }
}
