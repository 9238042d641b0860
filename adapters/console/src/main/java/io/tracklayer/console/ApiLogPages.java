// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.intake.HttpOutput;
import java.time.Clock;
import java.util.List;

/** Requests to platforms and their answers. */
final class ApiLogPages {
    private static final int ROWS = 50;
    private static final int EVENTS = 10;

    private final Evidence evidence;
    private final Clock clock;

    ApiLogPages(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    HttpOutput list(Parameters query) {
        AttemptFilter filter = query.attempts();
        int limit = query.limit(ROWS);
        List<AttemptRow> rows =
                evidence.queries().attempts(filter, query.beforeTime(clock.instant()), limit);
        Html html = Frame.begin("API logs", "/api-logs");
        new FilterForm(html, "/api-logs")
                .choice(
                        "Destination",
                        "destination",
                        filter.destination(),
                        evidence.board().configuration().destinations().stream()
                                .map(destination -> destination.id())
                                .sorted()
                                .toList())
                .field("Outcome", "outcome", filter.outcome())
                .field("Text in address or answer", "text", filter.text())
                .end();
        if (rows.isEmpty()) {
            html.element("p", "No request matches.");
        }
        rows.forEach(row -> attempt(html, row));
        String last =
                rows.isEmpty() ? "" : rows.get(rows.size() - 1).attempt().startedAt().toString();
        Frame.older(
                html,
                rows.size() >= limit,
                Links.to(
                        "/api-logs",
                        "destination",
                        filter.destination(),
                        "outcome",
                        filter.outcome(),
                        "text",
                        filter.text(),
                        "before",
                        last));
        return Answers.page(200, html.document());
    }

    HttpOutput show(String id) {
        return evidence.queries()
                .attempt(id)
                .map(
                        row -> {
                            Html html = Frame.begin("Request to " + row.destination(), "/api-logs");
                            attempt(html, row);
                            return Answers.page(200, html.document());
                        })
                .orElseGet(
                        () ->
                                Frame.problem(
                                        404,
                                        "There is no such request",
                                        "No request to a platform has that id, or it is no longer kept."));
    }

    /** One request with its answer, bodies folded. */
    static void attempt(Html html, AttemptRow row) {
        Attempt attempt = row.attempt();
        html.open("article", "class", "card")
                .open("p")
                .element("strong", row.destination())
                .text(" ")
                .element("span", attempt.outcome(), "class", "badge " + colour(attempt))
                .text(" " + status(attempt) + ", " + attempt.latencyMillis() + " ms, code ")
                .element("code", attempt.code())
                .text(" ");
        Words.time(html, attempt.startedAt());
        html.close();
        if (!attempt.text().isEmpty()) {
            html.element("p", attempt.text());
        }
        if (!attempt.warnings().isEmpty()) {
            html.open("ul", "class", "warnings");
            attempt.warnings().forEach(warning -> html.element("li", warning));
            html.close();
        }
        events(html, row);
        html.open("details").element("summary", "Request (masked)");
        html.element("p", attempt.method() + " " + attempt.url(), "class", "code");
        Words.headers(html, attempt.requestHeaders());
        Words.body(html, attempt.requestBody());
        html.close().open("details").element("summary", "Answer (masked)");
        Words.headers(html, attempt.responseHeaders());
        Words.body(html, attempt.responseBody());
        html.close().close();
    }

    private static void events(Html html, AttemptRow row) {
        html.open("p", "class", "why")
                .element("a", "this request", "href", Links.attempt(row.attempt().id()))
                .text(", events");
        row.eventSeqs().stream()
                .limit(EVENTS)
                .forEach(
                        seq ->
                                html.text(" ")
                                        .element(
                                                "a",
                                                Long.toString(seq),
                                                "href",
                                                Links.event(seq),
                                                "data-drawer",
                                                ""));
        if (row.eventSeqs().size() > EVENTS) {
            html.text(" and " + (row.eventSeqs().size() - EVENTS) + " more");
        }
        html.close();
    }

    private static String status(Attempt attempt) {
        return attempt.status() == 0 ? "no answer" : "HTTP " + attempt.status();
    }

    private static String colour(Attempt attempt) {
        return switch (attempt.outcome()) {
            case "delivered", "already_delivered", "accepted_pending" -> "delivered";
            case "auth_hold", "config_hold" -> "held";
            case "permanent", "adapter_contract" -> "failed";
            default -> "pending";
        };
    }
}
