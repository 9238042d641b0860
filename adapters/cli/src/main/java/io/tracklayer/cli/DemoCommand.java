// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole way of an event, with nothing but this computer. */
@Command(
        name = "demo",
        description = {
            "Run a node with two merchants against stand-ins of the platforms and play a recorded hour",
            "of requests in about 25 seconds. Without --exit it keeps running until Ctrl-C."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--exit",
            description =
                    "Compare what came out with what was recorded, and end. Exit code 1 on any difference.")
    private boolean exit;

    @Option(names = "--json", description = "Print the result as JSON; progress goes to stderr.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Another seed makes another hour. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "144",
            description = "How many times faster than life. Default: ${DEFAULT-VALUE}")
    private double speed;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long --exit waits for the last delivery. Default: ${DEFAULT-VALUE}")
    private int patience;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Empty folder for the files of this run. Default: a new temporary one")
    private Path folder;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (speed <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "--speed must be more than 0; try --speed 144");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        boolean terminal = System.console() != null && !json;
        try (DemoRun run = DemoRun.start(seed, folder, progress, terminal)) {
            if (!exit) {
                addresses(run, out);
            }
            run.play(speed);
            return exit ? compare(run, out) : stay(run, out);
        }
    }

    private int compare(DemoRun run, PrintWriter out) {
        run.settle(Duration.ofSeconds(patience));
        DemoReport report = run.report();
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("ok", report.ok());
            result.put("folder", run.folder().toString());
            result.put("checks", report.toJson());
            out.println(Json.writePretty(result));
        } else {
            out.println();
            report.table().forEach(out::println);
            out.println();
            out.println(
                    report.ok()
                            ? "Everything came out as recorded."
                            : "Something differs: see NO above and the logs in " + run.folder());
        }
        out.flush();
        return report.ok() ? 0 : 1;
    }

    private int stay(DemoRun run, PrintWriter out) {
        if (!json) {
            out.println();
            out.println("The hour is over; node and sandbox keep running. Ctrl-C ends them.");
            addresses(run, out);
        }
        run.stay();
        return 0;
    }

    private void addresses(DemoRun run, PrintWriter out) {
        Map<String, String> pages = new LinkedHashMap<>();
        for (String page : List.of("events", "deliveries", "api-logs")) {
            pages.put(page, run.node() + "/" + page);
        }
        pages.put("platforms", run.sandbox() + "/");
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("folder", run.folder().toString());
            result.put("node", run.node().toString());
            result.put("sandbox", run.sandbox().toString());
            result.put("pages", pages);
            out.println(Json.write(result));
        } else {
            TextTable table = new TextTable("page", "address");
            pages.forEach(table::row);
            table.lines().forEach(out::println);
        }
        out.flush();
    }
}
