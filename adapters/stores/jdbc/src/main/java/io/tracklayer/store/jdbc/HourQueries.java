// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.HourCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the counts per hour, and which events are the newest of each merchant. */
record HourQueries(Readers readers) implements HourCounts {
    static final String NEWEST =
            """
            SELECT seq, merchant FROM event WHERE event_name = ?
            ORDER BY event_name DESC, seq DESC LIMIT ?
            """;

    @Override
    public List<Arrived> arrived(Instant from, Instant before) {
        return range(
                HourTable.ARRIVED,
                from,
                before,
                row ->
                        new Arrived(
                                HourTable.begin(row.getInt(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getLong(7)));
    }

    @Override
    public List<Delivered> delivered(Instant from, Instant before) {
        return range(
                HourTable.DELIVERED,
                from,
                before,
                row ->
                        new Delivered(
                                HourTable.begin(row.getInt(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                DeliveryStatus.of(row.getString(5)),
                                row.getString(6),
                                row.getLong(7)));
    }

    private <T> List<T> range(
            HourTable table, Instant from, Instant before, Sql.RowMapper<T> mapper) {
        // An hour that has begun before the end belongs to the range.
        int end = HourTable.hour(before.minusNanos(1)) + 1;
        return readers.read(sql -> sql.list(table.range(), mapper, HourTable.hour(from), end));
    }

    @Override
    public Map<String, List<Long>> newest(Set<String> eventNames, int mostEach, int looked) {
        Map<String, List<Long>> newest = new TreeMap<>();
        for (String name : eventNames) {
            for (Found found : found(name, looked)) {
                List<Long> seqs = newest.computeIfAbsent(found.merchant, id -> new ArrayList<>());
                if (seqs.size() < mostEach) {
                    seqs.add(found.seq);
                }
            }
        }
        return newest;
    }

    private List<Found> found(String name, int looked) {
        return readers.read(
                sql ->
                        sql.list(
                                NEWEST,
                                row -> new Found(row.getLong(1), row.getString(2)),
                                name,
                                looked));
    }

    private record Found(long seq, String merchant) {}
}
