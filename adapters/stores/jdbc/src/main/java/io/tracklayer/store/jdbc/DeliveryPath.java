// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EventSearch.Went;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Events by what became of their deliveries. The counts say which combinations of destination,
 * status and reason there are; each is a range of one index. The fullest is read first: then the
 * others are read no further back than a page of it reaches.
 */
final class DeliveryPath implements SearchPath {
    static final String RANGE =
            """
            SELECT event_seq FROM delivery
            WHERE destination = ? AND status = ? AND reason = ? AND event_seq >= ? AND event_seq < ?
            ORDER BY destination DESC, status DESC, reason DESC, event_seq DESC LIMIT ?
            """;

    private final List<Range> ranges;

    private record Range(String destination, String status, String reason, long count) {}

    private DeliveryPath(List<Range> ranges) {
        this.ranges = ranges;
    }

    static DeliveryPath of(Sql sql, Went went) {
        Set<String> held = held(sql);
        return new DeliveryPath(
                sql
                        .list(
                                """
                                SELECT destination, status, reason, SUM(n) FROM delivery_count WHERE n > 0
                                GROUP BY destination, status, reason
                                """,
                                row ->
                                        new Range(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getLong(4)))
                        .stream()
                        .filter(r -> went.fits(r.destination, shown(r.status, r.destination, held)))
                        .sorted(Comparator.comparingLong(Range::count).reversed())
                        .toList());
    }

    @Override
    public List<SearchRow> below(Sql sql, long seq, int limit) {
        TreeSet<Long> newest = new TreeSet<>(Comparator.reverseOrder());
        for (Range range : ranges) {
            long floor = newest.size() < limit ? Long.MIN_VALUE : newest.last();
            newest.addAll(
                    sql.list(
                            RANGE,
                            row -> row.getLong(1),
                            range.destination,
                            range.status,
                            range.reason,
                            floor,
                            seq,
                            limit));
            while (newest.size() > limit) {
                newest.pollLast();
            }
        }
        return newest.stream().map(one -> row(sql, one)).flatMap(Optional::stream).toList();
    }

    private static Optional<SearchRow> row(Sql sql, long seq) {
        return sql.first(ONE, SearchRow::of, seq);
    }

    /** Whether a delivery of an event is what is asked for. */
    static boolean fits(Sql sql, Went went, Set<String> held, long seq) {
        return sql.list(
                        """
                        SELECT destination, status FROM delivery WHERE event_seq = ?
                        ORDER BY event_seq, destination
                        """,
                        row ->
                                went.fits(
                                        row.getString(1),
                                        shown(row.getString(2), row.getString(1), held)),
                        seq)
                .contains(true);
    }

    static Set<String> held(Sql sql) {
        return sql
                .list("SELECT destination FROM pause WHERE is_hold", row -> row.getString(1))
                .stream()
                .collect(Collectors.toSet());
    }

    private static DeliveryStatus shown(String status, String destination, Set<String> held) {
        DeliveryStatus stored = DeliveryStatus.of(status);
        return stored == DeliveryStatus.PENDING && held.contains(destination)
                ? DeliveryStatus.HELD
                : stored;
    }
}
