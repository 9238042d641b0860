// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the node. */
@Command(name = "up", description = "Run the node in the foreground until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            description = "Configuration folder. Default: ${DEFAULT-VALUE}")
    private Path config;

    @Override
    public Integer call() {
        Path file = config.resolve("tracklayer.yaml");
        if (!Files.isRegularFile(file)) {
            throw new CliFailure(
                    "there is no "
                            + file.toAbsolutePath()
                            + "; name the folder with --config, or create the file with at least:\n\n"
                            + "version: 1\n"
                            + "merchants:\n"
                            + "  - id: my-shop\n"
                            + "    stores:\n"
                            + "      - {id: my-store, currency: EUR, country: DE, sources: {browser: {}, segment: {}}}\n\n"
                            + "then make a write key with \"tl keys create --store my-store --source browser\""
                            + " and a destination with \"tl connect\". To look around first: tl demo");
        }
        return ChildProcess.runInForeground(
                "node", Programs.NODE, "--config", config.toAbsolutePath().toString());
    }
}
