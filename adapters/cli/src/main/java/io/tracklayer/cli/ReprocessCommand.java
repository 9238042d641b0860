// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks again at requests that could not be used. */
@Command(
        name = "reprocess",
        description = {
            "Look again at requests that were rejected, after what was wrong has been corrected.",
            "Exit codes: 0 done or shown, 1 failed, 3 no node answers, 4 nobody said yes."
        })
final class ReprocessCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/reprocess";

    @Parameters(
            arity = "0..1",
            paramLabel = "REQUEST",
            description = "Only this one, by its offset as tl requests shows it.")
    private Long request;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only those with this reason.")
    private String reason;

    @Option(names = "--merchant", paramLabel = "ID", description = "Only those of this merchant.")
    private String merchant;

    @Option(names = "--source", paramLabel = "ID", description = "Only those of this source.")
    private String source;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "A time, or as long ago as 24h or 7d. Default: 24h")
    private String since;

    @Option(names = "--ignored", description = "Those that were ignored instead.")
    private boolean ignored;

    @Option(names = "--dry-run", description = "Only show which.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Start without asking.")
    private boolean yes;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private NodeOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Http node = options.connect();
        Map<String, Object> order = order();
        JsonNode preview = node.post(PATH + "/preview", order);
        if (dryRun || !yes) {
            print("would be looked at again", preview);
        }
        if (dryRun || preview.path("matched").asLong() == 0) {
            return 0;
        }
        if (!yes && !agreed(preview)) {
            spec.commandLine()
                    .getErr()
                    .println("tl: nothing was started; add --yes to start without being asked");
            spec.commandLine().getErr().flush();
            return ExitCode.NOT_AGREED;
        }
        order.put("by", System.getProperty("user.name", ""));
        print("looked at again", node.post(PATH, order));
        return 0;
    }

    private Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        put(order, "request", request);
        put(order, "reason", reason);
        put(order, "merchant", merchant);
        put(order, "source", source);
        put(order, "since", since);
        put(order, "verdict", ignored ? "ignored" : null);
        return order;
    }

    private static void put(Map<String, Object> order, String name, Object value) {
        if (value != null) {
            order.put(name, value);
        }
    }

    private void print(String what, JsonNode answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            out.println(answer.path("matched").asLong() + " request(s) " + what);
            answer.path("reasons")
                    .properties()
                    .forEach(
                            reason ->
                                    out.println(
                                            "  "
                                                    + reason.getValue().asLong()
                                                    + " "
                                                    + reason.getKey()));
            if (answer.path("gone").asLong() > 0) {
                out.println(
                        answer.path("gone").asLong()
                                + " more are no longer kept (retention.raw) and cannot be");
            }
            if (!answer.path("complete").asBoolean(true)) {
                out.println("There are more; give the order again afterwards.");
            }
        }
        out.flush();
    }

    private boolean agreed(JsonNode preview) {
        if (System.console() == null || json) {
            return false;
        }
        String answer =
                System.console()
                        .readLine("Look at %s again? [y/N] ", preview.path("matched").asText());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
