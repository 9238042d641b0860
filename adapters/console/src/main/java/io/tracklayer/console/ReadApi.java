// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageRow;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationCount;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.intake.HttpOutput;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The evidence as JSON. */
final class ReadApi {
    private static final int ROWS = 100;

    private final Evidence evidence;
    private final Clock clock;

    ReadApi(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    HttpOutput events(Visit visit) {
        Parameters query = visit.query();
        query.only(
                Stream.concat(EventWanted.NAMES.stream(), Stream.of("before", "limit"))
                        .toArray(String[]::new));
        EventWanted wanted =
                EventWanted.of(
                        query,
                        evidence.queries(),
                        visit.operator(),
                        visit.clock().instant(),
                        "hide");
        EventLines.Page page =
                new EventLines(evidence).page(wanted, query.beforeNumber(), query.limit(ROWS));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "events",
                page.events().stream()
                        .map(shown -> EventJsonView.summary(shown.event(), shown.deliveries()))
                        .toList());
        if (wanted.requests()) {
            tree.put("requests", page.requests().stream().map(EventJsonView::turnedAway).toList());
        }
        if (page.next() != 0) {
            tree.put("next", page.next());
            tree.put("looked_at", page.found().lookedAt());
        }
        if (page.next() != 0 && page.found().backTo() != null) {
            tree.put("searched_back_to", page.found().backTo().toString());
        }
        return Answers.json(200, tree);
    }

    HttpOutput event(long seq) {
        return evidence.queries()
                .event(seq)
                .map(
                        stored ->
                                Answers.json(
                                        200,
                                        EventJsonView.whole(
                                                evidence.queries(), stored, evidence.board())))
                .orElseGet(() -> Answers.error(404, "not_found", "no event has number " + seq));
    }

    HttpOutput requests(Parameters query) {
        query.only("verdict", "merchant", "source", "before", "limit");
        int limit = query.limit(ROWS);
        List<ObservationRow> rows =
                evidence.queries().observations(query.requests(), query.beforeNumber(), limit);
        return page(
                "requests",
                rows.stream().map(EventJsonView::observation).toList(),
                next(rows.stream().map(ObservationRow::arrivalOffset).toList(), limit));
    }

    HttpOutput deliveries(Parameters query) {
        query.only("status", "destination", "merchant", "reason", "event", "before", "limit");
        int limit = query.limit(ROWS);
        List<Delivery> rows =
                evidence.queries().deliveries(query.deliveries(), query.beforeNumber(), limit);
        Standing.Board board = evidence.board();
        return page(
                "deliveries",
                rows.stream().map(board::of).map(DeliveryJsonView::whole).toList(),
                next(rows.stream().map(Delivery::eventSeq).toList(), limit));
    }

    HttpOutput attempts(Parameters query) {
        query.only("destination", "outcome", "text", "before", "limit");
        int limit = query.limit(ROWS);
        List<AttemptRow> rows =
                evidence.queries()
                        .attempts(query.attempts(), query.beforeTime(clock.instant()), limit);
        return page(
                "attempts",
                rows.stream().map(DeliveryJsonView::attempt).toList(),
                next(
                        rows.stream().map(row -> row.attempt().startedAt().toString()).toList(),
                        limit));
    }

    HttpOutput attempt(String id) {
        return evidence.queries()
                .attempt(id)
                .map(row -> Answers.json(200, DeliveryJsonView.attempt(row)))
                .orElseGet(() -> Answers.error(404, "not_found", "no attempt has that id"));
    }

    HttpOutput collisions(Parameters query) {
        query.only("kind", "merchant", "store", "before", "limit");
        int limit = query.limit(ROWS);
        List<CollisionRow> rows =
                evidence.queries().collisions(query.collisions(), query.beforeNumber(), limit);
        return page(
                "collisions",
                rows.stream().map(ReconciliationJsonView::collision).toList(),
                next(rows.stream().map(CollisionRow::seq).toList(), limit));
    }

    HttpOutput coverage(Parameters query) {
        query.only("event", "merchant", "store", "before", "limit");
        int limit = query.limit(ROWS);
        List<CoverageRow> rows =
                evidence.queries().coverage(query.coverage(), query.beforeDay(), limit);
        return page(
                "coverage",
                rows.stream().map(ReconciliationJsonView::coverage).toList(),
                next(rows.stream().map(row -> row.day().toString()).toList(), limit));
    }

    HttpOutput incidents(Parameters query) {
        query.only("before", "limit");
        int limit = query.limit(ROWS);
        List<Incident> rows = evidence.queries().incidents(query.beforeNumber(), limit);
        return page(
                "incidents",
                rows.stream().map(IncidentView::json).toList(),
                next(rows.stream().map(Incident::place).toList(), limit));
    }

    HttpOutput counts(Parameters query) {
        query.only();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "deliveries",
                evidence.queries().deliveryCounts().stream().map(ReadApi::count).toList());
        tree.put(
                "requests",
                evidence.queries().observationCounts().stream().map(ReadApi::count).toList());
        return Answers.json(200, tree);
    }

    HttpOutput destinations(Parameters query) {
        query.only();
        Standing.Board board = evidence.board();
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        evidence.queries()
                .deliveryCounts()
                .forEach(
                        row ->
                                counts.computeIfAbsent(row.destination(), id -> new TreeMap<>())
                                        .merge(row.status().wire(), row.count(), Long::sum));
        return Answers.json(
                200,
                board.configuration().destinations().stream()
                        .sorted(Comparator.comparing(DestinationConfig::id))
                        .map(
                                destination ->
                                        destination(
                                                destination,
                                                board,
                                                counts.getOrDefault(destination.id(), Map.of())))
                        .toList());
    }

    private Map<String, Object> destination(
            DestinationConfig destination, Standing.Board board, Map<String, Long> counts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", destination.id());
        tree.put("plugin", destination.plugin());
        tree.put("merchant", destination.merchant());
        tree.put("enabled", destination.enabled());
        board.pause(destination.id()).ifPresent(pause -> tree.put("pause", pause(pause)));
        tree.put("counts", counts);
        evidence.queries()
                .oldestPending(destination.id())
                .ifPresent(at -> tree.put("oldest_pending", at.toString()));
        return tree;
    }

    private static Map<String, Object> pause(Pause pause) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", pause.kind().name().toLowerCase(Locale.ROOT));
        tree.put("code", pause.code());
        tree.put("sentence", pause.sentence());
        tree.put("since", pause.since().toString());
        tree.put("until", pause.until().toString());
        return tree;
    }

    private static Map<String, Object> count(DeliveryCount row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("merchant", row.merchant());
        tree.put("destination", row.destination());
        tree.put("status", row.status().wire());
        tree.put("reason", row.reason());
        tree.put("count", row.count());
        return tree;
    }

    private static Map<String, Object> count(ObservationCount row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("merchant", row.merchant());
        tree.put("source", row.source());
        tree.put("verdict", row.verdict());
        tree.put("reason", row.reason());
        tree.put("count", row.count());
        return tree;
    }

    private static Object next(List<?> keys, int limit) {
        return keys.size() < limit ? null : keys.get(keys.size() - 1);
    }

    private static HttpOutput page(String name, List<?> rows, Object next) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(name, rows);
        if (next != null) {
            tree.put("next", next);
        }
        return Answers.json(200, tree);
    }
}
