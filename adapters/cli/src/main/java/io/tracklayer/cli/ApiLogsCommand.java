// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the calls made to the platforms. */
@Command(
        name = "api-logs",
        description = "List the calls made to the platforms with their answers, secrets masked.")
final class ApiLogsCommand implements Callable<Integer> {
    @Option(names = "--destination", paramLabel = "ID", description = "Only this destination.")
    private String destination;

    @Option(
            names = "--outcome",
            paramLabel = "NAME",
            description = "Only this outcome, e.g. retry.")
    private String outcome;

    @Option(names = "--text", paramLabel = "TEXT", description = "Only calls that contain this.")
    private String text;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of the newest ones. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin private NodeOptions nodeOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Query query =
                new Query()
                        .with("destination", destination)
                        .with("outcome", outcome)
                        .with("text", text)
                        .with("limit", limit);
        new RowPrinter(spec.commandLine().getOut())
                .print(
                        nodeOptions.connect().get("/api/v1/api-logs" + query),
                        "attempts",
                        json,
                        "started_at",
                        "destination",
                        "status",
                        "outcome",
                        "code",
                        "latency_ms",
                        "text");
        return 0;
    }
}
