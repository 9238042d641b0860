// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the purge has come among the events, from old to new. Those that must be kept are passed
 * and looked at again once an hour, so that a million of them waiting for a destination do not
 * stand in the way of each chunk.
 */
final class EventWalk {
    static final String AT =
            "SELECT received_at, seq FROM event WHERE received_at = ? AND seq > ? ORDER BY received_at, seq LIMIT ?";
    static final String AFTER =
            """
            SELECT received_at, seq FROM event WHERE received_at > ? AND received_at < ?
            ORDER BY received_at, seq LIMIT ?
            """;

    private static final Duration LOOK_AGAIN = Duration.ofHours(1);
    private static final Place START = new Place(Long.MIN_VALUE, Long.MIN_VALUE);

    private Place last = START;
    private Instant begun = Instant.EPOCH;

    /** Starts from the oldest again when it is time to. */
    void begin(Instant now) {
        if (Duration.between(begun, now).abs().compareTo(LOOK_AGAIN) >= 0) {
            begun = now;
            last = START;
        }
    }

    /** The events that follow, received before a time. */
    List<Place> next(Sql sql, long before, int limit) {
        List<Place> places = new ArrayList<>();
        if (last.receivedAt < before) {
            places.addAll(sql.list(AT, Place::of, last.receivedAt, last.seq, limit));
        }
        if (places.size() < limit) {
            places.addAll(
                    sql.list(AFTER, Place::of, last.receivedAt, before, limit - places.size()));
        }
        return places;
    }

    void passed(Place place) {
        last = place;
    }

    /** An event by its age. */
    record Place(long receivedAt, long seq) {
        private static Place of(ResultSet row) throws SQLException {
            return new Place(row.getLong(1), row.getLong(2));
        }
    }
}
