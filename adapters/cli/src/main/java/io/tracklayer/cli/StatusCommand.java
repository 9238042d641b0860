// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the overview. */
@Command(
        name = "status",
        description = {
            "Show what needs a person, how each destination fares and what is under way.",
            "Exit codes: 0 nothing needs a person, 1 something does, 3 no node answers.",
            "Example: tl status --period 24h"
        })
final class StatusCommand implements Callable<Integer> {
    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            defaultValue = "today",
            description = "today (UTC), 24h or 7d. Default: ${DEFAULT-VALUE}")
    private String period;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private NodeOptions nodeOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode overview =
                nodeOptions.connect().get("/api/v1/overview" + new Query().with("period", period));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(overview.toPrettyString());
        } else {
            text(overview).forEach(out::println);
        }
        out.flush();
        return overview.path("concerns").isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** The overview as people read it. */
    static List<String> text(JsonNode overview) {
        List<String> lines = new ArrayList<>();
        concerns(lines, overview.path("concerns"));
        overview.path("work")
                .forEach(
                        work ->
                                lines.add(
                                        work.path("title").asText()
                                                + ": "
                                                + work.path("sentence").asText()));
        overview.path("merchants").forEach(merchant -> merchant(lines, merchant));
        return lines.stream().map(Printable::of).toList();
    }

    private static void concerns(List<String> lines, JsonNode concerns) {
        if (concerns.isEmpty()) {
            lines.add("Nothing needs you.");
        }
        for (JsonNode concern : concerns) {
            lines.add("! " + concern.path("title").asText());
            lines.add("  " + concern.path("sentence").asText());
            lines.add("  Next: " + concern.path("next").asText());
        }
    }

    private static void merchant(List<String> lines, JsonNode merchant) {
        lines.add("");
        String name = merchant.path("merchant").asText();
        lines.add((name.isEmpty() ? "of nobody" : name) + ": " + arrivals(merchant));
        if (merchant.path("destinations").isEmpty()) {
            return;
        }
        TextTable table =
                new TextTable(
                        "destination",
                        "state",
                        "delivered",
                        "%",
                        "failed",
                        "waiting",
                        "skipped",
                        "match",
                        "newest delivery");
        merchant.path("destinations").forEach(one -> row(table, one));
        lines.addAll(table.lines());
    }

    private static String arrivals(JsonNode merchant) {
        return "%d arrived, %d new, %d merged, %d ignored, %d rejected, %d refused"
                .formatted(
                        merchant.path("arrived").asLong(),
                        merchant.path("accepted").asLong(),
                        merchant.path("merged").asLong() + merchant.path("duplicate").asLong(),
                        merchant.path("ignored").asLong(),
                        merchant.path("rejected").asLong(),
                        merchant.path("refused").asLong());
    }

    private static void row(TextTable table, JsonNode one) {
        table.row(
                one.path("id").asText(),
                one.path("state").asText(),
                one.path("delivered").asText(),
                one.path("delivered_percent").asText("-"),
                one.path("failed").asText(),
                one.path("waiting").asText(),
                one.path("skipped").asText(),
                one.path("match").path("score").asText("-"),
                one.path("newest_delivery").asText("-"));
    }
}
