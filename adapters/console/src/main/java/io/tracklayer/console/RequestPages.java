// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.RequestFix;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests that did not become events, with the reason and what to do. */
final class RequestPages {
    private static final int ROWS = 50;

    private final Evidence evidence;
    private final Tabs tabs;

    RequestPages(Evidence evidence) {
        this.evidence = evidence;
        this.tabs = new Tabs(evidence);
    }

    HttpOutput list(Parameters query) {
        ObservationFilter filter = query.requests();
        int limit = query.limit(ROWS);
        List<ObservationRow> rows = rows(filter, query.beforeNumber(), limit);
        Html html = Frame.begin("Requests", "/events");
        tabs.write(html, Tabs.Tab.REQUESTS);
        new FilterForm(html, "/events")
                .keep("show", "requests")
                .choice(
                        "Taken for",
                        "verdict",
                        filter.verdict(),
                        Arrays.stream(Verdict.values()).map(Verdict::wire).toList())
                .field("Merchant", "merchant", filter.merchant())
                .field("Source", "source", filter.source())
                .end();
        if (rows.isEmpty()) {
            Frame.empty(html, "None", "Every request that arrived was taken.", List.of());
        }
        if (rows.stream().anyMatch(row -> row.verdict() == Verdict.REJECTED)) {
            reprocessBar(html, filter);
        }
        rows.forEach(row -> row(html, row));
        long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).arrivalOffset();
        Frame.older(
                html,
                rows.size() >= limit,
                Links.to(
                        "/events",
                        "show",
                        "requests",
                        "verdict",
                        filter.verdict(),
                        "merchant",
                        filter.merchant(),
                        "source",
                        filter.source(),
                        "before",
                        Long.toString(last)));
        return Answers.page(200, html.document());
    }

    /** One request with what became of each of its messages. */
    HttpOutput show(Visit visit) {
        long offset = visit.number();
        List<ObservationRow> rows =
                evidence.queries().observations(ObservationFilter.all(), offset + 1, 1).stream()
                        .filter(row -> row.arrivalOffset() == offset)
                        .filter(row -> visit.operator().sees(row.merchant()))
                        .toList();
        if (rows.isEmpty()) {
            return Frame.problem(
                    404,
                    "There is no such request",
                    "No request has number " + offset + ", or it is no longer kept.");
        }
        Html html = Frame.begin("Request " + offset, "/events");
        rows.forEach(row -> row(html, row));
        return Answers.page(200, html.document());
    }

    // Without a verdict asked for, the page is about what was turned away. The two verdicts are
    // two lists; cutting the joined one at the limit keeps its last request whole because the
    // store gives whole requests and a request has one of the two.
    private List<ObservationRow> rows(ObservationFilter filter, long before, int limit) {
        if (!filter.verdict().isEmpty()) {
            return evidence.queries().observations(filter, before, limit);
        }
        List<ObservationRow> rows =
                Tabs.TURNED_AWAY.stream()
                        .map(v -> new ObservationFilter(v, filter.merchant(), filter.source()))
                        .flatMap(f -> evidence.queries().observations(f, before, limit).stream())
                        .sorted(Comparator.comparingLong(ObservationRow::arrivalOffset).reversed())
                        .toList();
        if (rows.size() <= limit) {
            return rows;
        }
        long last = rows.get(limit - 1).arrivalOffset();
        return rows.stream().filter(row -> row.arrivalOffset() >= last).toList();
    }

    /** What a script makes of it: looking again at those that are ticked, or all that match. */
    private static void reprocessBar(Html html, ObservationFilter filter) {
        Map<String, Object> order = new TreeMap<>();
        order.put("verdict", Verdict.REJECTED.wire());
        order.put("since", Instant.EPOCH.toString());
        if (!filter.merchant().isEmpty()) {
            order.put("merchant", filter.merchant());
        }
        if (!filter.source().isEmpty()) {
            order.put("source", filter.source());
        }
        html.open(
                        "section",
                        "class",
                        "orders",
                        "id",
                        "reprocess",
                        "aria-label",
                        "Look again",
                        "data-order",
                        StrictJson.writeText(order),
                        "hidden",
                        "")
                .element(
                        "button",
                        "Reprocess the ticked ones",
                        "type",
                        "button",
                        "id",
                        "reprocess-ticked")
                .element(
                        "button",
                        "Reprocess all rejected that match",
                        "type",
                        "button",
                        "id",
                        "reprocess-all")
                .element("output", "", "id", "reprocess-state", "aria-live", "polite")
                .close();
    }

    private static void tick(Html html, ObservationRow row) {
        if (row.verdict() == Verdict.REJECTED) {
            html.open("span", "class", "tick", "hidden", "")
                    .empty(
                            "input",
                            "type",
                            "checkbox",
                            "name",
                            "tick",
                            "value",
                            Long.toString(row.arrivalOffset()),
                            "aria-label",
                            "Tick request " + row.arrivalOffset())
                    .close();
        }
    }

    private void row(Html html, ObservationRow row) {
        html.open("article", "class", "card").open("p");
        tick(html, row);
        html.element("span", row.verdict().wire(), "class", "badge " + row.verdict().wire())
                .text(" ")
                .element("code", row.reason())
                .text(" ");
        Words.time(html, row.receivedAt());
        html.text(" " + row.source() + " " + row.merchant() + " " + row.store() + " ")
                .text(row.eventName())
                .close()
                .element("p", row.sentence());
        if (Tabs.TURNED_AWAY.contains(row.verdict().wire())) {
            html.element("p", RequestFix.of(row.reason()), "class", "fix");
        }
        if (row.verdict() == Verdict.REJECTED) {
            html.open("p", "class", "why")
                    .text("After correcting it: ")
                    .element("code", "tl reprocess " + row.arrivalOffset())
                    .close();
        }
        if (row.eventSeq() != 0 && evidence.queries().event(row.eventSeq()).isPresent()) {
            html.open("p")
                    .element(
                            "a",
                            "its event",
                            "href",
                            Links.event(row.eventSeq()),
                            "data-drawer",
                            "")
                    .close();
        }
        Optional<Arrival> arrival = evidence.queries().arrival(row.arrivalOffset());
        arrival.ifPresentOrElse(
                raw -> {
                    html.open("details").element("summary", "The request as it arrived");
                    request(html, raw);
                    html.close();
                },
                () -> html.element("p", "The request is no longer kept.", "class", "why"));
        html.close();
    }

    /** A request as it arrived. */
    static void request(Html html, Arrival arrival) {
        html.element("p", arrival.method() + " " + arrival.path(), "class", "code")
                .element(
                        "p",
                        "from "
                                + arrival.remoteAddress()
                                + (arrival.verifiedBy().isEmpty()
                                        ? ", not proven authentic"
                                        : ", proven by " + arrival.verifiedBy()),
                        "class",
                        "why");
        Map<String, String> query = new TreeMap<>();
        arrival.query().forEach((name, values) -> query.put(name, String.join(", ", values)));
        Words.headers(html, query);
        Words.headers(html, arrival.headers());
        Words.body(html, new String(arrival.raw(), StandardCharsets.UTF_8));
    }
}
