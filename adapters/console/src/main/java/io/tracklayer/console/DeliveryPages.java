// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.spi.EventName;
import java.util.Arrays;
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
                    "Event",
                    "Order",
                    "Destination",
                    "Reason",
                    "Attempts",
                    "Next attempt",
                    "Changed");

    private final Evidence evidence;

    DeliveryPages(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput list(Parameters query) {
        DeliveryFilter filter = query.deliveries();
        int limit = query.limit(ROWS);
        List<Delivery> rows = evidence.queries().deliveries(filter, query.beforeNumber(), limit);
        Standing.Board board = evidence.board();
        Html html = Frame.begin("Deliveries", "/deliveries");
        RulePages.refusal(html, evidence.rules());
        Frame.pauses(html, board);
        IncidentView.lines(html, evidence.openIncidents());
        chips(html, filter);
        html.open("p").element("a", "Replays", "href", "/replays").close();
        form(html, filter, board);
        if (rows.isEmpty()) {
            html.element("p", "No delivery matches.");
        } else {
            table(html, rows.stream().map(board::of).toList());
        }
        long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).eventSeq();
        Frame.older(
                html, rows.size() >= limit, link(filter, status(filter), filter.reason(), last));
        return Answers.page(200, html.document());
    }

    private void chips(Html html, DeliveryFilter filter) {
        List<DeliveryCount> counts =
                evidence.queries().deliveryCounts().stream()
                        .filter(row -> matches(filter.destination(), row.destination()))
                        .filter(row -> matches(filter.merchant(), row.merchant()))
                        .toList();
        Map<String, Long> statuses = sums(counts, row -> row.status().wire());
        html.open("nav", "class", "chips", "aria-label", "By status");
        chip(html, "all", total(statuses), link(filter, "", "", -1), filter.status() == null);
        for (DeliveryStatus status : DeliveryStatus.values()) {
            chip(
                    html,
                    status.wire(),
                    statuses.getOrDefault(status.wire(), 0L),
                    link(filter, status.wire(), "", -1),
                    status == filter.status());
        }
        html.close();
        if (filter.status() != null) {
            reasons(html, filter, counts);
        }
        if (!filter.eventName().isEmpty()) {
            html.element(
                    "p",
                    "The counts are of all events, the list is of " + filter.eventName() + ".",
                    "class",
                    "why");
        }
    }

    private static void reasons(Html html, DeliveryFilter filter, List<DeliveryCount> counts) {
        Map<String, Long> reasons =
                sums(
                        counts.stream().filter(row -> row.status() == filter.status()).toList(),
                        DeliveryCount::reason);
        html.open("nav", "class", "chips", "aria-label", "By reason");
        reasons.forEach(
                (reason, count) ->
                        chip(
                                html,
                                reason,
                                count,
                                link(filter, status(filter), reason, -1),
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

    private static String status(DeliveryFilter filter) {
        return filter.status() == null ? "" : filter.status().wire();
    }

    private static String link(DeliveryFilter filter, String status, String reason, long before) {
        return Links.to(
                "/deliveries",
                "status",
                status,
                "destination",
                filter.destination(),
                "merchant",
                filter.merchant(),
                "reason",
                reason,
                "event",
                filter.eventName(),
                "before",
                before < 0 ? "" : Long.toString(before));
    }

    private static void form(Html html, DeliveryFilter filter, Standing.Board board) {
        new FilterForm(html, "/deliveries")
                .keep("status", status(filter))
                .choice(
                        "Destination",
                        "destination",
                        filter.destination(),
                        board.configuration().destinations().stream()
                                .map(destination -> destination.id())
                                .sorted()
                                .toList())
                .choice(
                        "Event",
                        "event",
                        filter.eventName(),
                        Arrays.stream(EventName.values()).map(EventName::wire).toList())
                .field("Merchant", "merchant", filter.merchant())
                .field("Reason code", "reason", filter.reason())
                .end();
    }

    private static void table(Html html, List<Standing> rows) {
        html.open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        rows.forEach(row -> row(html, row));
        html.close().close();
    }

    private static void row(Html html, Standing standing) {
        Delivery delivery = standing.delivery();
        String status = standing.status().wire();
        html.open("tr")
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
                .element("span", delivery.destination() + " " + status, "class", "badge " + status)
                .close()
                .open("td", "data-label", "Reason")
                .open("span")
                .text(standing.sentence() + " ")
                .element("code", delivery.reason())
                .close()
                .close()
                .open("td", "data-label", "Attempts", "class", "number");
        if (delivery.lastAttempt().isEmpty()) {
            html.text(Integer.toString(delivery.attempts()));
        } else {
            html.element(
                    "a",
                    Integer.toString(delivery.attempts()),
                    "href",
                    Links.attempt(delivery.lastAttempt()));
        }
        html.close().open("td", "data-label", "Next attempt");
        standing.due().ifPresentOrElse(at -> Words.time(html, at), () -> html.text("none"));
        html.close().open("td", "data-label", "Changed");
        Words.time(html, delivery.updatedAt());
        html.close().close();
    }
}
