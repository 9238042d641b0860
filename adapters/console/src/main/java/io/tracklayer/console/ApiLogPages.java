// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.Found;
import io.tracklayer.core.intake.HttpOutput;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Requests to platforms and their answers. */
final class ApiLogPages {
    private static final int ROWS = 50;
    private static final int EVENTS = 10;
    private static final int LONGEST_COMMAND = 8 << 10;
    private static final List<String> OUTCOMES =
            List.of(
                    "accepted_pending",
                    "adapter_contract",
                    "already_delivered",
                    "auth_hold",
                    "config_hold",
                    "delivered",
                    "inquiry",
                    "mixed",
                    "not_sent",
                    "permanent",
                    "retry",
                    "split",
                    "throttled",
                    "unknown");

    private final Evidence evidence;
    private final Clock clock;

    ApiLogPages(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    HttpOutput list(Parameters query) {
        Instant now = clock.instant();
        AttemptFilter filter = query.attempts(now);
        int limit = query.limit(ROWS);
        Found<AttemptRow> found =
                evidence.queries().findAttempts(filter, query.beforeTime(now), limit);
        Html html = Frame.begin("API logs", "/api-logs");
        form(html, filter);
        if (found.rows().isEmpty()) {
            Frame.empty(
                    html,
                    "No request matches.",
                    "A skipped event makes no request; its delivery says why.",
                    List.of("/deliveries", "Deliveries"));
        }
        found.rows().forEach(row -> attempt(html, row));
        older(html, filter, found, limit);
        return Answers.page(200, html.document());
    }

    private void form(Html html, AttemptFilter filter) {
        new FilterForm(html, "/api-logs")
                .choice(
                        "Destination",
                        "destination",
                        filter.destination(),
                        evidence.board().configuration().destinations().stream()
                                .map(destination -> destination.id())
                                .sorted()
                                .toList())
                .choice("Outcome", "outcome", filter.outcome(), OUTCOMES)
                .field("HTTP, e.g. 4xx", "status", filter.status())
                .field("Code", "code", filter.code())
                .field("Text in bodies", "text", filter.text())
                .field("Event number", "event", event(filter))
                .field("From (UTC, or 24h)", "since", text(filter.since()))
                .field("Until (UTC)", "until", text(filter.until()))
                .end();
    }

    private static void older(Html html, AttemptFilter filter, Found<AttemptRow> found, int limit) {
        if (found.searchedTo().isPresent()) {
            html.open("p", "class", "older").text("Searched back to ");
            Words.time(html, found.searchedToTime());
            html.text(". ")
                    .element(
                            "a",
                            "Go on",
                            "href",
                            link(filter, found.searchedToTime().toString()),
                            "rel",
                            "next")
                    .close();
            return;
        }
        List<AttemptRow> rows = found.rows();
        String last =
                rows.isEmpty() ? "" : rows.get(rows.size() - 1).attempt().startedAt().toString();
        Frame.older(html, rows.size() >= limit, link(filter, last));
    }

    private static String link(AttemptFilter filter, String before) {
        return Links.to(
                "/api-logs",
                "destination",
                filter.destination(),
                "outcome",
                filter.outcome(),
                "status",
                filter.status(),
                "code",
                filter.code(),
                "text",
                filter.text(),
                "event",
                event(filter),
                "since",
                text(filter.since()),
                "until",
                text(filter.until()),
                "before",
                before);
    }

    private static String event(AttemptFilter filter) {
        return filter.eventSeq() == 0 ? "" : Long.toString(filter.eventSeq());
    }

    private static String text(Instant at) {
        return at == null ? "" : at.toString();
    }

    HttpOutput show(String id) {
        return evidence.queries()
                .attempt(id)
                .map(
                        row -> {
                            Html html = Frame.begin("Request to " + row.destination(), "/api-logs");
                            attempt(html, row);
                            if (!isShort(row)) {
                                curl(html, row);
                            }
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
        html.open("article", "class", "card exchange")
                .open("p", "class", "line")
                .element("strong", row.destination())
                .element("span", attempt.outcome(), "class", "badge " + colour(attempt))
                .element("span", status(attempt) + ", " + attempt.latencyMillis() + " ms, code")
                .element("code", attempt.code());
        Words.time(html, attempt.startedAt());
        html.close();
        if (!attempt.text().isEmpty()) {
            html.element("p", attempt.text());
        }
        warnings(html, attempt);
        events(html, row);
        html.open("details").element("summary", "Request (masked)");
        html.element("p", attempt.method() + " " + attempt.url(), "class", "code");
        Words.headers(html, attempt.requestHeaders());
        Words.body(html, attempt.requestBody());
        html.close().open("details").element("summary", "Answer (masked)");
        Words.headers(html, attempt.responseHeaders());
        Words.body(html, attempt.responseBody());
        html.close();
        if (isShort(row)) {
            curl(html, row);
        }
        html.close();
    }

    /** A page of many requests does not carry large bodies twice. */
    private static boolean isShort(AttemptRow row) {
        String body = row.attempt().requestBody();
        return body == null || body.length() <= LONGEST_COMMAND;
    }

    /** What the platform or its plugin remarked, one line each, above what they stand in. */
    private static void warnings(Html html, Attempt attempt) {
        boolean partial = attempt.outcome().equals("mixed");
        if (attempt.warnings().isEmpty() && !partial) {
            return;
        }
        html.open("ul", "class", "warnings");
        if (partial) {
            html.element(
                    "li",
                    "partial acceptance: the platform took some records of this request and not"
                            + " others");
        }
        attempt.warnings().forEach(warning -> html.element("li", warning));
        html.close();
    }

    private static void curl(Html html, AttemptRow row) {
        html.open("details", "class", "curl")
                .element("summary", "As a command")
                .element(
                        "p",
                        "Without its secrets: set the variables first. Sending it makes the"
                                + " platform count it again.",
                        "class",
                        "why")
                .element("pre", Curl.of(row), "tabindex", "0")
                .element("button", "Copy", "type", "button", "class", "copy", "hidden", "")
                .close();
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

    static String status(Attempt attempt) {
        return attempt.status() == 0 ? "no answer" : "HTTP " + attempt.status();
    }

    static String colour(Attempt attempt) {
        return switch (attempt.outcome()) {
            case "delivered", "already_delivered", "accepted_pending" -> "delivered";
            case "auth_hold", "config_hold" -> "held";
            case "permanent", "adapter_contract" -> "failed";
            default -> "pending";
        };
    }
}
