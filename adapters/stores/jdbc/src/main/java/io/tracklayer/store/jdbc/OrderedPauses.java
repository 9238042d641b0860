// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Pause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What operators ordered about the sending of destinations. */
final class OrderedPauses {
    private OrderedPauses() {}

    static void put(Sql sql, String destination, Optional<Pause> pause) {
        sql.update("DELETE FROM ordered_pause WHERE destination = ?", destination);
        pause.ifPresent(
                begun ->
                        sql.update(
                                """
                                INSERT INTO ordered_pause (destination, sentence, paused_since, paused_until)
                                VALUES (?, ?, ?, ?)
                                """,
                                destination,
                                begun.sentence(),
                                Micros.of(begun.since()),
                                Micros.of(begun.until())));
    }

    static Map<String, Pause> all(Sql sql) {
        Map<String, Pause> pauses = new LinkedHashMap<>();
        sql.list(
                "SELECT * FROM ordered_pause ORDER BY destination",
                row -> pauses.put(row.getString("destination"), pause(row)));
        return pauses;
    }

    private static Pause pause(ResultSet row) throws SQLException {
        return new Pause(
                Pause.Kind.OPERATOR,
                "operator",
                row.getString("sentence"),
                RowMapping.time(row, "paused_since"),
                RowMapping.time(row, "paused_until"),
                "");
    }
}
