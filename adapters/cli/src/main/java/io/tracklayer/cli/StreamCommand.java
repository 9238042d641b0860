// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows events, and requests that became none, as they come in. */
@Command(
        name = "stream",
        description = {
            "Show the newest events and those that follow, one line each: what became of them at each"
                    + " destination and why; a further line when that changes. Requests that were"
                    + " rejected or refused are shown with what to do.",
            "Goes on until Ctrl-C, and where it was after the connection broke.",
            "Exit codes: 0 ended, 3 no node answers.",
            "Example: tl stream --event purchase_placed --destination meta --status failed"
        })
final class StreamCommand implements Callable<Integer> {
    @Mixin private EventOptions events;
    @Mixin private OutcomeOptions outcome;

    @Option(names = "--rejected-only", description = "Only requests that were rejected or refused.")
    private boolean rejectedOnly;

    @Option(
            names = {"--tail", "--limit"},
            arity = "0..1",
            paramLabel = "N",
            defaultValue = "20",
            fallbackValue = "20",
            description = "How many of the newest ones come first. Default: ${DEFAULT-VALUE}")
    private int tail;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Instead, all since 15m, 24h, 7d ago, a day or a time.")
    private Moment since;

    @Option(names = "--no-follow", description = "End after those that are there.")
    private boolean once;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description =
                    "auto, always or never. auto colours on a terminal unless NO_COLOR is set."
                            + " Default: ${DEFAULT-VALUE}")
    private Colours.When color;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Mixin private NodeOptions node;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Http http = node.connect();
        LiveFeed feed = new LiveFeed(http, err());
        long from = feed.now();
        long rejectedFrom = feed.newestRequest();
        StreamPrinter printer = new StreamPrinter(out(), json, new EventLine(Colours.of(color)));
        before(http).forEach(printer::event);
        if (!once) {
            if (rejectedOnly || !outcome.any() && !events.named()) {
                feed.rejected(rejectedFrom, events::takesRequest, printer::rejected);
            }
            feed.follow(from, rejectedOnly ? row -> false : this::wanted, printer);
        }
        return ExitCode.DONE;
    }

    /** What is there already, oldest first. */
    private List<JsonNode> before(Http http) {
        if (rejectedOnly) {
            return List.of();
        }
        PageOptions wanted = since == null ? PageOptions.newest(tail) : PageOptions.since(since);
        List<JsonNode> rows =
                new ArrayList<>(
                        new Pages(http, "/api/v1/events", "events", "received_at")
                                .rows(events.query(), wanted, this::wanted));
        Collections.reverse(rows);
        return rows;
    }

    private boolean wanted(JsonNode row) {
        return events.takes(row) && outcome.takes(row);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
