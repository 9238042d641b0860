// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.Claim;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deliveries, their counts, and the pauses that decide which of the pending ones are shown as held.
 */
final class DeliveryQueries {
    static final String DUE =
            """
            SELECT * FROM delivery
            WHERE destination = ? AND status = 'pending' AND store = ? AND next_attempt_at <= ?
            ORDER BY destination, status, store, next_attempt_at, event_seq LIMIT ?
            """;
    static final String FIRST_DUE =
            """
            SELECT next_attempt_at FROM delivery
            WHERE destination = ? AND status = 'pending' AND store = ?
            ORDER BY destination, status, store, next_attempt_at, event_seq LIMIT 1
            """;
    static final String STORES =
            "SELECT store FROM delivery_store WHERE destination = ? ORDER BY destination, store";
    static final String EARLIER_OPEN =
            """
            SELECT * FROM delivery
            WHERE order_id = ? AND destination = ? AND status = 'pending' AND event_seq < ?
            ORDER BY order_id DESC, destination DESC, status DESC, event_seq DESC LIMIT 1
            """;
    static final String NEXT_OPEN =
            """
            SELECT * FROM delivery
            WHERE order_id = ? AND destination = ? AND status = 'pending' AND event_seq > ?
            ORDER BY order_id, destination, status, event_seq LIMIT 1
            """;

    private static final int EVENTS_AT_ONCE = 200;

    /**
     * What of an order a destination took. Found by the order's events: orders are rare among
     * deliveries and not worth an index there.
     */
    private static final String ACCEPTED =
            """
            SELECT %s FROM event e JOIN delivery d ON d.event_seq = e.seq
            WHERE e.order_id = ? AND %s = ?
                AND d.destination = ? AND (%s = 'delivered' OR d.resend_until IS NOT NULL)""";

    private static final Comparator<Delivery> NEWEST_FIRST =
            Comparator.comparingLong(Delivery::eventSeq)
                    .reversed()
                    .thenComparing(Delivery::destination);

    private final SqlDialect dialect;
    private final EventQueries events;

    DeliveryQueries(SqlDialect dialect) {
        this.dialect = dialect;
        this.events = new EventQueries(dialect);
    }

    static List<Delivery> of(Sql sql, long eventSeq) {
        return sql.list(
                "SELECT * FROM delivery WHERE event_seq = ? ORDER BY event_seq, destination",
                RowMapping::delivery,
                eventSeq);
    }

    /** Each kind of filter walks the index made for it; see the three ways below. */
    List<Delivery> page(Sql sql, DeliveryFilter filter, long beforeSeq, int limit) {
        if (filter.equals(DeliveryFilter.all())) {
            return latest(sql, beforeSeq, limit);
        }
        if (filter.status() == null
                && filter.destination().isEmpty()
                && filter.reason().isEmpty()) {
            return byEvents(sql, filter, beforeSeq, limit);
        }
        return byStandings(sql, filter, beforeSeq, limit);
    }

    private static List<Delivery> latest(Sql sql, long beforeSeq, int limit) {
        List<Delivery> newest =
                sql.list(
                        """
                        SELECT * FROM delivery WHERE event_seq < ?
                        ORDER BY event_seq DESC, destination DESC LIMIT ?
                        """,
                        RowMapping::delivery,
                        beforeSeq,
                        limit);
        if (newest.size() == limit) {
            long last = newest.get(limit - 1).eventSeq();
            newest.removeIf(delivery -> delivery.eventSeq() == last);
            newest.addAll(of(sql, last));
        }
        newest.sort(NEWEST_FIRST);
        return newest;
    }

    private List<Delivery> byEvents(Sql sql, DeliveryFilter filter, long beforeSeq, int limit) {
        EventFilter which = new EventFilter(filter.eventName(), filter.merchant(), "", "");
        List<Delivery> found = new ArrayList<>();
        long before = beforeSeq;
        while (true) {
            List<Long> seqs = events.seqs(sql, which, before, EVENTS_AT_ONCE);
            for (long seq : seqs) {
                found.addAll(of(sql, seq));
                if (found.size() >= limit) {
                    return found;
                }
            }
            if (seqs.size() < EVENTS_AT_ONCE) {
                return found;
            }
            before = seqs.get(seqs.size() - 1);
        }
    }

    /**
     * The counts say which combinations of destination, status and reason exist; each is one range
     * of an index, and held ones are told from pending ones by their destination before any row is
     * read.
     */
    private List<Delivery> byStandings(Sql sql, DeliveryFilter filter, long beforeSeq, int limit) {
        List<Delivery> newest = new ArrayList<>();
        for (Standing standing : standings(sql, filter)) {
            long floor = newest.size() < limit ? Long.MIN_VALUE : newest.get(limit - 1).eventSeq();
            newest.addAll(range(sql, standing, filter, floor, beforeSeq, limit));
            newest.sort(NEWEST_FIRST);
            newest = wholeEvents(newest, limit);
        }
        return newest;
    }

    private static List<Standing> standings(Sql sql, DeliveryFilter filter) {
        Set<String> held = held(sql);
        Where where = new Where().and("n > 0").andEqual("merchant", filter.merchant());
        return sql
                .list(
                        "SELECT DISTINCT destination, status, reason FROM delivery_count"
                                + where.text(),
                        row -> new Standing(row.getString(1), row.getString(2), row.getString(3)),
                        where.valuesAnd())
                .stream()
                .filter(standing -> standing.in(filter, held))
                .toList();
    }

    /** Where the deliveries of a filter lie, one range of the index of standings each. */
    List<Where> ranges(Sql sql, DeliveryFilter filter) {
        return standings(sql, filter).stream()
                .map(
                        standing ->
                                new Where()
                                        .and("destination = ?", standing.destination)
                                        .and("status = ?", standing.status)
                                        .and("reason = ?", standing.reason))
                .toList();
    }

    /** The deliveries of an event that stand as a filter says. */
    List<Delivery> of(Sql sql, long eventSeq, DeliveryFilter filter) {
        Set<String> held = held(sql);
        return of(sql, eventSeq).stream()
                .filter(
                        one ->
                                new Standing(one.destination(), one.status().wire(), one.reason())
                                        .in(filter, held))
                .toList();
    }

    private List<Delivery> range(
            Sql sql,
            Standing standing,
            DeliveryFilter filter,
            long fromSeq,
            long beforeSeq,
            int limit) {
        Where where =
                new Where()
                        .and("destination = ?", standing.destination)
                        .and("status = ?", standing.status)
                        .and("reason = ?", standing.reason)
                        .and("event_seq >= ? AND event_seq < ?", fromSeq, beforeSeq)
                        .andEqual(dialect.unindexed("merchant"), filter.merchant())
                        .andEqual(dialect.unindexed("event_name"), filter.eventName());
        return sql.list(
                "SELECT * FROM delivery"
                        + where.text()
                        + " ORDER BY destination DESC, status DESC, reason DESC, event_seq DESC LIMIT ?",
                RowMapping::delivery,
                where.valuesAnd(limit));
    }

    // An event has one delivery per range, so a range read up to the limit holds all that can
    // belong to the page.
    private static List<Delivery> wholeEvents(List<Delivery> newest, int limit) {
        if (newest.size() <= limit) {
            return newest;
        }
        long last = newest.get(limit - 1).eventSeq();
        newest.removeIf(delivery -> delivery.eventSeq() < last);
        return newest;
    }

    /**
     * The one query that decides what is sent next. Each store with pending deliveries gets its
     * share of the limit, and what others leave goes to those that have more.
     */
    List<Delivery> due(Sql sql, Claim claim) {
        List<String> stores =
                stores(sql, claim.destination()).stream()
                        .filter(first -> !first.due().isAfter(claim.now()))
                        .map(First::store)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (stores.isEmpty()) {
            return List.of();
        }
        Collections.rotate(stores, -(int) (claim.turn() % stores.size()));
        int share = (claim.limit() + stores.size() - 1) / stores.size();
        List<List<Delivery>> queues = new ArrayList<>();
        Set<Long> except = Set.copyOf(claim.exceptEvents());
        stores.forEach(store -> queues.add(due(sql, claim, store, share, except)));
        int missing = claim.limit() - queues.stream().mapToInt(List::size).sum();
        for (int i = 0; i < queues.size() && missing > 0; i++) {
            if (queues.get(i).size() == share) {
                queues.set(i, due(sql, claim, stores.get(i), share + missing, except));
                missing -= queues.get(i).size() - share;
            }
        }
        return inTurn(queues, claim.limit());
    }

    // Reading past the events in flight is cheaper than an IN list of hundreds, which would also be
    // a new statement for each number of them; most often few of them are this store's.
    private static List<Delivery> due(
            Sql sql, Claim claim, String store, int limit, Set<Long> except) {
        int most = limit + except.size();
        int read = Math.min(limit + 10, most);
        while (true) {
            List<Delivery> rows =
                    sql.list(
                            DUE,
                            RowMapping::delivery,
                            claim.destination(),
                            store,
                            Micros.of(claim.now()),
                            read);
            List<Delivery> found =
                    rows.stream()
                            .filter(delivery -> !except.contains(delivery.eventSeq()))
                            .limit(limit)
                            .toList();
            if (found.size() == limit || rows.size() < read || read == most) {
                return found;
            }
            read = most;
        }
    }

    private static List<Delivery> inTurn(List<List<Delivery>> queues, int limit) {
        List<Delivery> all = new ArrayList<>();
        int longest = queues.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<Delivery> queue : queues) {
                if (i < queue.size() && all.size() < limit) {
                    all.add(queue.get(i));
                }
            }
        }
        return all;
    }

    /** A store and when its first pending delivery is due. */
    private record First(String store, Instant due) {}

    /** The stores with pending deliveries. */
    private static List<First> stores(Sql sql, String destination) {
        // deliveries of before have none
        List<String> known = sql.list(STORES, row -> row.getString(1), destination);
        return Stream.concat(Stream.of(""), known.stream().filter(store -> !store.isEmpty()))
                .flatMap(store -> first(sql, destination, store).stream())
                .toList();
    }

    private static Optional<First> first(Sql sql, String destination, String store) {
        return sql.first(
                FIRST_DUE,
                row -> new First(store, Micros.toInstant(row.getLong(1))),
                destination,
                store);
    }

    /** Remembers that a destination has deliveries of a store. */
    static void noteStore(Sql sql, String destination, String store) {
        if (sql.first(
                        "SELECT 1 FROM delivery_store WHERE destination = ? AND store = ?",
                        row -> true,
                        destination,
                        store)
                .isEmpty()) {
            sql.update(
                    "INSERT INTO delivery_store (destination, store) VALUES (?, ?)",
                    destination,
                    store);
        }
    }

    Optional<Instant> nextDue(Sql sql, String destination) {
        return stores(sql, destination).stream().map(First::due).min(Comparator.naturalOrder());
    }

    static Optional<Delivery> earlierOpen(
            Sql sql, String destination, String orderId, long beforeSeq) {
        return sql.first(EARLIER_OPEN, RowMapping::delivery, orderId, destination, beforeSeq);
    }

    static Optional<Delivery> nextOpen(Sql sql, String destination, String orderId, long afterSeq) {
        return sql.first(NEXT_OPEN, RowMapping::delivery, orderId, destination, afterSeq);
    }

    /** The lowest event number of each pending reason is the oldest of its kind. */
    Optional<Instant> oldestPending(Sql sql, String destination) {
        return sql
                .list(
                        """
                        SELECT DISTINCT reason FROM delivery_count
                        WHERE destination = ? AND status = 'pending' AND n > 0
                        """,
                        row -> row.getString(1),
                        destination)
                .stream()
                .map(reason -> oldestPending(sql, destination, reason))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> oldestPending(Sql sql, String destination, String reason) {
        return sql.first(
                """
                SELECT created_at FROM delivery WHERE destination = ? AND status = 'pending' AND reason = ?
                ORDER BY destination, status, reason, event_seq LIMIT 1
                """,
                row -> Micros.toInstant(row.getLong(1)),
                destination,
                reason);
    }

    boolean accepted(
            Sql sql, String destination, String merchant, String eventName, String orderId) {
        return sql.first(
                        ACCEPTED.formatted(
                                        "1",
                                        dialect.unindexed("e.merchant"),
                                        dialect.unindexed("d.status"))
                                + " AND "
                                + dialect.unindexed("e.event_name")
                                + " = ? LIMIT 1",
                        row -> true,
                        orderId,
                        merchant,
                        destination,
                        eventName)
                .isPresent();
    }

    List<Long> acceptedOf(Sql sql, String destination, String merchant, String orderId) {
        return sql.list(
                ACCEPTED.formatted(
                                "e.seq",
                                dialect.unindexed("e.merchant"),
                                dialect.unindexed("d.status"))
                        + " ORDER BY e.seq",
                row -> row.getLong(1),
                orderId,
                merchant,
                destination);
    }

    List<DeliveryCount> counts(Sql sql) {
        Set<String> held = held(sql);
        return sql.list(
                "SELECT merchant, destination, status, reason, n FROM delivery_count WHERE n > 0",
                row ->
                        new DeliveryCount(
                                row.getString(1),
                                row.getString(2),
                                shown(row.getString(3), held.contains(row.getString(2))),
                                row.getString(4),
                                row.getLong(5)));
    }

    Map<String, Pause> pauses(Sql sql) {
        Map<String, Pause> pauses = new LinkedHashMap<>();
        sql.list(
                "SELECT * FROM pause ORDER BY destination",
                row -> pauses.put(row.getString("destination"), RowMapping.pause(row)));
        return pauses;
    }

    /** What is ordered comes before what the platform asks for. */
    Map<String, Pause> allPauses(Sql sql) {
        Map<String, Pause> pauses = pauses(sql);
        pauses.putAll(OrderedPauses.all(sql));
        return pauses;
    }

    private static Set<String> held(Sql sql) {
        return sql
                .list(
                        """
                        SELECT destination FROM pause WHERE is_hold
                        UNION SELECT destination FROM ordered_pause
                        """,
                        row -> row.getString(1))
                .stream()
                .collect(Collectors.toSet());
    }

    private static DeliveryStatus shown(String status, boolean held) {
        DeliveryStatus stored = DeliveryStatus.of(status);
        return held && stored == DeliveryStatus.PENDING ? DeliveryStatus.HELD : stored;
    }

    /** A combination that has rows. */
    private record Standing(String destination, String status, String reason) {
        boolean in(DeliveryFilter filter, Set<String> held) {
            DeliveryStatus shown = shown(status, held.contains(destination));
            return Objects.requireNonNullElse(filter.status(), shown) == shown
                    && (filter.destination().isEmpty() || filter.destination().equals(destination))
                    && (filter.reason().isEmpty() || filter.reason().equals(reason));
        }
    }
}
