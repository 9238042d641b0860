// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Requests to platforms, newest first. Times, destinations and outcomes lead to them; statuses,
 * codes and texts are looked for row by row, in so many of the newest ones and no more.
 */
final class AttemptSearch {
    /** Rows looked at for one page. */
    static final int MOST_EXAMINED = 5_000;

    /** The same when their bodies are looked into. */
    static final int MOST_READ = 2_000;

    private static final int CHUNK = 250;
    private static final String CONTAINS =
            """
            (LOWER(url) LIKE ? ESCAPE '!' OR LOWER(platform_code) LIKE ? ESCAPE '!'
                OR LOWER(platform_text) LIKE ? ESCAPE '!' OR LOWER(response_body) LIKE ? ESCAPE '!'
                OR LOWER(request_body) LIKE ? ESCAPE '!' OR LOWER(warnings) LIKE ? ESCAPE '!')
            """;
    private static final int TEXTS = 6;

    private final Sql sql;
    private final AttemptFilter filter;
    private final long since;

    private AttemptSearch(Sql sql, AttemptFilter filter) {
        this.sql = sql;
        this.filter = filter;
        this.since = filter.since() == null ? Long.MIN_VALUE : Micros.of(filter.since());
    }

    static Found<AttemptRow> find(Sql sql, AttemptFilter filter, Instant before, int limit) {
        boolean ends = filter.until() != null && filter.until().isBefore(before);
        long end = Micros.of(ends ? filter.until() : before);
        AttemptSearch search = new AttemptSearch(sql, filter);
        return filter.eventSeq() != 0
                ? Found.all(search.ofEvent(end, limit))
                : search.newest(end, limit);
    }

    /** What of a row is compared. */
    private record Head(
            String id, long at, String destination, String outcome, int status, String code) {
        static Head of(ResultSet row) throws SQLException {
            return new Head(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5),
                    row.getString(6));
        }

        static Head of(AttemptRow row) {
            return new Head(
                    row.attempt().id(),
                    Micros.of(row.attempt().startedAt()),
                    row.destination(),
                    row.attempt().outcome(),
                    row.attempt().status(),
                    row.attempt().code());
        }
    }

    private Found<AttemptRow> newest(long before, int limit) {
        int most = filter.text().isEmpty() ? MOST_EXAMINED : MOST_READ;
        List<String> found = new ArrayList<>();
        long end = before;
        long lastFound = Long.MIN_VALUE;
        for (int examined = 0; examined < most; ) {
            List<Head> heads = chunk(end);
            for (Head head : heads) {
                if (found.size() >= limit && head.at != lastFound) {
                    return Found.all(rows(found));
                }
                if (means(head)) {
                    found.add(head.id);
                    lastFound = head.at;
                }
            }
            if (heads.isEmpty()) {
                return Found.all(rows(found));
            }
            examined += heads.size();
            end = heads.get(heads.size() - 1).at;
        }
        return found.size() >= limit
                ? Found.all(rows(found))
                : Found.until(end, Micros.toInstant(end), rows(found));
    }

    /** The next ones; those that began at the same moment are never torn apart. */
    private List<Head> chunk(long end) {
        List<Head> heads = heads(since, end, CHUNK);
        if (heads.size() < CHUNK) {
            return heads;
        }
        long last = heads.get(heads.size() - 1).at;
        heads.removeIf(head -> head.at == last);
        heads.addAll(heads(last, last + 1, Integer.MAX_VALUE));
        return heads;
    }

    private List<Head> heads(long from, long end, int limit) {
        Where where =
                new Where()
                        .and("started_at >= ? AND started_at < ?", from, end)
                        .andEqual("destination", filter.destination());
        if (filter.destination().isEmpty()) {
            where.andEqual("outcome", filter.outcome());
        }
        // what is sought decides which columns of a row are read at all
        boolean texts = !filter.text().isEmpty();
        String matches = texts ? ", CASE WHEN " + CONTAINS + " THEN 1 ELSE 0 END" : ", 1";
        List<Object> values = new ArrayList<>();
        for (int i = 0; texts && i < TEXTS; i++) {
            values.add(contains(filter.text()));
        }
        values.addAll(List.of(where.valuesAnd(limit)));
        return sql.list(
                "SELECT id, started_at, destination, outcome, http_status, platform_code"
                        + matches
                        + " FROM attempt"
                        + where.text()
                        + " ORDER BY "
                        + order()
                        + " LIMIT ?",
                row -> row.getInt(7) == 1 ? Head.of(row) : unlike(row),
                values.toArray());
    }

    /** A row without the text stands for how far was looked, and means nothing else. */
    private static Head unlike(ResultSet row) throws SQLException {
        return new Head("", row.getLong(2), "", "", -1, "");
    }

    private String order() {
        String newest = "started_at DESC, id DESC";
        if (!filter.destination().isEmpty()) {
            return "destination DESC, " + newest;
        }
        return filter.outcome().isEmpty() ? newest : "outcome DESC, " + newest;
    }

    private boolean means(Head head) {
        return !head.id.isEmpty()
                && (filter.destination().isEmpty() || filter.destination().equals(head.destination))
                && (filter.outcome().isEmpty() || filter.outcome().equals(head.outcome))
                && (filter.code().isEmpty() || filter.code().equals(head.code))
                && isStatus(head.status);
    }

    private boolean isStatus(int status) {
        String wanted = filter.status();
        if (wanted.isEmpty()) {
            return true;
        }
        if (wanted.equals("none")) {
            return status == 0;
        }
        return wanted.endsWith("xx")
                ? status / 100 == wanted.charAt(0) - '0'
                : wanted.equals(Integer.toString(status));
    }

    private List<AttemptRow> rows(List<String> ids) {
        return ids.stream().flatMap(id -> AttemptQueries.attempt(sql, id).stream()).toList();
    }

    private List<AttemptRow> ofEvent(long end, int limit) {
        List<AttemptRow> rows =
                AttemptQueries.carrying(sql, filter.eventSeq()).stream()
                        .filter(row -> within(Head.of(row), end) && means(Head.of(row)))
                        .filter(row -> filter.text().isEmpty() || mentions(row))
                        .toList();
        long last = rows.size() <= limit ? Long.MIN_VALUE : Head.of(rows.get(limit - 1)).at;
        return rows.stream().filter(row -> Head.of(row).at >= last).toList();
    }

    private boolean within(Head head, long end) {
        return head.at >= since && head.at < end;
    }

    private boolean mentions(AttemptRow row) {
        String wanted = filter.text().toLowerCase(Locale.ROOT);
        return List.of(
                        row.attempt().url(),
                        row.attempt().code(),
                        row.attempt().text(),
                        String.valueOf(row.attempt().requestBody()),
                        String.valueOf(row.attempt().responseBody()),
                        String.join("\n", row.attempt().warnings()))
                .stream()
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static String contains(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }
}
