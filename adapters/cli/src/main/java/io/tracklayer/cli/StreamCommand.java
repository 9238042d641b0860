// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows events as they come in. */
@Command(
        name = "stream",
        description = "Show the newest events, and with --tail those that follow.")
final class StreamCommand implements Callable<Integer> {
    private static final Duration BEFORE_RETURN = Duration.ofSeconds(2);

    @Option(names = "--event", paramLabel = "NAME", description = "Only events of this name.")
    private String event;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the newest ones. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--tail", description = "Go on until Ctrl-C.")
    private boolean tail;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Mixin private NodeOptions nodeOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Http node = nodeOptions.connect();
        String path = "/api/v1/events" + new Query().with("event", event).with("limit", limit);
        List<JsonNode> newest = new ArrayList<>(Rows.of(node.get(path), "events"));
        Collections.reverse(newest);
        newest.forEach(this::show);
        if (tail) {
            follow(node);
        }
        return 0;
    }

    /** Connections end; the stream goes on where it stopped. */
    private void follow(Http node) {
        String after = "";
        while (true) {
            String path = "/api/v1/events/stream" + new Query().with("after", after);
            try (var lines = node.lines(path)) {
                Iterator<String> each = lines.iterator();
                while (each.hasNext()) {
                    String line = each.next();
                    if (line.startsWith("id:")) {
                        after = line.substring(3).strip();
                    } else if (line.startsWith("data:")) {
                        Json.read(line.substring(5)).filter(this::wanted).ifPresent(this::show);
                    }
                }
            } catch (UncheckedIOException broken) {
                spec.commandLine().getErr().println("tl: connection lost, trying again");
                spec.commandLine().getErr().flush();
            }
            Pauses.sleep(BEFORE_RETURN);
        }
    }

    private boolean wanted(JsonNode row) {
        return event == null || event.equals(row.path("event_name").asText());
    }

    private void show(JsonNode row) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? row.toString() : line(row));
        out.flush();
    }

    /** One event in one line: when, what, how much, from where, and what became of it. */
    static String line(JsonNode row) {
        StringBuilder line = new StringBuilder();
        line.append(row.path("received_at").asText("-"));
        line.append("  ").append(row.path("event_name").asText("-"));
        line.append("  ").append(row.path("event_id").asText("-"));
        if (row.hasNonNull("amount")) {
            line.append("  ").append(row.path("amount").asText());
        }
        line.append("  ").append(row.path("merchant").asText("-"));
        line.append('/').append(row.path("store").asText("-"));
        if (row.path("sources").isArray()) {
            List<String> sources = new ArrayList<>();
            row.path("sources").forEach(source -> sources.add(source.asText()));
            line.append("  ").append(String.join("+", sources));
        }
        for (JsonNode delivery : row.path("deliveries")) {
            line.append("  ").append(delivery.path("destination").asText());
            line.append('=').append(delivery.path("status").asText());
            boolean skipped = delivery.path("status").asText().equals("skipped");
            if (skipped && delivery.hasNonNull("reason")) {
                line.append('(').append(delivery.path("reason").asText()).append(')');
            }
        }
        return line.toString();
    }
}
