// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.diagnose.RequestFix;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.identity.EventKeys;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.spi.Event;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** The list of events, and of requests that became none. */
final class EventPages {
    private static final int ROWS = 50;
    private static final List<String> COLUMNS =
            List.of("Time", "Event", "Order", "Value", "Sources", "Destinations");

    private final Evidence evidence;
    private final Operator operator;
    private final Instant now;

    EventPages(Visit visit) {
        this.evidence = visit.evidence();
        this.operator = visit.operator();
        this.now = visit.clock().instant();
    }

    HttpOutput list(Parameters query) {
        if (query.text("show").equals("requests")) {
            return new RequestPages(evidence).list(query);
        }
        if (query.text("show").equals("collisions")) {
            return new CollisionPages(evidence).list(query);
        }
        if (query.text("key").contains("@")) {
            return Answers.redirect(
                    new EventFinder(evidence, operator).find(query.text("key")).location());
        }
        EventWanted wanted = EventWanted.of(query, evidence.queries(), operator, now, "show");
        int limit = query.limit(ROWS);
        EventLines.Page page = new EventLines(evidence).page(wanted, query.beforeNumber(), limit);
        Html html = Frame.begin("Events", "/events");
        Frame.skip(html, "events");
        RulePages.refusal(html, evidence.rules());
        Standing.Board board = evidence.board();
        Frame.pauses(html, board);
        PurchaseSummary.above(evidence).write(html, wanted.search().events());
        new Tabs(evidence).write(html, Tabs.Tab.EVENTS);
        EventForm form = new EventForm(html, wanted);
        form.search();
        new FoundHow(evidence, operator, wanted).write(html);
        form.filters(board.configuration());
        html.open("div", "class", "toolbar");
        form.chips();
        if (query.text("before").isEmpty() && wanted.search().window().to() == null) {
            live(html);
        }
        html.close();
        table(html, wanted, page);
        after(html, wanted, page, limit);
        return Answers.page(200, html.document());
    }

    // Shown by the script, for without it there is nothing to pause.
    private static void live(Html html) {
        html.open("p", "class", "live", "id", "live", "hidden", "hidden")
                .element("span", "connecting", "id", "live-state", "role", "status")
                .element("button", "Pause", "type", "button", "id", "live-pause")
                .close();
    }

    private static void table(Html html, EventWanted wanted, EventLines.Page page) {
        html.open("table", "class", "events").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close();
        html.open(
                "tbody",
                "id",
                "events",
                "data-since",
                Long.toString(since(page)),
                "data-stream",
                wanted.link(
                        "/api/v1/events/stream", "requests", wanted.requests() ? "show" : "hide"));
        page.lines().forEach(line -> line(html, wanted, line));
        html.close().close();
    }

    /** From where on the live stream has something new. */
    private static long since(EventLines.Page page) {
        return Collections.max(
                List.of(
                        0L,
                        page.events().stream()
                                .mapToLong(shown -> shown.event().updatedOffset())
                                .max()
                                .orElse(0),
                        page.requests().stream()
                                .mapToLong(ObservationRow::arrivalOffset)
                                .max()
                                .orElse(0)));
    }

    private static void line(Html html, EventWanted wanted, EventLines.Line line) {
        if (line.event() == null) {
            request(html, line);
        } else {
            row(html, wanted, line.event());
        }
    }

    private static void row(Html html, EventWanted wanted, Evidence.Shown shown) {
        Event event = shown.event().event();
        begin(html, Long.toString(shown.event().seq()), "event", event.receivedAt());
        html.element(
                "a",
                event.name().wire(),
                "href",
                Links.event(shown.event().seq()),
                "data-drawer",
                "");
        how(html, wanted, shown);
        html.close()
                .element("td", event.orderId().orElse(""), "data-label", "Order")
                .element("td", Words.amount(event), "data-label", "Value", "class", "number")
                .element("td", String.join(" + ", event.sources()), "data-label", "Sources")
                .open("td", "data-label", "Destinations");
        outcomes(html, shown.deliveries());
        html.close().close();
    }

    private static void begin(Html html, String place, String kind, Instant at) {
        html.open("tr", "data-seq", place, "class", kind).open("td", "data-label", "Time");
        Words.time(html, at);
        html.close().open("td", "data-label", "Event");
    }

    private static void how(Html html, EventWanted wanted, Evidence.Shown shown) {
        if (!wanted.search().whose().keys().isEmpty()
                && Collections.disjoint(wanted.direct(), EventKeys.of(shown.event()))) {
            html.element("small", "found through the person", "class", "why block");
        }
    }

    private static void request(Html html, EventLines.Line line) {
        ObservationRow row = line.request();
        begin(html, Long.toString(line.place()), "request", row.receivedAt());
        html.element(
                "a",
                row.eventName().isEmpty() ? "request" : row.eventName(),
                "href",
                Links.request(row.arrivalOffset()),
                "data-drawer",
                "");
        html.close()
                .element("td", "", "data-label", "Order")
                .element("td", "", "data-label", "Value", "class", "number")
                .element("td", row.source(), "data-label", "Sources")
                .open("td", "data-label", "Destinations")
                .element("span", row.verdict().wire(), "class", "badge " + row.verdict().wire())
                .text(" ")
                .element("code", row.reason())
                .text(" ")
                .element("span", row.sentence(), "class", "why")
                .element("span", RequestFix.of(row.reason()), "class", "fix")
                .close()
                .close();
    }

    private void after(Html html, EventWanted wanted, EventLines.Page page, int limit) {
        if (page.lines().isEmpty()) {
            html.open("div", "id", "no-events", "class", "empty");
            new NothingFound(evidence, wanted).write(html, page);
            html.close();
        }
        if (page.next() == 0) {
            return;
        }
        String link = wanted.link("/events", "before", Long.toString(page.next()));
        if (page.lines().size() >= limit || page.found().backTo() == null) {
            Frame.older(html, true, link);
            return;
        }
        html.open("p", "class", "older").text("Searched back to ");
        Words.time(html, page.found().backTo());
        html.text(", " + page.found().lookedAt() + " events. ")
                .element("a", "Go on from there", "href", link, "rel", "next")
                .close();
    }

    static void outcomes(Html html, List<Standing> deliveries) {
        if (deliveries.isEmpty()) {
            html.element("span", "no destination is set up for this store", "class", "why");
            return;
        }
        html.open("ul", "class", "outcomes");
        for (Standing standing : deliveries) {
            html.open("li");
            Words.outcome(html, standing);
            html.close();
        }
        html.close();
    }
}
