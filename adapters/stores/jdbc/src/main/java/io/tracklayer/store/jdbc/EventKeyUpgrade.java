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
 * Gives events of before V14 what they are found by, and those of before V21 what their orders are
 * called, newest first, when the store is opened. How far it came is a row, so that one who is
 * interrupted goes on from there.
 */
final class EventKeyUpgrade {
    private static final Logger LOG = LoggerFactory.getLogger(EventKeyUpgrade.class);
    private static final int CHUNK = 500;

    private static final String EVENTS =
            """
            SELECT c.*, h.updated_offset FROM event e
            JOIN event_content c ON c.event_seq = e.seq
            JOIN event_change h ON h.event_seq = e.seq
            WHERE e.seq < ? %s ORDER BY e.seq DESC LIMIT ?
            """;
    static final String ALL = EVENTS.formatted("");

    /** Most events have no order, and the node takes nothing in until this is done. */
    static final String OF_ORDERS =
            EVENTS.formatted(
                    """
                    AND (e.order_id <> '' OR e.event_name LIKE 'purchase%' OR e.event_name LIKE 'order%')
                    """);

    private EventKeyUpgrade() {}

    /**
     * What is left to do.
     *
     * @param version the number of the row: 1 for V14, 2 for V21
     * @param below number of the event that was done last
     */
    private record Todo(int version, long below) {
        boolean all() {
            return version == 1;
        }
    }

    static void run(Sql sql, Connection connection) throws SQLException {
        Optional<Todo> todo = todo(sql);
        if (todo.isPresent()) {
            LOG.info("events of before this version are made searchable; the node starts after");
        }
        while (todo.isPresent()) {
            chunk(sql, todo.get());
            connection.commit();
            todo = todo(sql);
        }
    }

    private static Optional<Todo> todo(Sql sql) {
        return sql.first(
                "SELECT one, below_seq FROM event_key_todo ORDER BY one LIMIT 1",
                row -> new Todo(row.getInt(1), row.getLong(2)));
    }

    private static void chunk(Sql sql, Todo todo) {
        String query = todo.all() ? ALL : OF_ORDERS;
        List<StoredEvent> events = sql.list(query, RowMapping::event, todo.below(), CHUNK);
        for (StoredEvent event : events) {
            if (todo.all()) {
                columns(sql, event);
            }
            EventKeyRows.addNew(sql, event);
        }
        if (events.size() < CHUNK) {
            sql.update("DELETE FROM event_key_todo WHERE one = ?", todo.version());
        } else {
            sql.update(
                    "UPDATE event_key_todo SET below_seq = ? WHERE one = ?",
                    events.get(CHUNK - 1).seq(),
                    todo.version());
        }
    }

    private static void columns(Sql sql, StoredEvent event) {
        sql.update(
                "UPDATE event SET is_bot = ?, consent = ? WHERE seq = ?",
                event.event().flag(EventField.BOT).orElse(false),
                SearchRow.letters(event.event()),
                event.seq());
    }
}
