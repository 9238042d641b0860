// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes events: what is searched, the content, and the place of the last change. */
final class EventRows {
    private final Sql sql;
    private final List<Long> changed = new ArrayList<>();
    private final Map<Long, Written> inserted = new LinkedHashMap<>();
    private StoredEvent last;

    private record Written(Event event, int characters) {}

    EventRows(Sql sql) {
        this.sql = sql;
    }

    void insert(StoredEvent event) {
        Object[] content = content(event);
        sql.update(
                """
                INSERT INTO event (merchant, store, event_name, event_id, order_id, event_time, received_at,
                    is_test, is_bot, consent, seq)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                searched(event));
        sql.update(
                """
                INSERT INTO event_content (canonical, evidence, copies, config_version, event_seq)
                VALUES (?, ?, ?, ?, ?)
                """,
                content);
        sql.update(
                "INSERT INTO event_change (updated_offset, event_seq) VALUES (?, ?)",
                event.updatedOffset(),
                event.seq());
        sources(event).forEach(source -> addSource(source, event.seq()));
        EventKeyRows.insert(sql, event);
        inserted.put(event.seq(), new Written(event.event(), ((String) content[0]).length()));
        last = event;
    }

    void update(StoredEvent event) {
        int replaced =
                sql.update(
                        """
                        UPDATE event SET merchant = ?, store = ?, event_name = ?, event_id = ?,
                            order_id = ?, event_time = ?, received_at = ?, is_test = ?,
                            is_bot = ?, consent = ?
                        WHERE seq = ?
                        """,
                        searched(event));
        if (replaced == 0) {
            throw new IllegalStateException(
                    "event "
                            + event.seq()
                            + " is not in the evidence store and cannot be replaced");
        }
        sql.update(
                """
                UPDATE event_content SET canonical = ?, evidence = ?, copies = ?, config_version = ?
                WHERE event_seq = ?
                """,
                content(event));
        sql.update(
                "UPDATE event_change SET updated_offset = ? WHERE event_seq = ?",
                event.updatedOffset(),
                event.seq());
        addNewSources(event);
        EventKeyRows.addNew(sql, event);
        changed(event.seq());
        last = event;
    }

    /** Removes an event on which nothing hangs any more. */
    void delete(long seq) {
        sql.update("DELETE FROM event_content WHERE event_seq = ?", seq);
        sql.update("DELETE FROM event_change WHERE event_seq = ?", seq);
        sql.update("DELETE FROM event WHERE seq = ?", seq);
        changed(seq);
    }

    private void changed(long seq) {
        inserted.remove(seq);
        changed.add(seq);
    }

    /** Tells the readers' memory what was written, once it is committed. */
    void committed(RecentEvents recent) {
        changed.forEach(recent::changed);
        inserted.forEach((seq, event) -> recent.inserted(seq, event.event(), event.characters()));
    }

    /** The store an event belongs to, empty when there is no such event. */
    String store(long seq) {
        if (last != null && last.seq() == seq) {
            return last.event().store();
        }
        return sql.first("SELECT store FROM event WHERE seq = ?", row -> row.getString(1), seq)
                .orElse("");
    }

    /** Forgets what was written last, because it was undone. */
    void undone() {
        inserted.clear();
        last = null;
    }

    private static Object[] searched(StoredEvent stored) {
        Event event = stored.event();
        return new Object[] {
            event.merchant(),
            event.store(),
            event.name().wire(),
            event.eventId(),
            event.orderId().orElse(""),
            Micros.of(event.eventTime()),
            Micros.of(event.receivedAt()),
            event.test(),
            event.flag(EventField.BOT).orElse(false),
            SearchRow.letters(event),
            stored.seq()
        };
    }

    private static Object[] content(StoredEvent stored) {
        return new Object[] {
            StrictJson.writeText(EventJson.toTree(stored.event())),
            EventEvidence.of(stored).write(),
            stored.copies(),
            stored.configVersion(),
            stored.seq()
        };
    }

    private static List<String> sources(StoredEvent stored) {
        return stored.event().sources().stream().distinct().toList();
    }

    // A merge only ever adds sources, so none is taken away.
    private void addNewSources(StoredEvent stored) {
        for (String source : sources(stored)) {
            Optional<Boolean> known =
                    sql.first(
                            "SELECT 1 FROM event_source WHERE source = ? AND event_seq = ?",
                            found -> true,
                            source,
                            stored.seq());
            if (known.isEmpty()) {
                addSource(source, stored.seq());
            }
        }
    }

    private void addSource(String source, long seq) {
        sql.update("INSERT INTO event_source (source, event_seq) VALUES (?, ?)", source, seq);
    }
}
