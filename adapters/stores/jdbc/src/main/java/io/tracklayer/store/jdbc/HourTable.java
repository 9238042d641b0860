// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.evidence.ObservationRow;
import java.time.Instant;

/** The two tables of counts per hour. */
enum HourTable {
    ARRIVED("arrived_hour", "source", "verdict"),
    DELIVERED("delivery_hour", "destination", "status");

    private static final long HOUR_SECONDS = 3_600;

    private final String key;
    private final String add;
    private final String insert;
    private final String expired;
    private final String delete;
    private final String range;

    HourTable(String table, String group, String standing) {
        key = "hour_at, merchant, store, " + group + ", " + standing + ", reason";
        String one = key.replace(", ", " = ? AND ") + " = ?";
        add = "UPDATE " + table + " SET n = n + ? WHERE " + one;
        insert = "INSERT INTO " + table + " (n, " + key + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
        delete = "DELETE FROM " + table + " WHERE " + one;
        expired =
                "SELECT %s FROM %s WHERE hour_at < ? ORDER BY %s LIMIT ?"
                        .formatted(key, table, key);
        range =
                "SELECT %s, n FROM %s WHERE hour_at >= ? AND hour_at < ? AND n > 0 ORDER BY %s"
                        .formatted(key, table, key);
    }

    /** The hour of a time, as the tables have it. */
    static int hour(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
    }

    /** When such an hour begins. */
    static Instant begin(int hour) {
        return Instant.ofEpochSecond(hour * HOUR_SECONDS);
    }

    static Key of(ObservationRow row) {
        return new Key(
                ARRIVED,
                hour(row.receivedAt()),
                row.merchant(),
                row.store(),
                row.source(),
                row.verdict().wire(),
                row.reason());
    }

    static Key of(Delivery delivery, String store) {
        return new Key(
                DELIVERED,
                hour(delivery.createdAt()),
                delivery.merchant(),
                store,
                delivery.destination(),
                delivery.status().wire(),
                delivery.reason());
    }

    /** Rows of hours before one, the oldest first, by their key. */
    String expired() {
        return expired;
    }

    /** Removes a row by its key. */
    String delete() {
        return delete;
    }

    /** Rows of a range of hours. */
    String range() {
        return range;
    }

    /** One count. */
    record Key(
            HourTable table,
            int hour,
            String merchant,
            String store,
            String group,
            String standing,
            String reason)
            implements Counters.Count {

        /** Where the same delivery is counted now; its hour and store never change. */
        Key movedTo(Delivery now) {
            return new Key(
                    table, hour, now.merchant(), store, group, now.status().wire(), now.reason());
        }

        @Override
        public String add() {
            return table.add;
        }

        @Override
        public String insert() {
            return table.insert;
        }

        @Override
        public Object[] values(long change) {
            return new Object[] {change, hour, merchant, store, group, standing, reason};
        }
    }
}
