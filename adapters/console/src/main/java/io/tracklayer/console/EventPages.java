// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import java.util.Arrays;
import java.util.List;

/** The list of events. */
final class EventPages {
    private static final int ROWS = 50;
    private static final List<String> COLUMNS =
            List.of("Time", "Event", "Order", "Value", "Sources", "Destinations");

    private final Evidence evidence;
    private final PurchaseSummary summary;
    private final RequestPages requests;
    private final CollisionPages collisions;
    private final Tabs tabs;

    EventPages(Evidence evidence) {
        this.evidence = evidence;
        this.summary = new PurchaseSummary(evidence);
        this.requests = new RequestPages(evidence);
        this.collisions = new CollisionPages(evidence);
        this.tabs = new Tabs(evidence);
    }

    HttpOutput list(Parameters query) {
        if (query.text("show").equals("requests")) {
            return requests.list(query);
        }
        if (query.text("show").equals("collisions")) {
            return collisions.list(query);
        }
        EventFilter filter = query.events();
        String key = query.text("key");
        int limit = query.limit(ROWS);
        List<StoredEvent> events = evidence.events(filter, key, query.beforeNumber(), limit);
        Html html = Frame.begin("Events", "/events");
        RulePages.refusal(html, evidence.rules());
        Frame.pauses(html, evidence.board());
        summary.write(html, filter);
        tabs.write(html, Tabs.Tab.EVENTS);
        form(html, filter, key);
        if (query.text("before").isEmpty()) {
            live(html);
        }
        table(html, filter, key, evidence.shown(events));
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).seq();
        Frame.older(html, events.size() >= limit, older(filter, key, last));
        return Answers.page(200, html.document());
    }

    private static void form(Html html, EventFilter filter, String key) {
        new FilterForm(html, "/events")
                .field("Order or event id", "key", key)
                .choice(
                        "Event",
                        "event",
                        filter.eventName(),
                        Arrays.stream(EventName.values()).map(EventName::wire).toList())
                .field("Merchant", "merchant", filter.merchant())
                .field("Store", "store", filter.store())
                .field("Source", "source", filter.source())
                .end();
    }

    private static String older(EventFilter filter, String key, long last) {
        return Links.to(
                "/events",
                "event",
                filter.eventName(),
                "merchant",
                filter.merchant(),
                "store",
                filter.store(),
                "source",
                filter.source(),
                "key",
                key,
                "before",
                Long.toString(last));
    }

    // Shown by the script, for without it there is nothing to pause.
    private static void live(Html html) {
        html.open("p", "class", "live", "id", "live", "hidden", "hidden")
                .element("span", "connecting", "id", "live-state", "role", "status")
                .element("button", "Pause", "type", "button", "id", "live-pause")
                .close();
    }

    private static void table(
            Html html, EventFilter filter, String key, List<Evidence.Shown> events) {
        html.open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close();
        html.open(
                "tbody",
                "id",
                "events",
                "data-since",
                Long.toString(since(events)),
                "data-event",
                filter.eventName(),
                "data-merchant",
                filter.merchant(),
                "data-store",
                filter.store(),
                "data-source",
                filter.source(),
                "data-key",
                key);
        events.forEach(shown -> row(html, shown));
        html.close().close();
        if (events.isEmpty()) {
            html.element(
                    "p",
                    "No event matches. Requests that could not become one are under Refused and rejected.",
                    "id",
                    "no-events");
        }
    }

    private static long since(List<Evidence.Shown> events) {
        return events.stream().mapToLong(shown -> shown.event().updatedOffset()).max().orElse(0);
    }

    private static void row(Html html, Evidence.Shown shown) {
        Event event = shown.event().event();
        html.open("tr", "data-seq", Long.toString(shown.event().seq()));
        html.open("td", "data-label", "Time");
        Words.time(html, event.receivedAt());
        html.close();
        html.open("td", "data-label", "Event")
                .element(
                        "a",
                        event.name().wire(),
                        "href",
                        Links.event(shown.event().seq()),
                        "data-drawer",
                        "")
                .close()
                .element("td", event.orderId().orElse(""), "data-label", "Order")
                .element("td", Words.amount(event), "data-label", "Value", "class", "number")
                .element("td", String.join(" + ", event.sources()), "data-label", "Sources")
                .open("td", "data-label", "Destinations");
        outcomes(html, shown.deliveries());
        html.close().close();
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
