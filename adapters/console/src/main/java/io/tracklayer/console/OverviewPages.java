// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.build.BuildCommit;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.intake.HttpOutput;
import java.util.List;
import java.util.Map;

/** The first page: what needs a person, and how each merchant and destination fares. */
final class OverviewPages {
    private static final List<String> COLUMNS =
            List.of(
                    "Destination",
                    "Delivered",
                    "Failed",
                    "Waiting",
                    "Skipped",
                    "Match",
                    "Newest delivery",
                    "Over time");
    private static final int MOST_REASONS = 5;

    private final Visit visit;
    private final Html html;

    private OverviewPages(Visit visit, Html html) {
        this.visit = visit;
        this.html = html;
    }

    static HttpOutput page(Visit visit) {
        visit.query().only("period");
        return new OverviewPages(visit, Frame.begin("Overview", "/")).show(Overviews.of(visit));
    }

    private HttpOutput show(Overview overview) {
        new ConcernBanners(html, visit.evidence().board().configuration()).write(overview);
        if (overview.anything()) {
            DiagnoseForm.prompt(html);
        } else {
            new FirstSteps(html, visit.evidence().board().configuration()).write();
        }
        Workshop.panel(html, overview.work());
        if (overview.anything()) {
            choices(overview.period());
            overview.merchants().forEach(part -> merchant(part, overview.period()));
            explained();
        }
        html.element("p", "TrackLayer " + BuildCommit.with(EventPreview.VERSION), "class", "why");
        return Answers.page(200, html.document());
    }

    private void choices(Period period) {
        html.open("nav", "class", "chips", "aria-label", "Period");
        for (Period.Choice choice : Period.Choice.values()) {
            String link = Links.to("/", "period", choice.wire());
            if (choice == period.choice()) {
                html.element("a", choice.title(), "href", link, "aria-current", "true");
            } else {
                html.element("a", choice.title(), "href", link);
            }
        }
        html.close();
    }

    private void merchant(MerchantPart part, Period period) {
        String name = part.merchant().isEmpty() ? "Of no known merchant" : part.merchant();
        html.open("section", "class", "panel", "aria-label", name)
                .open("header")
                .element("h2", name)
                .element("a", "Events", "href", Links.to("/events", "merchant", part.merchant()))
                .close();
        if (!part.merchant().isEmpty()) {
            PurchaseSummary.whole(visit.evidence())
                    .write(html, new EventFilter("", part.merchant(), "", ""));
        }
        sent(part, period);
        tiles(part);
        if (part.arrived() > 0) {
            new HourChart(html, "What arrived for " + name, part.bars(period)).whole();
        }
        sources(part);
        html.close();
    }

    private void sent(MerchantPart part, Period period) {
        if (part.merchant().isEmpty()) {
            return;
        }
        if (part.destinations().isEmpty()) {
            html.open("p", "class", "why")
                    .text("No destination is set up. ")
                    .element("a", "Connect one", "href", "/destinations/connect")
                    .close();
        } else {
            destinations(part, period);
        }
    }

    private void tiles(MerchantPart part) {
        html.open("ul", "class", "tiles");
        tile("arrived", part.arrived(), "");
        tile("new events", part.count(Verdict.ACCEPTED), "");
        tile("merged copies", part.count(Verdict.MERGED) + part.count(Verdict.DUPLICATE), "");
        tile("ignored", part.count(Verdict.IGNORED), "");
        tile("rejected", part.count(Verdict.REJECTED), "failed");
        tile("refused", part.count(Verdict.REFUSED), "failed");
        html.close();
        List<Map.Entry<String, Long>> reasons = part.turnedAway();
        if (!reasons.isEmpty()) {
            html.open("p", "class", "why").text("Rejected or refused: ");
            reasons.stream()
                    .limit(MOST_REASONS)
                    .forEach(
                            reason ->
                                    html.text(Figures.of(reason.getValue()) + " ")
                                            .element("code", reason.getKey())
                                            .text(" "));
            html.element(
                            "a",
                            "Look at them",
                            "href",
                            Links.to("/events", "show", "requests", "merchant", part.merchant()))
                    .close();
        }
    }

    private void tile(String label, long count, String look) {
        html.open("li", "class", count > 0 ? ("tile " + look).strip() : "tile")
                .element("b", Figures.of(count))
                .element("span", label)
                .close();
    }

    private void sources(MerchantPart part) {
        if (part.bySource().isEmpty()) {
            return;
        }
        html.open("p", "class", "why").text("By source: ");
        String separator = "";
        for (Map.Entry<String, Map<String, Long>> source : part.bySource().entrySet()) {
            long sum = source.getValue().values().stream().mapToLong(Long::longValue).sum();
            String name = source.getKey().isEmpty() ? "unknown" : source.getKey();
            html.text(separator + name + " " + Figures.of(sum));
            separator = ", ";
        }
        html.close();
    }

    private void destinations(MerchantPart part, Period period) {
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        part.destinations().forEach(one -> destination(one, period));
        html.close().close().close();
    }

    private void destination(DestinationPart part, Period period) {
        html.open("tr").open("th", "scope", "row", "data-label", "Destination").open("span");
        if (part.configured() == null) {
            html.element("a", part.id(), "href", Concerns.deliveries("", part.id()));
        } else {
            html.element("a", part.id(), "href", Links.destination(part.id()));
        }
        html.text(" ");
        state(part.state());
        html.close().close();
        html.open("td", "data-label", "Delivered", "class", "number").open("span");
        html.text(Figures.of(part.count(DeliveryStatus.DELIVERED)));
        part.share().ifPresent(share -> html.text(" ").element("small", share + " %"));
        html.close().close();
        reasons(part, DeliveryStatus.FAILED, "Failed");
        waiting(part);
        reasons(part, DeliveryStatus.SKIPPED, "Skipped");
        match(part);
        html.open("td", "data-label", "Newest delivery");
        part.last().ifPresentOrElse(at -> Words.time(html, at), () -> html.text("none"));
        html.close().open("td", "data-label", "Over time");
        new HourChart(html, "Deliveries to " + part.id(), part.bars(period)).small();
        html.close().close();
    }

    private void state(String state) {
        switch (state) {
            case "on" -> {}
            case "held", "paused" -> html.element("span", state, "class", "badge held");
            case "down" -> html.element("span", state, "class", "badge failed");
            case "waiting" -> html.element("span", "waits", "class", "badge pending");
            default -> html.element("span", state, "class", "badge");
        }
    }

    private void waiting(DestinationPart part) {
        html.open("td", "data-label", "Waiting", "class", "number").open("span");
        long count = part.count(DeliveryStatus.PENDING);
        if (count == 0) {
            html.text("0");
        } else {
            String status = part.held() ? "held" : "pending";
            html.element("a", Figures.of(count), "href", Concerns.deliveries(status, part.id()));
        }
        html.close().close();
    }

    private void reasons(DestinationPart part, DeliveryStatus status, String label) {
        html.open("td", "data-label", label).open("div");
        long count = part.count(status);
        if (count == 0) {
            html.text("0").close().close();
            return;
        }
        html.open("details").element("summary", Figures.of(count)).open("ul", "class", "outcomes");
        part.reasons(status)
                .forEach(
                        (reason, n) ->
                                html.open("li")
                                        .text(Figures.of(n) + " ")
                                        .element(
                                                "a",
                                                reason,
                                                "href",
                                                Concerns.deliveries(status, part.id(), reason))
                                        .close());
        html.close().close().close().close();
    }

    private void match(DestinationPart part) {
        html.open("td", "data-label", "Match").open("span");
        part.estimate()
                .ifPresentOrElse(
                        match -> {
                            html.element("strong", match.score()).text(" of 10");
                            match.missingMost()
                                    .ifPresent(
                                            key ->
                                                    html.text(" ")
                                                            .element(
                                                                    "small",
                                                                    key.title()
                                                                            + " missing in "
                                                                            + match.missingPercent(
                                                                                    key)
                                                                            + " %"));
                        },
                        () -> html.element("small", "no recent purchase"));
        html.close().close();
    }

    private void explained() {
        html.open("ul", "class", "key");
        for (String part : List.of("delivered", "pending", "held", "failed", "skipped")) {
            html.open("li").element("i", "", "class", part).text(part).close();
        }
        html.close()
                .open("p", "class", "why")
                .text(
                        "An event counts in the hour in which its first copy arrived, in UTC. The"
                                + " percentage is of what was meant to be sent: delivered, failed"
                                + " and waiting. Match is our estimate from the newest purchases,"
                                + " see docs/operations.md.")
                .close();
    }
}
