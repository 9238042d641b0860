// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a window of time for the twelve symptoms. */
@Command(
        name = "diagnose-window",
        hidden = true,
        description =
                "Check what arrived lately for twelve symptoms. Exit code 1 when any is present.")
final class DiagnoseWindowCommand implements Callable<Integer> {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "A time, or as long ago as 15m, 24h or 7d. Default: ${DEFAULT-VALUE}")
    private String since;

    @Option(names = "--destination", paramLabel = "ID", description = "Only this destination.")
    private String destination;

    @Option(names = "--merchant", paramLabel = "ID", description = "Only this merchant.")
    private String merchant;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin private NodeOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Query query =
                new Query()
                        .with("since", since)
                        .with("destination", destination)
                        .with("merchant", merchant);
        return new WindowDiagnosis(options.connect(), spec.commandLine().getOut())
                .print(query, json);
    }
}
