// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.replay.Candidate;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayFilter;
import io.tracklayer.core.replay.ReplayOrder;
import io.tracklayer.core.replay.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a replay could take up, in order of event number and destination. Deliveries are found by
 * the index of their standing, as the counts say which standings exist; events without a delivery
 * by their number.
 */
final class CandidateQueries {
    static final String FIRST_SINCE =
            "SELECT seq FROM event WHERE received_at >= ? ORDER BY received_at, seq LIMIT 1";
    static final String LAST_BEFORE =
            """
            SELECT seq FROM event WHERE received_at < ?
            ORDER BY received_at DESC, seq DESC LIMIT 1
            """;
    static final String EVENTS =
            """
            SELECT seq, merchant, store, event_name, received_at FROM event WHERE seq >= ? AND seq < ?
            ORDER BY seq LIMIT ?
            """;

    // Requests are numbered when they are stored, a little after they were received, and a clock
    // may be set back: numbers are looked at from that much around the window.
    private static final Duration AROUND = Duration.ofHours(1);
    private static final Comparator<Candidate> IN_ORDER = Comparator.comparing(Candidate::place);

    private final SqlDialect dialect;

    CandidateQueries(SqlDialect dialect) {
        this.dialect = dialect;
    }

    Selection select(Sql sql, ReplayOrder order, ReplayCursor after, int limit) {
        ReplayFilter filter = order.filter();
        if (!filter.only().isEmpty()) {
            return named(sql, filter, after, limit);
        }
        long from =
                Math.max(
                        after.eventSeq(),
                        first(sql, LAST_BEFORE, filter.since().minus(AROUND)).orElse(0L));
        long to = first(sql, FIRST_SINCE, filter.until().plus(AROUND)).orElse(Long.MAX_VALUE);
        return order.backfill()
                ? events(sql, filter, after, new Range(from, to, limit))
                : deliveries(sql, filter, after, new Range(from, to, limit));
    }

    /** Those that are there of the ones named. */
    private static Selection named(Sql sql, ReplayFilter filter, ReplayCursor after, int limit) {
        List<ReplayCursor> page =
                filter.only().stream()
                        .filter(place -> place.compareTo(after) > 0)
                        .limit(limit)
                        .toList();
        return new Selection(
                page.stream()
                        .flatMap(
                                place ->
                                        DeliveryQueries.of(sql, place.eventSeq()).stream()
                                                .filter(
                                                        one ->
                                                                one.destination()
                                                                        .equals(
                                                                                place
                                                                                        .destination())))
                        .map(Candidate::of)
                        .toList(),
                page.isEmpty() ? after : page.get(page.size() - 1),
                page.size() < limit);
    }

    /** Event numbers to look at, and how many rows at most. */
    private record Range(long from, long to, int limit) {}

    private static Optional<Long> first(Sql sql, String query, Instant time) {
        return sql.first(query, row -> row.getLong(1), Micros.of(time));
    }

    private Selection deliveries(Sql sql, ReplayFilter filter, ReplayCursor after, Range range) {
        List<Candidate> found = new ArrayList<>();
        boolean more = false;
        for (Standing standing : standings(sql, filter)) {
            List<Candidate> some = standing(sql, standing, filter, range);
            more |= some.size() >= range.limit;
            some.stream().filter(c -> c.place().compareTo(after) > 0).forEach(found::add);
        }
        found.sort(IN_ORDER);
        List<Candidate> page = found.subList(0, Math.min(range.limit, found.size()));
        boolean exhausted = !more && page.size() == found.size();
        return new Selection(
                page.stream().filter(candidate -> fits(sql, filter, candidate)).toList(),
                page.isEmpty() ? after : page.get(page.size() - 1).place(),
                exhausted || page.isEmpty());
    }

    private static List<Standing> standings(Sql sql, ReplayFilter filter) {
        return sql
                .list(
                        "SELECT DISTINCT destination, status, reason FROM delivery_count WHERE n > 0",
                        row -> new Standing(row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .filter(standing -> standing.in(filter))
                .toList();
    }

    // One row more than a page, because the first may be the one that was looked at last.
    private List<Candidate> standing(Sql sql, Standing standing, ReplayFilter filter, Range range) {
        Where where =
                new Where()
                        .and("destination = ?", standing.destination)
                        .and("status = ?", standing.status)
                        .and("reason = ?", standing.reason)
                        .and("event_seq >= ? AND event_seq < ?", range.from, range.to)
                        .and(
                                "created_at >= ? AND created_at < ?",
                                Micros.of(filter.since()),
                                Micros.of(filter.until()))
                        .andEqual(dialect.unindexed("merchant"), filter.merchant())
                        .andEqual(dialect.unindexed("event_name"), filter.eventName());
        return sql.list(
                "SELECT * FROM delivery"
                        + where.text()
                        + " ORDER BY destination, status, reason, event_seq LIMIT ?",
                row -> Candidate.of(RowMapping.delivery(row)),
                where.valuesAnd(range.limit + 1));
    }

    private static boolean fits(Sql sql, ReplayFilter filter, Candidate candidate) {
        return (filter.store().isEmpty()
                        || matches(
                                sql,
                                "SELECT store FROM event WHERE seq = ?",
                                candidate.eventSeq(),
                                filter.store()))
                && (filter.code().isEmpty()
                        || matches(
                                sql,
                                "SELECT platform_code FROM attempt WHERE id = ?",
                                candidate.delivery().lastAttempt(),
                                filter.code()));
    }

    private static boolean matches(Sql sql, String query, Object key, String wanted) {
        return sql.first(query, row -> wanted.equals(row.getString(1)), key).orElse(false);
    }

    private static Selection events(Sql sql, ReplayFilter filter, ReplayCursor after, Range range) {
        List<EventHead> heads =
                sql.list(
                        EVENTS,
                        row ->
                                new EventHead(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        Micros.toInstant(row.getLong(5))),
                        Math.max(range.from, after.eventSeq() + 1),
                        range.to,
                        range.limit);
        List<Candidate> candidates =
                heads.stream()
                        .filter(head -> head.in(filter))
                        .map(head -> head.toCandidate(sql, filter.destination()))
                        .filter(CandidateQueries::waitsForBackfill)
                        .toList();
        ReplayCursor next =
                heads.isEmpty()
                        ? after
                        : new ReplayCursor(heads.get(heads.size() - 1).seq, filter.destination());
        return new Selection(candidates, next, heads.size() < range.limit);
    }

    private static boolean waitsForBackfill(Candidate candidate) {
        return candidate
                .present()
                .map(
                        delivery ->
                                delivery.status().wire().equals("skipped")
                                        && delivery.reason().equals("destination_disabled"))
                .orElse(true);
    }

    /** A combination that has rows. */
    private record Standing(String destination, String status, String reason) {
        boolean in(ReplayFilter filter) {
            return (filter.status() == null || filter.status().wire().equals(status))
                    && (filter.destination().isEmpty() || filter.destination().equals(destination))
                    && (filter.reason().isEmpty() || filter.reason().equals(reason));
        }
    }

    /** What of an event is filtered by. */
    private record EventHead(
            long seq, String merchant, String store, String eventName, Instant receivedAt) {
        boolean in(ReplayFilter filter) {
            return !receivedAt.isBefore(filter.since())
                    && receivedAt.isBefore(filter.until())
                    && (filter.merchant().isEmpty() || filter.merchant().equals(merchant))
                    && (filter.store().isEmpty() || filter.store().equals(store))
                    && (filter.eventName().isEmpty() || filter.eventName().equals(eventName));
        }

        Candidate toCandidate(Sql sql, String destination) {
            Delivery delivery =
                    sql.first(
                                    "SELECT * FROM delivery WHERE event_seq = ? AND destination = ?",
                                    RowMapping::delivery,
                                    seq,
                                    destination)
                            .orElse(null);
            return new Candidate(seq, destination, eventName, delivery);
        }
    }
}
