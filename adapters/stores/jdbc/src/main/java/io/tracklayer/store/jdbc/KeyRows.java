// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.UnitOfWork.KeyOwner;
import io.tracklayer.core.reconcile.DedupKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The dedup keys of one unit of work. Each is read once: a new event asks for the same key when it
 * looks for its twin and when it claims the key.
 */
final class KeyRows {
    private final Sql sql;
    private final Map<DedupKey, Optional<KeyOwner>> known = new HashMap<>();

    KeyRows(Sql sql) {
        this.sql = sql;
    }

    Optional<KeyOwner> find(DedupKey key, Instant notBefore) {
        return known.computeIfAbsent(key, this::read)
                .filter(owner -> Micros.of(owner.firstSeen()) >= Micros.of(notBefore));
    }

    private Optional<KeyOwner> read(DedupKey key) {
        return sql.first(
                """
                SELECT event_seq, first_seen FROM dedup_key
                WHERE merchant = ? AND kind = ? AND scope = ? AND value_key = ?
                """,
                row -> new KeyOwner(row.getLong(1), Micros.toInstant(row.getLong(2))),
                key.merchant(),
                key.kind().code(),
                key.scope(),
                key.value());
    }

    void put(DedupKey key, long eventSeq, Instant firstSeen) {
        boolean present = known.computeIfAbsent(key, this::read).isPresent();
        sql.update(
                present
                        ? """
                        UPDATE dedup_key SET event_seq = ?, first_seen = ?
                        WHERE merchant = ? AND kind = ? AND scope = ? AND value_key = ?
                        """
                        : """
                        INSERT INTO dedup_key (event_seq, first_seen, merchant, kind, scope, value_key)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                eventSeq,
                Micros.of(firstSeen),
                key.merchant(),
                key.kind().code(),
                key.scope(),
                key.value());
        known.put(key, Optional.of(new KeyOwner(eventSeq, Micros.toInstant(Micros.of(firstSeen)))));
    }

    /** Forgets what was read and written, because some of it was undone. */
    void undone() {
        known.clear();
    }
}
