// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceQueries.CollisionFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageRow;
import io.tracklayer.core.intake.HttpOutput;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** Whether browser and server tell the same story: who saw the purchases, and contradictions. */
final class CollisionPages {
    private static final int ROWS = 50;
    private static final int DAYS = 14;
    private static final List<String> COLUMNS =
            List.of("Day", "Store", "Event", "Seen by both", "Browser only", "Server only");

    private final Evidence evidence;
    private final Tabs tabs;

    CollisionPages(Evidence evidence) {
        this.evidence = evidence;
        this.tabs = new Tabs(evidence);
    }

    HttpOutput list(Parameters query) {
        CollisionFilter filter = query.collisions();
        int limit = query.limit(ROWS);
        List<CollisionRow> rows =
                evidence.queries().collisions(filter, query.beforeNumber(), limit);
        Html html = Frame.begin("Browser and server", "/events");
        tabs.write(html, Tabs.Tab.COLLISIONS);
        form(html, filter);
        coverage(html, filter);
        sentences(html, "What does not fit together", rows);
        if (rows.isEmpty()) {
            html.element("p", "No contradiction: every id stands for one order.");
        }
        long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).seq();
        Frame.older(html, rows.size() >= limit, older(filter, last));
        return Answers.page(200, html.document());
    }

    private static void form(Html html, CollisionFilter filter) {
        new FilterForm(html, "/events")
                .keep("show", "collisions")
                .choice(
                        "Kind",
                        "kind",
                        filter.kind(),
                        Arrays.stream(CollisionRow.Kind.values())
                                .map(CollisionRow.Kind::wire)
                                .toList())
                .field("Merchant", "merchant", filter.merchant())
                .field("Store", "store", filter.store())
                .end();
    }

    private static String older(CollisionFilter filter, long last) {
        return Links.to(
                "/events",
                "show",
                "collisions",
                "kind",
                filter.kind(),
                "merchant",
                filter.merchant(),
                "store",
                filter.store(),
                "before",
                Long.toString(last));
    }

    private void coverage(Html html, CollisionFilter filter) {
        List<CoverageRow> rows =
                evidence.queries()
                        .coverage(
                                new CoverageFilter("", filter.merchant(), filter.store()),
                                Parameters.LAST_DAY,
                                DAYS);
        if (rows.isEmpty()) {
            return;
        }
        html.element("h2", "Who saw the purchases").open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        rows.forEach(row -> coverage(html, row));
        html.close().close();
    }

    private static void coverage(Html html, CoverageRow row) {
        html.open("tr")
                .element("td", row.day().toString(), "data-label", "Day")
                .element("td", row.merchant() + " " + row.store(), "data-label", "Store")
                .element("td", row.eventName(), "data-label", "Event");
        share(html, "Seen by both", row.both(), row.events());
        share(html, "Browser only", row.browserOnly(), row.events());
        share(html, "Server only", row.serverOnly(), row.events());
        html.close();
    }

    private static void share(Html html, String label, long part, long whole) {
        String percent =
                ReconciliationJsonView.share(part, whole)
                        .movePointRight(2)
                        .setScale(1, RoundingMode.HALF_UP)
                        .toPlainString();
        html.element("td", part + " (" + percent + " %)", "data-label", label, "class", "number");
    }

    /** Collisions as sentences, each with the events it concerns. */
    static void sentences(Html html, String title, List<CollisionRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        html.element("h2", title).open("ul");
        for (CollisionRow row : rows) {
            html.open("li");
            Words.time(html, row.at());
            html.text(" " + row.sentence());
            for (long event : row.events()) {
                html.text(" ").element("a", "event " + event, "href", Links.event(event));
            }
            html.close();
        }
        html.close();
    }
}
