// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.SentCount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests made to platforms. */
final class AttemptQueries {
    private static final String SENT_REQUESTS =
            """
            SELECT slice, COUNT(*) FROM (SELECT started_at / CAST(? AS BIGINT) AS slice FROM attempt
                WHERE destination = ? AND started_at >= ?) GROUP BY slice
            """;
    private static final String SENT_RECORDS =
            """
            SELECT slice, COUNT(*) FROM (SELECT a.started_at / CAST(? AS BIGINT) AS slice FROM attempt a
                JOIN attempt_delivery d ON d.attempt_id = a.id
                WHERE a.destination = ? AND a.started_at >= ?) GROUP BY slice
            """;

    private AttemptQueries() {}

    static List<AttemptRow> of(Sql sql, long eventSeq, String destination) {
        return sql.list(
                """
                SELECT a.* FROM attempt_delivery l JOIN attempt a ON a.id = l.attempt_id
                WHERE l.event_seq = ? AND l.destination = ? ORDER BY a.started_at, a.id
                """,
                row -> row(sql, row),
                eventSeq,
                destination);
    }

    static Optional<AttemptRow> attempt(Sql sql, String id) {
        return sql.first("SELECT * FROM attempt WHERE id = ?", row -> row(sql, row), id);
    }

    /** The attempts that carried an event to any destination, newest first. */
    static List<AttemptRow> carrying(Sql sql, long eventSeq) {
        List<AttemptRow> rows =
                sql.list(
                        """
                        SELECT a.* FROM attempt_delivery l JOIN attempt a ON a.id = l.attempt_id
                        WHERE l.event_seq = ? ORDER BY l.event_seq, l.destination, l.attempt_id
                        """,
                        row -> row(sql, row),
                        eventSeq);
        rows.sort(Comparator.comparing((AttemptRow row) -> row.attempt().startedAt()).reversed());
        return rows;
    }

    /** Counted by slice, so that a day's requests are a hundred rows. */
    static List<SentCount> sent(Sql sql, String destination, Instant since, long sliceMillis) {
        long slice = sliceMillis * 1_000;
        Map<Long, Integer> requests = new TreeMap<>();
        Map<Long, Integer> records = new HashMap<>();
        sql.list(SENT_REQUESTS, count(requests), slice, destination, Micros.of(since));
        sql.list(SENT_RECORDS, count(records), slice, destination, Micros.of(since));
        return requests.entrySet().stream()
                .map(
                        sent ->
                                new SentCount(
                                        Micros.toInstant(sent.getKey() * slice),
                                        sent.getValue(),
                                        records.getOrDefault(sent.getKey(), 0)))
                .toList();
    }

    private static Sql.RowMapper<Integer> count(Map<Long, Integer> counts) {
        return row -> counts.merge(row.getLong(1), row.getInt(2), Integer::sum);
    }

    static AttemptRow row(Sql sql, ResultSet row) throws SQLException {
        return new AttemptRow(
                row.getString("destination"),
                RowMapping.attempt(row),
                sql.list(
                        """
                        SELECT event_seq FROM attempt_delivery WHERE attempt_id = ?
                        ORDER BY attempt_id, delivery_index
                        """,
                        event -> event.getLong(1),
                        row.getString("id")));
    }
}
