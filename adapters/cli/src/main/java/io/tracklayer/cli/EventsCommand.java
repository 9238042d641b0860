// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists events, and shows the whole of one. */
@Command(
        name = "events",
        description = {
            "List the newest events, or show the whole of one.",
            "Exit codes: 0 found, 1 none found, 3 no node answers.",
            "Example: tl events --status failed --since 24h",
            "Example: tl events show 548291"
        })
final class EventsCommand implements Callable<Integer> {
    @Option(names = "--id", paramLabel = "ID", description = "Only with this event or order id.")
    private String key;

    @Mixin private EventOptions events;
    @Mixin private OutcomeOptions outcome;
    @Mixin private PageOptions page;
    @Mixin private NodeOptions node;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Query query = events.query().with("key", key);
        Pages pages = new Pages(node.connect(), "/api/v1/events", "events", "received_at");
        Listing listing = new Listing(spec);
        List<JsonNode> rows = pages.rows(query, page, outcome::takes);
        listing.remark(pages.remark());
        if (!page.json()) {
            rows.forEach(EventsCommand::spell);
        }
        return listing.show(
                "events",
                rows,
                page.json(),
                "seq",
                "received_at",
                "event_name",
                "event_id",
                "order_id",
                "amount",
                "store",
                "outcomes");
    }

    /** What became of it, in one cell. */
    private static void spell(JsonNode row) {
        ((ObjectNode) row).put("outcomes", String.join(" ", EventLine.outcomes(row)));
    }

    @Command(
            name = "show",
            description = {
                "Show the whole of one event, or of all events of an order: copies and why they are"
                        + " one, every field and where it came from, consent, decisions, requests"
                        + " and answers.",
                "Exit codes: 0 found, 1 none found, 3 no node answers.",
                "Example: tl events show evt-4711"
            })
    int show(
            @Parameters(paramLabel = "EVENT", description = "Number, event id or order id.")
                    String name) {
        List<JsonNode> found = new FoundEvents(node.connect()).of(name);
        if (found.isEmpty()) {
            new Listing(spec)
                    .remark(
                            "tl: no event has the number, event id or order id \""
                                    + Printable.of(name)
                                    + "\"; tl diagnose knows names and other spellings, and what"
                                    + " came and could not become one");
            return ExitCode.FAILED;
        }
        if (page.json()) {
            ArrayNode all = Json.array();
            found.forEach(all::add);
            spec.commandLine()
                    .getOut()
                    .println((found.size() == 1 ? found.get(0) : all).toPrettyString());
        } else {
            found.forEach(one -> new EventReport(spec.commandLine().getOut()).print(one));
        }
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }
}
