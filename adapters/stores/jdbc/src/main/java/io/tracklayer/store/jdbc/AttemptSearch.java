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
    /** Rows looked at for one page: a row is read with its bodies, whatever is looked for. */
    static final int MOST_EXAMINED = 2_000;

    /** Characters looked through for one page. */
    private static final long MOST_CHARACTERS = 4_000_000;

    private static final int CHUNK = 250;
    private static final List<String> TEXTS =
            List.of(
                    "url",
                    "platform_code",
                    "platform_text",
                    "request_body",
                    "response_body",
                    "warnings");

    private final Sql sql;
    private final AttemptFilter filter;
    private final long since;
    private final String text;
    private long characters;

    private AttemptSearch(Sql sql, AttemptFilter filter) {
        this.sql = sql;
        this.filter = filter;
        this.since = filter.since() == null ? Long.MIN_VALUE : Micros.of(filter.since());
        this.text = filter.text().toLowerCase(Locale.ROOT);
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
        List<String> found = new ArrayList<>();
        long end = before;
        long lastFound = Long.MIN_VALUE;
        for (int examined = 0; examined < MOST_EXAMINED && characters < MOST_CHARACTERS; ) {
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
        String texts = text.isEmpty() ? "" : ", " + String.join(", ", TEXTS);
        return sql.list(
                "SELECT id, started_at, destination, outcome, http_status, platform_code"
                        + texts
                        + " FROM attempt"
                        + where.text()
                        + " ORDER BY "
                        + order()
                        + " LIMIT ?",
                row -> text.isEmpty() || mentions(row) ? Head.of(row) : unlike(row),
                where.valuesAnd(limit));
    }

    // Several times faster than LIKE in HSQLDB.
    private boolean mentions(ResultSet row) throws SQLException {
        for (int i = 0; i < TEXTS.size(); i++) {
            String value = row.getString(7 + i);
            characters += value == null ? 0 : value.length();
            if (value != null && value.toLowerCase(Locale.ROOT).contains(text)) {
                return true;
            }
        }
        return false;
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
                        .filter(row -> text.isEmpty() || mentions(row))
                        .toList();
        long last = rows.size() <= limit ? Long.MIN_VALUE : Head.of(rows.get(limit - 1)).at;
        return rows.stream().filter(row -> Head.of(row).at >= last).toList();
    }

    private boolean within(Head head, long end) {
        return head.at >= since && head.at < end;
    }

    private boolean mentions(AttemptRow row) {
        return List.of(
                        row.attempt().url(),
                        row.attempt().code(),
                        row.attempt().text(),
                        String.valueOf(row.attempt().requestBody()),
                        String.valueOf(row.attempt().responseBody()),
                        String.join("\n", row.attempt().warnings()))
                .stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
    }
}
