// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayJson;
import io.tracklayer.core.replay.ReplayRecords;
import io.tracklayer.core.replay.Tally;
import io.tracklayer.spi.Tree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Replays and the audit trail as rows. */
final class ReplayRows implements ReplayRecords {
    private final Sql sql;

    ReplayRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Replay> find(String id) {
        return sql.first("SELECT * FROM replay WHERE id = ?", ReplayRows::replay, id);
    }

    @Override
    public List<Replay> running() {
        return sql.list(
                "SELECT * FROM replay WHERE state = 'running' ORDER BY state, started_offset",
                ReplayRows::replay);
    }

    @Override
    public void put(Replay replay) {
        int replaced =
                sql.update(
                        """
                        UPDATE replay SET started_offset = ?, state = ?, ordered = ?, started_by = ?, expected = ?,
                            started_at = ?, ended_at = ?, sentence = ?, chunks = ?, cursor_seq = ?,
                            cursor_destination = ?, last_chunk_at = ?, is_selected = ?, queued = ?, delivered = ?,
                            failed = ?, skipped = ?, excluded = ?
                        WHERE id = ?
                        """,
                        row(replay));
        if (replaced == 0) {
            sql.update(
                    """
                    INSERT INTO replay (started_offset, state, ordered, started_by, expected, started_at,
                        ended_at, sentence, chunks, cursor_seq, cursor_destination, last_chunk_at, is_selected,
                        queued, delivered, failed, skipped, excluded, id)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    row(replay));
        }
    }

    @Override
    public void audit(AuditEntry entry) {
        Object[] key = {entry.offset(), entry.action(), entry.subject()};
        boolean present =
                sql.first(
                                "SELECT 1 FROM audit_entry WHERE entry_offset = ? AND action = ? AND subject = ?",
                                row -> true,
                                key)
                        .isPresent();
        if (!present) {
            sql.update(
                    """
                    INSERT INTO audit_entry (entry_offset, action, subject, made_at, made_by, detail)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    entry.offset(),
                    entry.action(),
                    entry.subject(),
                    Micros.of(entry.at()),
                    entry.by(),
                    entry.detail());
        }
    }

    private static Object[] row(Replay replay) {
        Tally tally = replay.tally();
        return new Object[] {
            replay.offset(),
            replay.state().wire(),
            StrictJson.writeText(ReplayJson.order(replay.order())),
            replay.by(),
            replay.expected(),
            Micros.of(replay.startedAt()),
            Micros.ofNullable(replay.endedAt()),
            replay.sentence(),
            replay.chunks(),
            replay.cursor().eventSeq(),
            replay.cursor().destination(),
            Micros.ofNullable(replay.lastChunkAt()),
            replay.selected(),
            tally.queued(),
            tally.delivered(),
            tally.failed(),
            tally.skipped(),
            StrictJson.writeText(tally.excluded()),
            replay.id()
        };
    }

    static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                row.getString("id"),
                row.getLong("started_offset"),
                ReplayJson.toOrder(tree(row.getString("ordered"))),
                row.getString("started_by"),
                row.getLong("expected"),
                Replay.State.of(row.getString("state")),
                RowMapping.time(row, "started_at"),
                RowMapping.timeOrNull(row, "ended_at"),
                row.getString("sentence"),
                row.getInt("chunks"),
                new ReplayCursor(row.getLong("cursor_seq"), row.getString("cursor_destination")),
                RowMapping.timeOrNull(row, "last_chunk_at"),
                row.getBoolean("is_selected"),
                new Tally(
                        row.getLong("queued"),
                        row.getLong("delivered"),
                        row.getLong("failed"),
                        row.getLong("skipped"),
                        ReplayJson.counts(tree(row.getString("excluded")))));
    }

    static AuditEntry audit(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("entry_offset"),
                RowMapping.time(row, "made_at"),
                row.getString("made_by"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"));
    }

    private static Tree tree(String json) {
        return Tree.root(StrictJson.readTrusted(json));
    }
}
