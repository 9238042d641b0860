// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.AuditFilter;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayOrder;
import io.tracklayer.core.replay.ReplayQueries;
import io.tracklayer.core.replay.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Replays, their candidates and the audit trail, read. */
final class JdbcReplayQueries implements ReplayQueries {
    static final String OVERDUE =
            """
            SELECT 1 FROM delivery WHERE destination = ? AND status = 'pending' AND next_attempt_at <= ?
                AND replay_id IS NULL
            ORDER BY destination, status, next_attempt_at, event_seq LIMIT 1
            """;

    private final Readers readers;
    private final CandidateQueries candidates;
    private final AuditQueries audit;

    JdbcReplayQueries(Readers readers, SqlDialect dialect) {
        this.readers = readers;
        this.candidates = new CandidateQueries(dialect);
        this.audit = new AuditQueries(dialect);
    }

    @Override
    public Selection select(ReplayOrder order, ReplayCursor after, int limit) {
        return readers.read(sql -> candidates.select(sql, order, after, limit));
    }

    @Override
    public List<Replay> running() {
        return readers.read(sql -> new ReplayRows(sql).running());
    }

    @Override
    public Optional<Replay> replay(String id) {
        return readers.read(sql -> new ReplayRows(sql).find(id));
    }

    @Override
    public List<Replay> replays(long beforeOffset, int limit) {
        return readers.read(
                sql ->
                        sql.list(
                                """
                                SELECT * FROM replay WHERE started_offset < ?
                                ORDER BY started_offset DESC LIMIT ?
                                """,
                                ReplayRows::replay,
                                beforeOffset,
                                limit));
    }

    @Override
    public List<AuditEntry> audit(AuditFilter filter, long beforeOffset, int limit) {
        return readers.read(sql -> audit.page(sql, filter, beforeOffset, limit));
    }

    @Override
    public boolean overdue(String destination, Instant before) {
        return readers.read(
                sql -> sql.first(OVERDUE, row -> true, destination, Micros.of(before)).isPresent());
    }
}
