// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.Found;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of deliveries. */
final class DeliveryPages {
    private static final int ROWS = 50;
    private static final List<String> COLUMNS =
            List.of(
                    "Changed",
                    "Event",
                    "Order",
                    "Destination",
                    "Reason",
                    "Attempts",
                    "Next attempt");

    private final Evidence evidence;

    DeliveryPages(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput list(Parameters query) {
        Standing.Board board = evidence.board();
        DeliveryFilter filter = query.deliveries(board.now());
        DeliveryFilters filters = new DeliveryFilters(filter);
        int limit = query.limit(ROWS);
        Found<Delivery> found =
                evidence.queries().findDeliveries(filter, query.beforeNumber(), limit);
        Html html = Frame.begin("Deliveries", "/deliveries");
        if (!found.rows().isEmpty()) {
            Frame.skip(html, "deliveries");
        }
        RulePages.refusal(html, evidence.rules());
        Frame.pauses(html, board);
        IncidentView.lines(html, evidence.openIncidents(), board);
        chips(html, filter, filters);
        destinations(html);
        filters.form(html, board);
        if (found.rows().isEmpty()) {
            Frame.empty(
                    html,
                    "No delivery matches.",
                    "Take a filter away, or look whether the event has arrived.",
                    List.of("/events", "Events"));
        } else {
            replayBar(html, filters);
            table(html, found.rows().stream().map(board::of).toList());
        }
        older(html, found, filters, filter, limit);
        return Answers.page(200, html.document());
    }

    private void destinations(Html html) {
        List<Condition> all = Condition.all(evidence);
        if (!all.isEmpty()) {
            html.open("details", "class", "standing beside")
                    .element("summary", "How destinations do");
            DestinationPages.table(html, all);
            html.close();
        }
    }

    private static void older(
            Html html,
            Found<Delivery> found,
            DeliveryFilters filters,
            DeliveryFilter filter,
            int limit) {
        if (found.searchedTo().isPresent()) {
            html.open("p", "class", "older").text("Searched back to ");
            Words.time(html, found.searchedToTime());
            html.text(". ")
                    .element(
                            "a",
                            "Go on",
                            "href",
                            filters.link(
                                    filters.status(),
                                    filter.reason(),
                                    found.searchedTo().getAsLong()),
                            "rel",
                            "next")
                    .close();
            return;
        }
        List<Delivery> rows = found.rows();
        long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).eventSeq();
        Frame.older(
                html, rows.size() >= limit, filters.link(filters.status(), filter.reason(), last));
    }

    private void chips(Html html, DeliveryFilter filter, DeliveryFilters filters) {
        List<DeliveryCount> counts =
                evidence.queries().deliveryCounts().stream()
                        .filter(row -> matches(filter.destination(), row.destination()))
                        .filter(row -> matches(filter.merchant(), row.merchant()))
                        .toList();
        Map<String, Long> statuses = sums(counts, row -> row.status().wire());
        html.open("nav", "class", "chips", "aria-label", "By status");
        chip(html, "all", total(statuses), filters.link("", "", -1), filter.status() == null);
        for (DeliveryStatus status : DeliveryStatus.values()) {
            chip(
                    html,
                    status.wire(),
                    statuses.getOrDefault(status.wire(), 0L),
                    filters.link(status.wire(), "", -1),
                    status == filter.status());
        }
        html.close();
        if (filter.status() != null) {
            reasons(html, filter.status(), filter, filters, counts);
        } else {
            html.open("details", "class", "all-reasons beside").element("summary", "Reasons");
            for (DeliveryStatus status : DeliveryStatus.values()) {
                reasons(html, status, filter, filters, counts);
            }
            html.close();
        }
        if (isNarrower(filter)) {
            html.element(
                    "p",
                    "The counts are of all deliveries of the destination and merchant; the list is"
                            + " narrower.",
                    "class",
                    "why");
        }
    }

    private static boolean isNarrower(DeliveryFilter filter) {
        return !filter.eventName().isEmpty()
                || !filter.store().isEmpty()
                || !filter.orderId().isEmpty()
                || !filter.eventId().isEmpty()
                || filter.since() != null
                || filter.until() != null;
    }

    private static void reasons(
            Html html,
            DeliveryStatus status,
            DeliveryFilter filter,
            DeliveryFilters filters,
            List<DeliveryCount> counts) {
        Map<String, Long> reasons =
                sums(
                        counts.stream().filter(row -> row.status() == status).toList(),
                        DeliveryCount::reason);
        if (reasons.isEmpty()) {
            return;
        }
        html.open("nav", "class", "chips", "aria-label", "Reasons of " + status.wire());
        if (filter.status() == null) {
            html.element("span", status.wire(), "class", "badge " + status.wire());
        }
        reasons.forEach(
                (reason, count) ->
                        chip(
                                html,
                                reason,
                                count,
                                filters.link(status.wire(), reason, -1),
                                reason.equals(filter.reason())));
        html.close();
    }

    private static void chip(Html html, String text, long count, String link, boolean here) {
        if (here) {
            html.element("a", text + " " + count, "href", link, "aria-current", "true");
        } else {
            html.element("a", text + " " + count, "href", link);
        }
    }

    private static Map<String, Long> sums(
            List<DeliveryCount> counts, Function<DeliveryCount, String> by) {
        return counts.stream()
                .collect(
                        Collectors.groupingBy(
                                by, TreeMap::new, Collectors.summingLong(DeliveryCount::count)));
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static boolean matches(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    /** What a script makes of it: sending again those that are ticked, or all that match. */
    private static void replayBar(Html html, DeliveryFilters filters) {
        html.open(
                "section",
                "class",
                "orders",
                "id",
                "replay",
                "aria-label",
                "Send again",
                "data-order",
                filters.isReplayable() ? StrictJson.writeText(filters.order()) : "",
                "hidden",
                "");
        html.element("button", "Replay the ticked ones", "type", "button", "id", "replay-ticked");
        if (filters.isReplayable()) {
            html.element("button", "Replay all that match", "type", "button", "id", "replay-all");
        }
        html.element("output", "", "id", "replay-state", "aria-live", "polite").close();
    }

    private static void table(Html html, List<Standing> rows) {
        html.open("table", "id", "deliveries").open("thead").open("tr");
        html.open("th", "class", "tick", "scope", "col", "hidden", "")
                .element("span", "Tick", "class", "unseen")
                .close();
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        rows.forEach(row -> row(html, row));
        html.close().close();
    }

    private static void row(Html html, Standing standing) {
        Delivery delivery = standing.delivery();
        String status = standing.status().wire();
        html.open("tr").open("td", "class", "tick", "hidden", "");
        if (delivery.status().isFinal()) {
            html.empty(
                    "input",
                    "type",
                    "checkbox",
                    "name",
                    "tick",
                    "value",
                    delivery.eventSeq() + "/" + delivery.destination(),
                    "aria-label",
                    "Tick " + delivery.eventName() + " to " + delivery.destination());
        }
        html.close().open("td", "data-label", "Changed");
        Words.time(html, delivery.updatedAt());
        html.close()
                .open("td", "data-label", "Event")
                .element(
                        "a",
                        delivery.eventName(),
                        "href",
                        Links.event(delivery.eventSeq()),
                        "data-drawer",
                        "")
                .close()
                .element("td", delivery.orderId(), "data-label", "Order")
                .open("td", "data-label", "Destination")
                .element(
                        "a",
                        delivery.destination() + " " + status,
                        "class",
                        "badge " + status,
                        "href",
                        Links.delivery(delivery.eventSeq(), delivery.destination()),
                        "data-drawer",
                        "")
                .close()
                .open("td", "data-label", "Reason")
                .open("span")
                .text(standing.sentence() + " ")
                .element("code", delivery.reason())
                .close()
                .close()
                .open("td", "data-label", "Attempts", "class", "number")
                .element(
                        "a",
                        Integer.toString(delivery.attempts()),
                        "href",
                        Links.delivery(delivery.eventSeq(), delivery.destination()),
                        "data-drawer",
                        "",
                        "title",
                        "Each attempt, and what it waits for")
                .close()
                .open("td", "data-label", "Next attempt");
        standing.due().ifPresentOrElse(at -> Words.time(html, at), () -> html.text("none"));
        html.close().close();
    }
}
