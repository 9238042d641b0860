// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Examines an installation, and its node when one answers. */
@Command(
        name = "doctor",
        description = {
            "Examine an installation and, when it runs, its node: one line per check, with what to do.",
            "Changes nothing; while no node runs, journal and evidence are opened as a start would.",
            "Exit codes: 0 nothing failed, 1 a check failed.",
            "Example: tl doctor --config config --network"
        })
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            description = "Configuration folder. Default: ${DEFAULT-VALUE}")
    private Path config;

    @Option(
            names = "--network",
            description =
                    "Ask the destinations' servers, too: name, certificate and the days it has left,"
                            + " and what time it is there.")
    private boolean network;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private NodeOptions node;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode examined = examined();
        List<JsonNode> checks = new ArrayList<>(Rows.of(examined, "checks"));
        new NodeHealth(node.connect(), examined.path("management_port").asInt())
                .checks()
                .forEach(check -> checks.add(Json.tree(check)));
        if (json) {
            out().println(Json.writePretty(Map.of("checks", checks)));
        } else {
            print(checks);
        }
        out().flush();
        return count(checks, "fail") == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Another process looks at it: the plugins' code runs while they are read. */
    private JsonNode examined() {
        List<String> arguments =
                new ArrayList<>(
                        List.of("--config", config.toAbsolutePath().normalize().toString()));
        if (network) {
            arguments.add("--network");
        }
        return ChildProcess.output("doctor", Programs.DOCTOR, arguments.toArray(String[]::new))
                .flatMap(Json::read)
                .orElseThrow(
                        () ->
                                new CliFailure(
                                        "the installation in "
                                                + config.toAbsolutePath().normalize()
                                                + " cannot be examined; name the configuration folder"
                                                + " with --config"));
    }

    private void print(List<JsonNode> checks) {
        DoctorReport report = new DoctorReport(Colours.of(Colours.When.auto));
        checks.forEach(check -> report.line(check).forEach(out()::println));
        out().println(
                        checks.size()
                                + " checks, "
                                + count(checks, "fail")
                                + " failed, "
                                + count(checks, "warn")
                                + " warning(s)");
    }

    private static long count(List<JsonNode> checks, String level) {
        return checks.stream().filter(check -> check.path("level").asText().equals(level)).count();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
