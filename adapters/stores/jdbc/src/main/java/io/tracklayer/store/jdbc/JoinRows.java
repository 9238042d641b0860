// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.Join;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.json.StrictJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why persons were joined, as rows. */
final class JoinRows {
    static final String JOINS_OF_ONE =
            """
            SELECT id, joined_at, by_key, with_key, one, other, event_id, source, undone
            FROM identity_join WHERE one = ? ORDER BY one, id
            """;
    static final String JOINS_OF_OTHER =
            """
            SELECT id, joined_at, by_key, with_key, one, other, event_id, source, undone
            FROM identity_join WHERE other = ? ORDER BY other, id
            """;
    private static final String JOIN =
            """
            SELECT id, joined_at, by_key, with_key, one, other, event_id, source, undone
            FROM identity_join WHERE id = ?
            """;

    private final Sql sql;

    JoinRows(Sql sql) {
        this.sql = sql;
    }

    Optional<Join> find(long id) {
        return sql.first(JOIN, JoinRows::join, id);
    }

    List<Join> of(long person) {
        List<Join> joins = new ArrayList<>(sql.list(JOINS_OF_ONE, JoinRows::join, person));
        joins.addAll(sql.list(JOINS_OF_OTHER, JoinRows::join, person));
        joins.sort(Comparator.comparingLong(Join::id));
        return joins;
    }

    void insert(Join join) {
        sql.update(
                """
                INSERT INTO identity_join (joined_at, by_key, with_key, one, other, event_id, source,
                    undone, id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                row(join));
    }

    void update(Join join) {
        sql.update(
                """
                UPDATE identity_join SET joined_at = ?, by_key = ?, with_key = ?, one = ?, other = ?,
                    event_id = ?, source = ?, undone = ?
                WHERE id = ?
                """,
                row(join));
    }

    private static Object[] row(Join join) {
        return new Object[] {
            Micros.of(join.at()),
            text(join.by()),
            text(join.with()),
            join.one(),
            join.other(),
            join.eventId(),
            join.source(),
            join.undone().map(JoinRows::text).orElse(null),
            join.id()
        };
    }

    void delete(long id) {
        sql.update("DELETE FROM identity_join WHERE id = ?", id);
    }

    private static Join join(ResultSet row) throws SQLException {
        String undone = row.getString("undone");
        return new Join(
                row.getLong("id"),
                Micros.toInstant(row.getLong("joined_at")),
                key(row.getString("by_key")),
                key(row.getString("with_key")),
                row.getLong("one"),
                row.getLong("other"),
                row.getString("event_id"),
                row.getString("source"),
                undone == null ? null : undo(undone));
    }

    private static String text(IdentityKey key) {
        return StrictJson.writeText(List.of(key.kind().wire(), key.hash(), key.label()));
    }

    private static IdentityKey key(String json) {
        List<?> parts = (List<?>) StrictJson.readTrusted(json);
        return new IdentityKey(
                KeyKind.find((String) parts.get(0)).orElseThrow(),
                (String) parts.get(1),
                (String) parts.get(2));
    }

    private static String text(Join.Undo undo) {
        return StrictJson.writeText(List.of(undo.since(), undo.at().toString(), undo.by()));
    }

    private static Join.Undo undo(String json) {
        List<?> parts = (List<?>) StrictJson.readTrusted(json);
        return new Join.Undo(
                ((Number) parts.get(0)).longValue(),
                Instant.parse((String) parts.get(1)),
                (String) parts.get(2));
    }
}
