// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Streak;
import java.util.List;
import java.util.Optional;

/** What kept destinations from delivering, and the requests in a row that show it. */
final class IncidentQueries {
    static final String OPEN =
            """
            SELECT * FROM incident WHERE cause = ? AND kind = ?
            ORDER BY cause DESC, kind DESC, place DESC LIMIT 1
            """;
    static final String PAGE = "SELECT * FROM incident WHERE place < ? ORDER BY place DESC LIMIT ?";

    private IncidentQueries() {}

    static List<Incident> page(Sql sql, long beforePlace, int limit) {
        return sql.list(PAGE, RowMapping::incident, beforePlace, limit);
    }

    /** The highest place of a cause is the open one's, if there is one. */
    static Optional<Incident> open(Sql sql, Incident.Kind kind, String cause) {
        return sql.first(OPEN, RowMapping::incident, cause, kind.wire())
                .filter(incident -> incident.closed().isEmpty());
    }

    static void put(Sql sql, Incident incident) {
        sql.update("DELETE FROM incident WHERE id = ?", incident.id());
        sql.update(
                """
                INSERT INTO incident (id, place, kind, destination, merchant, cause, opened_at, closed_at,
                    last_at, n, sentence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                incident.id(),
                incident.place(),
                incident.kind().wire(),
                incident.destination(),
                incident.merchant(),
                incident.cause(),
                Micros.of(incident.openedAt()),
                Micros.ofNullable(incident.closedAt()),
                Micros.of(incident.lastAt()),
                incident.count(),
                incident.sentence());
    }

    static Optional<Streak> streak(Sql sql, String destination) {
        return sql.first(
                "SELECT failures, failing_since, not_found FROM streak WHERE destination = ?",
                row -> new Streak(row.getInt(1), Micros.toInstant(row.getLong(2)), row.getInt(3)),
                destination);
    }

    static void putStreak(Sql sql, String destination, Streak streak) {
        sql.update("DELETE FROM streak WHERE destination = ?", destination);
        sql.update(
                "INSERT INTO streak (destination, failures, failing_since, not_found) VALUES (?, ?, ?, ?)",
                destination,
                streak.failures(),
                Micros.of(streak.failingSince()),
                streak.notFound());
    }
}
