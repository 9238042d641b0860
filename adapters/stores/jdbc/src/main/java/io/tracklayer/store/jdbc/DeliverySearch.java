// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries by what no index of theirs leads to: store, merchant, event name or time together with
 * how they stand. So many rows are looked at and no more, and the answer says how far back that
 * was.
 */
final class DeliverySearch {
    /** Rows looked at for one page, over all ranges that could hold some of it. */
    static final int MOST_EXAMINED = 5_000;

    private static final int FEWEST_EXAMINED = 200;
    private static final int CHUNK = 500;
    private static final int MOST_OF_ONE_KEY = 500;

    // Requests are numbered when they are stored, a little after they were received.
    private static final Duration AROUND = Duration.ofMinutes(1);

    private static final Comparator<Head> NEWEST_FIRST =
            Comparator.comparingLong(Head::seq).reversed().thenComparing(Head::destination);

    private final DeliveryQueries deliveries;

    DeliverySearch(DeliveryQueries deliveries) {
        this.deliveries = deliveries;
    }

    /** Whether the plain list cannot answer it at all. */
    static boolean needed(DeliveryFilter filter) {
        return !filter.store().isEmpty()
                || !filter.orderId().isEmpty()
                || !filter.eventId().isEmpty()
                || filter.since() != null
                || filter.until() != null;
    }

    /** Whether the plain list may take longer than a page may. */
    static boolean advisable(DeliveryFilter filter) {
        boolean narrowed = !filter.merchant().isEmpty() || !filter.eventName().isEmpty();
        boolean both = !filter.merchant().isEmpty() && !filter.eventName().isEmpty();
        return needed(filter) || both || narrowed && isOfStandings(filter);
    }

    private static boolean isOfStandings(DeliveryFilter filter) {
        return filter.status() != null
                || !filter.destination().isEmpty()
                || !filter.reason().isEmpty();
    }

    Found<Delivery> find(Sql sql, DeliveryFilter filter, long beforeSeq, int limit) {
        if (!filter.orderId().isEmpty() || !filter.eventId().isEmpty()) {
            return byId(sql, filter, beforeSeq, limit);
        }
        Range range = range(sql, filter, beforeSeq);
        return isOfStandings(filter)
                ? byStandings(sql, filter, range, limit)
                : byEvents(sql, filter, range, limit);
    }

    /** Event numbers from one to below another. */
    private record Range(long from, long to) {}

    /** What of a row is compared. */
    private record Head(
            long seq, String destination, String merchant, String store, String name, Instant at) {
        static Head of(ResultSet row) throws SQLException {
            return new Head(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    Micros.toInstant(row.getLong(6)));
        }

        boolean in(DeliveryFilter filter) {
            return (filter.merchant().isEmpty() || filter.merchant().equals(merchant))
                    && (filter.store().isEmpty() || filter.store().equals(store))
                    && (filter.eventName().isEmpty() || filter.eventName().equals(name))
                    && (filter.since() == null || !at.isBefore(filter.since()))
                    && (filter.until() == null || at.isBefore(filter.until()));
        }
    }

    private static Range range(Sql sql, DeliveryFilter filter, long beforeSeq) {
        long from =
                filter.since() == null
                        ? Long.MIN_VALUE
                        : first(sql, CandidateQueries.LAST_BEFORE, filter.since().minus(AROUND))
                                .orElse(Long.MIN_VALUE);
        long to =
                filter.until() == null
                        ? beforeSeq
                        : first(sql, CandidateQueries.FIRST_SINCE, filter.until().plus(AROUND))
                                .orElse(Long.MAX_VALUE);
        return new Range(from, Math.min(to, beforeSeq));
    }

    private static Optional<Long> first(Sql sql, String query, Instant time) {
        return sql.first(query, row -> row.getLong(1), Micros.of(time));
    }

    private Found<Delivery> byId(Sql sql, DeliveryFilter filter, long beforeSeq, int limit) {
        boolean byOrder = !filter.orderId().isEmpty();
        String column = byOrder ? "order_id" : "event_id";
        List<Long> seqs =
                sql.list(
                        "SELECT seq FROM event WHERE "
                                + column
                                + " = ? AND seq < ? ORDER BY "
                                + column
                                + " DESC, seq DESC LIMIT ?",
                        row -> row.getLong(1),
                        byOrder ? filter.orderId() : filter.eventId(),
                        beforeSeq,
                        MOST_OF_ONE_KEY);
        List<Delivery> found = new ArrayList<>();
        for (long seq : seqs) {
            if (found.size() >= limit) {
                break;
            }
            Optional<Head> event = event(sql, seq).filter(head -> head.in(filter));
            if (event.isPresent()) {
                deliveries.of(sql, seq, filter).stream()
                        .filter(one -> filter.eventId().isEmpty() || byOrder(one, filter))
                        .forEach(found::add);
            }
        }
        return Found.all(found);
    }

    private static boolean byOrder(Delivery delivery, DeliveryFilter filter) {
        return filter.eventId().equals(delivery.eventId());
    }

    private static Optional<Head> event(Sql sql, long seq) {
        return sql.first(
                """
                SELECT seq, '', merchant, store, event_name, received_at FROM event WHERE seq = ?
                """,
                Head::of,
                seq);
    }

    private Found<Delivery> byEvents(Sql sql, DeliveryFilter filter, Range range, int limit) {
        String leading =
                !filter.eventName().isEmpty()
                        ? "event_name"
                        : !filter.store().isEmpty()
                                ? "store"
                                : filter.merchant().isEmpty() ? "" : "merchant";
        Where lead =
                new Where()
                        .andEqual(
                                "event_name",
                                leading.equals("event_name") ? filter.eventName() : "")
                        .andEqual("store", leading.equals("store") ? filter.store() : "")
                        .andEqual("merchant", leading.equals("merchant") ? filter.merchant() : "");
        Walk walk =
                new Walk(
                        "SELECT seq, '', merchant, store, event_name, received_at FROM event",
                        "seq",
                        leading.isEmpty() ? "seq DESC" : leading + " DESC, seq DESC",
                        lead);
        List<Delivery> found = new ArrayList<>();
        Walked walked =
                walk.on(
                        sql,
                        range,
                        MOST_EXAMINED,
                        head -> {
                            if (head.in(filter)) {
                                found.addAll(DeliveryQueries.of(sql, head.seq()));
                            }
                            return found.size() < limit;
                        });
        return found.size() >= limit || walked.ended()
                ? Found.all(found)
                : Found.until(walked.seq(), walked.at(), found);
    }

    private Found<Delivery> byStandings(Sql sql, DeliveryFilter filter, Range range, int limit) {
        List<Where> standings = deliveries.ranges(sql, filter);
        int each = Math.max(FEWEST_EXAMINED, MOST_EXAMINED / Math.max(1, standings.size()));
        List<Head> heads = new ArrayList<>();
        Walked shallowest = Walked.toTheEnd();
        for (Where standing : standings) {
            List<Head> some = new ArrayList<>();
            Walked walked =
                    new Walk(
                                    """
                                    SELECT event_seq, destination, merchant, store, event_name, created_at
                                    FROM delivery
                                    """,
                                    "event_seq",
                                    "destination DESC, status DESC, reason DESC, event_seq DESC",
                                    standing)
                            .on(
                                    sql,
                                    range,
                                    each,
                                    head -> {
                                        if (head.in(filter)) {
                                            some.add(head);
                                        }
                                        return some.size() < limit;
                                    });
            heads.addAll(some);
            shallowest = walked.shallower(shallowest, some.size() >= limit);
        }
        return page(sql, heads, shallowest, limit);
    }

    /** What lies below where one range was given up comes with the next page. */
    private static Found<Delivery> page(Sql sql, List<Head> heads, Walked walked, int limit) {
        heads.removeIf(head -> head.seq() < walked.seq());
        heads.sort(NEWEST_FIRST);
        if (heads.size() > limit) {
            long last = heads.get(limit - 1).seq();
            heads.removeIf(head -> head.seq() < last);
        }
        List<Delivery> rows =
                heads.stream()
                        .flatMap(
                                head ->
                                        DeliveryQueries.of(sql, head.seq()).stream()
                                                .filter(
                                                        one ->
                                                                one.destination()
                                                                        .equals(
                                                                                head
                                                                                        .destination())))
                        .toList();
        return rows.size() >= limit || walked.ended()
                ? Found.all(rows)
                : Found.until(walked.seq(), walked.at(), rows);
    }

    /** How far a walk came: the last row looked at, unless there are no more. */
    private record Walked(long seq, Instant at, boolean ended) {
        static Walked toTheEnd() {
            return new Walked(Long.MIN_VALUE, Instant.EPOCH, true);
        }

        /** A range that filled the page alone gives nothing up: the page ends before it does. */
        Walked shallower(Walked other, boolean full) {
            return full || ended || !other.ended && other.seq > seq ? other : this;
        }
    }

    /** Looks at a row; false when no more are wanted. */
    private interface Look {
        boolean at(Head head);
    }

    /** A range of an index, newest first, read in chunks. */
    private record Walk(String select, String seq, String order, Where where) {
        Walked on(Sql sql, Range range, int most, Look look) {
            long before = range.to;
            Head last = null;
            for (int examined = 0; examined < most; examined += CHUNK) {
                int limit = Math.min(CHUNK, most - examined);
                String bounds = where.text().isEmpty() ? " WHERE " : " AND ";
                List<Head> heads =
                        sql.list(
                                select
                                        + where.text()
                                        + bounds
                                        + seq
                                        + " >= ? AND "
                                        + seq
                                        + " < ? ORDER BY "
                                        + order
                                        + " LIMIT ?",
                                Head::of,
                                where.valuesAnd(range.from, before, limit));
                for (Head head : heads) {
                    if (!look.at(head)) {
                        return new Walked(head.seq, head.at, false);
                    }
                    last = head;
                }
                if (heads.size() < limit) {
                    return Walked.toTheEnd();
                }
                before = last.seq;
            }
            return new Walked(last.seq, last.at, false);
        }
    }
}
