// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Sends deliveries again. */
@Command(
        name = "replay",
        description = {
            "Send deliveries again: shows what would be sent, and starts when you agree.",
            "Exit codes: 0 started, shown or, with --follow, ended well; 1 failed; 3 no node answers;"
                    + " 4 nobody said yes."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/replays";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Mixin private ReplayFilterOptions filter;

    @Option(names = "--dry-run", description = "Only show what would be sent.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Start without asking.")
    private boolean yes;

    @Option(names = "--follow", description = "Show how far it is until it has ended.")
    private boolean follow;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Mixin private NodeOptions node;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Http node = this.node.connect();
        Map<String, Object> order = filter.toOrder();
        JsonNode preview = node.post(PATH + "/preview", order);
        if (!yes || dryRun) {
            ReplayReport.preview(out(), preview, json);
        }
        if (dryRun) {
            return 0;
        }
        if (!yes && !agreed(preview)) {
            spec.commandLine()
                    .getErr()
                    .println("tl: nothing was started; add --yes to start without being asked");
            spec.commandLine().getErr().flush();
            return ExitCode.NOT_AGREED;
        }
        // the window that was shown, not one that has moved on meanwhile
        order.put("since", preview.path("order").path("since").asText());
        order.put("until", preview.path("order").path("until").asText());
        order.put("by", user());
        JsonNode started = node.post(PATH, order);
        ReplayReport.status(out(), started, json);
        return follow ? followed(node, started.path("id").asText()) : 0;
    }

    @Command(name = "status", description = "Show how far replays are, or one of them.")
    int status(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "Only this one.")
                    String id) {
        Http node = this.node.connect();
        if (id == null) {
            new RowPrinter(out())
                    .print(
                            node.get(PATH),
                            "replays",
                            json,
                            "id",
                            "state",
                            "by",
                            "started_at",
                            "queued",
                            "delivered",
                            "failed",
                            "skipped",
                            "excluded");
        } else {
            ReplayReport.status(out(), node.get(path(id)), json);
        }
        return 0;
    }

    @Command(name = "cancel", description = "Take up no more deliveries in a running replay.")
    int cancel(
            @Parameters(paramLabel = "ID", description = "Its id, as tl replay status has it.")
                    String id) {
        JsonNode replay = node.connect().post(path(id) + "/cancel", Map.of("by", user()));
        ReplayReport.status(out(), replay, json);
        return 0;
    }

    private int followed(Http node, String id) {
        while (true) {
            JsonNode replay = node.get(path(id));
            String state = replay.path("state").asText();
            if (!state.equals("running")) {
                ReplayReport.status(out(), replay, json);
                return state.equals("done") && replay.path("failed").asLong() == 0 ? 0 : 1;
            }
            if (!json) {
                out().println(ReplayReport.line(replay));
                out().flush();
            }
            Pauses.sleep(BETWEEN_LOOKS);
        }
    }

    private boolean agreed(JsonNode preview) {
        if (System.console() == null || json) {
            return false;
        }
        String answer =
                System.console()
                        .readLine("Send %s again? [y/N] ", preview.path("admitted").asText());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static String path(String id) {
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new CliFailure("\"" + id + "\" is no replay's id; tl replay status lists them");
        }
        return PATH + "/" + id;
    }

    private static String user() {
        return System.getProperty("user.name", "");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
