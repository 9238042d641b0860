// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.window.WindowQueries;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.EventName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The newest rows of a window of time; each query walks one index and ends at its limit. */
final class WindowRows implements WindowQueries {
    static final String FIRST =
            """
            SELECT seq FROM event WHERE received_at >= ? ORDER BY received_at, seq LIMIT 1
            """;
    static final String HEADS =
            "SELECT * FROM event WHERE seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?";
    static final String HEADS_OF_MERCHANT =
            """
            SELECT * FROM event WHERE merchant = ? AND seq >= ? AND seq < ?
            ORDER BY merchant DESC, seq DESC LIMIT ?
            """;
    static final String DESTINATIONS_OF =
            "SELECT destination FROM delivery WHERE event_seq = ? ORDER BY event_seq, destination";
    static final String STANDING =
            """
            SELECT * FROM delivery
            WHERE destination = ? AND status = ? AND reason = ? AND event_seq >= ? AND event_seq < ?
            ORDER BY destination DESC, status DESC, reason DESC, event_seq DESC LIMIT ?
            """;
    static final String MESSAGES =
            """
            SELECT * FROM observation WHERE merchant = ? AND source = ? AND verdict = ?
            AND arrival_offset <= ?
            ORDER BY merchant DESC, source DESC, verdict DESC, arrival_offset DESC, message_index DESC LIMIT ?
            """;
    static final String REQUESTS =
            """
            SELECT id, started_at, outcome, warnings FROM attempt WHERE destination = ? AND started_at >= ?
            AND started_at < ?
            ORDER BY destination DESC, started_at DESC, id DESC LIMIT ?
            """;
    private static final String CARRIED =
            """
            SELECT event_seq FROM attempt_delivery WHERE attempt_id = ? ORDER BY attempt_id, delivery_index
            """;
    private static final Set<String> TAKEN = Set.of("delivered", "accepted_pending", "mixed");

    private final Readers readers;
    private final SqlDialect dialect;

    WindowRows(Readers readers, SqlDialect dialect) {
        this.readers = readers;
        this.dialect = dialect;
    }

    @Override
    public Optional<Long> firstEvent(Instant since) {
        return readers.read(sql -> sql.first(FIRST, row -> row.getLong(1), Micros.of(since)));
    }

    @Override
    public List<EventHead> heads(Scope scope, int limit) {
        return readers.read(
                sql ->
                        scope.merchants().isEmpty()
                                ? sql.list(
                                        HEADS,
                                        WindowRows::head,
                                        scope.fromSeq(),
                                        scope.toSeq(),
                                        limit)
                                : headsOf(sql, scope, limit));
    }

    private static List<EventHead> headsOf(Sql sql, Scope scope, int limit) {
        return scope.merchants().stream()
                .flatMap(
                        merchant ->
                                sql
                                        .list(
                                                HEADS_OF_MERCHANT,
                                                WindowRows::head,
                                                merchant,
                                                scope.fromSeq(),
                                                scope.toSeq(),
                                                limit)
                                        .stream())
                .sorted(Comparator.comparingLong(EventHead::seq).reversed())
                .limit(limit)
                .toList();
    }

    private static EventHead head(ResultSet row) throws SQLException {
        return new EventHead(
                row.getLong("seq"),
                row.getString("merchant"),
                row.getString("store"),
                row.getString("event_name"),
                row.getString("event_id"),
                row.getString("order_id"),
                RowMapping.time(row, "received_at"));
    }

    @Override
    public List<StoredEvent> events(Scope scope, EventName name, int limit) {
        return readers.read(
                sql ->
                        seqs(sql, scope, name, limit).stream()
                                .flatMap(seq -> EventQueries.event(sql, seq).stream())
                                .toList());
    }

    private List<Long> seqs(Sql sql, Scope scope, EventName name, int limit) {
        if (scope.merchants().isEmpty()) {
            return named(sql, scope, name, new Where(), limit);
        }
        return scope.merchants().stream()
                .flatMap(merchant -> named(sql, scope, name, of(merchant), limit).stream())
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .toList();
    }

    private Where of(String merchant) {
        return new Where().andEqual(dialect.unindexed("merchant"), merchant);
    }

    private static List<Long> named(Sql sql, Scope scope, EventName name, Where where, int limit) {
        where.and("event_name = ?", name.wire())
                .and("seq >= ?", scope.fromSeq())
                .and("seq < ?", scope.toSeq());
        return sql.list(
                "SELECT seq FROM event"
                        + where.text()
                        + " ORDER BY event_name DESC, seq DESC LIMIT ?",
                row -> row.getLong(1),
                where.valuesAnd(limit));
    }

    @Override
    public Map<Long, Set<String>> destinationsOf(Collection<Long> eventSeqs) {
        return readers.read(
                sql -> {
                    Map<Long, Set<String>> found = new HashMap<>();
                    eventSeqs.forEach(seq -> found.put(seq, destinations(sql, seq)));
                    return found;
                });
    }

    private static Set<String> destinations(Sql sql, long seq) {
        return new HashSet<>(sql.list(DESTINATIONS_OF, row -> row.getString(1), seq));
    }

    @Override
    public List<Delivery> deliveries(
            Scope scope, DeliveryStatus status, String destination, int limit) {
        return readers.read(
                sql ->
                        kinds(sql, scope, status, destination)
                                .flatMap(
                                        kind ->
                                                sql
                                                        .list(
                                                                STANDING,
                                                                RowMapping::delivery,
                                                                kind.get(0),
                                                                status.wire(),
                                                                kind.get(1),
                                                                scope.fromSeq(),
                                                                scope.toSeq(),
                                                                limit)
                                                        .stream())
                                .filter(row -> of(scope, row.merchant()))
                                .sorted(Comparator.comparingLong(Delivery::eventSeq).reversed())
                                .toList());
    }

    /** The counts say which destinations and reasons there are. */
    private static Stream<List<String>> kinds(
            Sql sql, Scope scope, DeliveryStatus status, String destination) {
        return sql
                .list(
                        "SELECT merchant, destination, status, reason FROM delivery_count WHERE n > 0",
                        row ->
                                List.of(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)))
                .stream()
                .filter(row -> of(scope, row.get(0)))
                .filter(row -> destination.isEmpty() || destination.equals(row.get(1)))
                .filter(row -> row.get(2).equals(status.wire()))
                .map(row -> List.of(row.get(1), row.get(3)))
                .distinct();
    }

    @Override
    public List<ObservationRow> observations(Verdict verdict, Scope scope, Span span, int limit) {
        return readers.read(
                sql ->
                        senders(sql, scope, verdict)
                                .flatMap(
                                        sender ->
                                                sql
                                                        .list(
                                                                MESSAGES,
                                                                RowMapping::observation,
                                                                sender.get(0),
                                                                sender.get(1),
                                                                verdict.wire(),
                                                                scope.toArrival(),
                                                                limit)
                                                        .stream())
                                .filter(row -> span.includes(row.receivedAt()))
                                .sorted(
                                        Comparator.comparingLong(ObservationRow::arrivalOffset)
                                                .reversed())
                                .toList());
    }

    private static boolean of(Scope scope, String merchant) {
        return scope.merchants().isEmpty() || scope.merchants().contains(merchant);
    }

    private static Stream<List<String>> senders(Sql sql, Scope scope, Verdict verdict) {
        return sql
                .list(
                        "SELECT DISTINCT merchant, source, verdict FROM observation_count WHERE n > 0",
                        row -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .filter(row -> of(scope, row.get(0)))
                .filter(row -> row.get(2).equals(verdict.wire()));
    }

    @Override
    public List<Remarked> remarked(String destination, Span span, int limit) {
        return readers.read(
                sql -> {
                    List<Remarked> found = new ArrayList<>();
                    for (Remarked request :
                            sql.list(
                                    REQUESTS,
                                    WindowRows::request,
                                    destination,
                                    Micros.of(span.since()),
                                    Micros.of(span.until()),
                                    limit)) {
                        if (TAKEN.contains(request.outcome()) && !request.remarks().isEmpty()) {
                            found.add(carrying(sql, request));
                        }
                    }
                    return found;
                });
    }

    private static Remarked request(ResultSet row) throws SQLException {
        return new Remarked(
                row.getString("id"),
                RowMapping.time(row, "started_at"),
                row.getString("outcome"),
                Json.list(row.getString("warnings")),
                List.of());
    }

    private static Remarked carrying(Sql sql, Remarked request) {
        return new Remarked(
                request.attempt(),
                request.at(),
                request.outcome(),
                request.remarks(),
                sql.list(CARRIED, row -> row.getLong(1), request.attempt()));
    }
}
