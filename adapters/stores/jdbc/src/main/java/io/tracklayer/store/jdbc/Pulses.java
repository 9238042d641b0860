// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.evidence.EvidenceQueries.Beat;
import io.tracklayer.core.evidence.EvidenceQueries.Pulse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The last good and the last bad answer of each destination. */
final class Pulses {
    private static final Set<String> GOOD =
            Set.of("delivered", "already_delivered", "accepted_pending");

    /** Some records were taken and some were not. */
    private static final String BOTH = "mixed";

    /** Asking what became of a request says nothing about new ones. */
    private static final String NEITHER = "inquiry";

    private Pulses() {}

    static void note(Sql sql, String destination, Attempt attempt) {
        String outcome = attempt.outcome();
        if (GOOD.contains(outcome) || outcome.equals(BOTH)) {
            note(sql, "good", destination, attempt);
        }
        if (!GOOD.contains(outcome) && !outcome.equals(NEITHER)) {
            note(sql, "bad", destination, attempt);
        }
    }

    private static void note(Sql sql, String kind, String destination, Attempt attempt) {
        String columns = kind + "_at = ?, " + kind + "_attempt = ?, " + kind + "_code = ?";
        Object[] values = {
            Micros.of(attempt.startedAt()), attempt.id(), attempt.code(), destination
        };
        if (sql.update("UPDATE pulse SET " + columns + " WHERE destination = ?", values) == 0) {
            sql.update("INSERT INTO pulse (destination) VALUES (?)", destination);
            sql.update("UPDATE pulse SET " + columns + " WHERE destination = ?", values);
        }
    }

    static Map<String, Pulse> all(Sql sql) {
        Map<String, Pulse> pulses = new LinkedHashMap<>();
        sql.list(
                "SELECT * FROM pulse ORDER BY destination",
                row ->
                        pulses.put(
                                row.getString("destination"),
                                new Pulse(beat(row, "good"), beat(row, "bad"))));
        return pulses;
    }

    private static Beat beat(ResultSet row, String kind) throws SQLException {
        String attempt = row.getString(kind + "_attempt");
        return attempt == null
                ? null
                : new Beat(
                        RowMapping.time(row, kind + "_at"), attempt, row.getString(kind + "_code"));
    }
}
