// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Inquiry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What platforms took and tell later. */
final class InquiryRows {
    static final String DUE =
            """
            SELECT * FROM inquiry WHERE destination = ? AND due_at <= ?
            ORDER BY destination, due_at, attempt_id LIMIT ?
            """;

    private InquiryRows() {}

    static void put(Sql sql, String destination, Inquiry inquiry) {
        delete(sql, inquiry.attempt());
        inquiry.due().ifPresent(due -> insert(sql, destination, inquiry, due));
    }

    static void delete(Sql sql, String attempt) {
        sql.update("DELETE FROM inquiry WHERE attempt_id = ?", attempt);
    }

    private static void insert(Sql sql, String destination, Inquiry inquiry, Instant due) {
        sql.update(
                """
                INSERT INTO inquiry (attempt_id, destination, receipt, events, begun_at, asked, pace_millis,
                    due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                inquiry.attempt(),
                destination,
                inquiry.receipt(),
                inquiry.events().stream().map(String::valueOf).collect(Collectors.joining(",")),
                Micros.of(inquiry.begunAt()),
                inquiry.asked(),
                inquiry.pace().toMillis(),
                Micros.of(due));
    }

    static List<Inquiry> due(Sql sql, String destination, Instant dueBy, int limit) {
        return sql.list(DUE, InquiryRows::inquiry, destination, Micros.of(dueBy), limit);
    }

    private static Inquiry inquiry(ResultSet row) throws SQLException {
        return new Inquiry(
                row.getString("attempt_id"),
                row.getString("receipt"),
                Arrays.stream(row.getString("events").split(",")).map(Long::valueOf).toList(),
                RowMapping.time(row, "begun_at"),
                row.getInt("asked"),
                Duration.ofMillis(row.getLong("pace_millis")),
                RowMapping.time(row, "due_at"));
    }
}
