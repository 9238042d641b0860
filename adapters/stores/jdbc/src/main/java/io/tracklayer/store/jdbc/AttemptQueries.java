// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.SentCount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests made to platforms. */
final class AttemptQueries {
    private static final int SEARCHED = 5_000;
    private static final String CONTAINS =
            """
            (LOWER(url) LIKE ? ESCAPE '!' OR LOWER(platform_code) LIKE ? ESCAPE '!'
                OR LOWER(platform_text) LIKE ? ESCAPE '!' OR LOWER(response_body) LIKE ? ESCAPE '!')
            """;

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

    private final SqlDialect dialect;

    AttemptQueries(SqlDialect dialect) {
        this.dialect = dialect;
    }

    List<AttemptRow> page(Sql sql, AttemptFilter filter, long before, int limit) {
        long from = filter.text().isEmpty() ? Long.MIN_VALUE : searchedFrom(sql);
        List<AttemptRow> newest = range(sql, filter, from, before, limit);
        if (newest.size() == limit) {
            long last = started(newest.get(limit - 1));
            newest.removeIf(row -> started(row) == last);
            newest.addAll(range(sql, filter, last, last + 1, Integer.MAX_VALUE));
        }
        return newest;
    }

    private static long started(AttemptRow row) {
        return Micros.of(row.attempt().startedAt());
    }

    // Text is looked for in bodies, row by row; the newest attempts are what somebody means who
    // searches.
    private static long searchedFrom(Sql sql) {
        return sql.first(
                        """
                        SELECT started_at FROM attempt ORDER BY started_at DESC, id DESC LIMIT 1 OFFSET ?
                        """,
                        row -> row.getLong(1),
                        SEARCHED - 1)
                .orElse(Long.MIN_VALUE);
    }

    private List<AttemptRow> range(
            Sql sql, AttemptFilter filter, long from, long before, int limit) {
        Where where = new Where().and("started_at >= ? AND started_at < ?", from, before);
        boolean byDestination = !filter.destination().isEmpty();
        where.andEqual("destination", filter.destination());
        where.andEqual(byDestination ? dialect.unindexed("outcome") : "outcome", filter.outcome());
        if (!filter.text().isEmpty()) {
            String pattern = contains(filter.text());
            where.and(CONTAINS, pattern, pattern, pattern, pattern);
        }
        return sql.list(
                "SELECT * FROM attempt" + where.text() + " ORDER BY " + order(filter) + " LIMIT ?",
                row -> row(sql, row),
                where.valuesAnd(limit));
    }

    private static String order(AttemptFilter filter) {
        String newest = "started_at DESC, id DESC";
        if (!filter.destination().isEmpty()) {
            return "destination DESC, " + newest;
        }
        return filter.outcome().isEmpty() ? newest : "outcome DESC, " + newest;
    }

    private static String contains(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    List<AttemptRow> of(Sql sql, long eventSeq, String destination) {
        return sql.list(
                """
                SELECT a.* FROM attempt_delivery l JOIN attempt a ON a.id = l.attempt_id
                WHERE l.event_seq = ? AND l.destination = ? ORDER BY a.started_at, a.id
                """,
                row -> row(sql, row),
                eventSeq,
                destination);
    }

    Optional<AttemptRow> attempt(Sql sql, String id) {
        return sql.first("SELECT * FROM attempt WHERE id = ?", row -> row(sql, row), id);
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

    private static AttemptRow row(Sql sql, ResultSet row) throws SQLException {
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
