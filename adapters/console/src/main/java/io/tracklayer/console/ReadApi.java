// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageRow;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.Found;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationCount;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.intake.HttpOutput;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        query.only(
                "status",
                "destination",
                "merchant",
                "reason",
                "event",
                "store",
                "order_id",
                "event_id",
                "since",
                "until",
                "before",
                "limit");
        int limit = query.limit(ROWS);
        Standing.Board board = evidence.board();
        Found<Delivery> found =
                evidence.queries()
                        .findDeliveries(query.deliveries(board.now()), query.beforeNumber(), limit);
        requireKnown(query.text("destination"), found);
        return page(
                "deliveries",
                found.rows().stream().map(board::of).map(DeliveryJsonView::whole).toList(),
                next(found.rows().stream().map(Delivery::eventSeq).toList(), limit),
                found,
                found.searchedTo().orElse(0));
    }

    HttpOutput attempts(Parameters query) {
        query.only(
                "destination",
                "outcome",
                "text",
                "status",
                "code",
                "event",
                "since",
                "until",
                "before",
                "limit");
        int limit = query.limit(ROWS);
        Instant now = clock.instant();
        Found<AttemptRow> found =
                evidence.queries().findAttempts(query.attempts(now), query.beforeTime(now), limit);
        requireKnown(query.text("destination"), found);
        return page(
                "attempts",
                found.rows().stream().map(DeliveryJsonView::attempt).toList(),
                next(
                        found.rows().stream()
                                .map(row -> row.attempt().startedAt().toString())
                                .toList(),
                        limit),
                found,
                found.searchedToTime().toString());
    }

    /** One that was removed has rows still; of one that never was, nothing found says nothing. */
    private void requireKnown(String destination, Found<?> found) {
        if (destination.isEmpty() || !found.rows().isEmpty() || found.searchedTo().isPresent()) {
            return;
        }
        List<String> known =
                evidence.board().configuration().destinations().stream()
                        .map(DestinationConfig::id)
                        .sorted()
                        .toList();
        if (!known.contains(destination)) {
            throw new BadParameterException(
                    "parameter \"destination\" names none that is set up or that anything is kept"
                            + " of. Known: "
                            + String.join(", ", known));
        }
    }

    /** A page of a search that may have been given up before its end. */
    private static HttpOutput page(
            String name, List<?> rows, Object next, Found<?> found, Object searchedTo) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(name, rows);
        if (found.searchedTo().isPresent()) {
            tree.put("searched_to", found.searchedToTime().toString());
            tree.put("next", searchedTo);
        } else if (next != null) {
            tree.put("next", next);
        }
        return Answers.json(200, tree);
    }

    HttpOutput attempt(String id) {
        return evidence.queries()
                .attempt(id)
                .map(
                        row -> {
                            Map<String, Object> tree = DeliveryJsonView.attempt(row);
                            tree.put("curl", Curl.of(row));
                            return Answers.json(200, tree);
                        })
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
        return Answers.json(
                200, Condition.all(evidence).stream().map(DestinationJsonView::of).toList());
    }

    HttpOutput destination(String id) {
        return Condition.of(evidence, id)
                .map(condition -> Answers.json(200, DestinationJsonView.of(condition)))
                .orElseGet(() -> Answers.error(404, "not_found", "no destination has this id"));
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
