// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists deliveries. */
@Command(name = "deliveries", description = "List what became of events at the destinations.")
final class DeliveriesCommand implements Callable<Integer> {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "delivered, pending, held, failed or skipped.")
    private String status;

    @Option(names = "--destination", paramLabel = "ID", description = "Only this destination.")
    private String destination;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only this reason.")
    private String reason;

    @Option(names = "--event", paramLabel = "NAME", description = "Only events of this name.")
    private String event;

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
                        .with("status", status)
                        .with("destination", destination)
                        .with("reason", reason)
                        .with("event", event)
                        .with("limit", limit);
        new RowPrinter(spec.commandLine().getOut())
                .print(
                        nodeOptions.connect().get("/api/v1/deliveries" + query),
                        "deliveries",
                        json,
                        "event_name",
                        "event_id",
                        "destination",
                        "status",
                        "reason",
                        "attempts");
        return 0;
    }
}
