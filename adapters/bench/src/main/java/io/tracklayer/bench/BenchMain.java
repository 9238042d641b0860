// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code tl bench}. Exit codes: 0 measured, 1 failed, 2 wrong usage. */
@Command(
        name = "tl bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure what a node costs on this machine, as ratios within one run.",
            "Everything happens in a folder of its own against local stand-ins of the platforms."
        })
public final class BenchMain implements Callable<Integer> {
    private static final Map<String, Bench> BENCHES = benches();

    @Option(names = "--quick", description = "Small sizes.")
    private boolean quick;

    @Option(names = "--full", description = "With 10,000,000 dedup keys.")
    private boolean full;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these: intake, pipeline, sources, growth, backlog, console, viewers.")
    private List<String> only;

    @Option(
            names = "--micro",
            description =
                    "The steps of the pipeline alone, by JMH: normalise, reconcile, decide, map.")
    private boolean micro;

    @Option(
            names = "--events",
            paramLabel = "NUMBER",
            description = "How many events the stores of backlog and console hold.")
    private Integer events;

    @Option(names = "--json", description = "Print JSON, which --compare can read later.")
    private boolean json;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Show each figure against that of an earlier run's JSON.")
    private Path compare;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where to work, on the disk to be measured. Default: a temporary folder")
    private Path dir;

    @Spec private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new BenchMain())
                        .setExecutionExceptionHandler(BenchMain::failed)
                        .execute(arguments));
    }

    private static int failed(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof BenchFailure foreseen) {
            command.getErr().println("tl: " + foreseen.getMessage());
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    @Override
    public Integer call() throws IOException {
        if (quick && full) {
            throw new ParameterException(spec.commandLine(), "--quick or --full, not both");
        }
        List<Bench> chosen = chosen();
        Map<String, Double> before =
                compare == null ? Map.of() : Report.values(Files.readString(compare));
        Path folder = dir == null ? Files.createTempDirectory("tl-bench") : dir;
        Files.createDirectories(folder);
        Site site = new Site(folder, scale(), spec.commandLine().getErr());
        Machine machine = Machine.look(folder);
        List<Figure> figures = new ArrayList<>();
        for (Bench bench : chosen) {
            figures.addAll(bench.run(site));
        }
        print(new Report(machine, figures), before);
        if (dir == null) {
            NodeFolder.remove(folder);
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(Report report, Map<String, Double> before) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? report.json() : report.table(before));
        out.flush();
    }

    private Scale scale() {
        Scale scale = quick ? Scale.quick() : full ? Scale.full() : Scale.usual();
        return events == null ? scale : scale.with(events);
    }

    private List<Bench> chosen() {
        if (micro) {
            return List.of(new Micro());
        }
        if (only == null) {
            return List.copyOf(BENCHES.values());
        }
        return only.stream().map(this::bench).toList();
    }

    private Bench bench(String name) {
        Bench bench = BENCHES.get(name);
        if (bench == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--only knows " + String.join(", ", BENCHES.keySet()) + ", not " + name);
        }
        return bench;
    }

    private static Map<String, Bench> benches() {
        Map<String, Bench> benches = new LinkedHashMap<>();
        benches.put("intake", new IntakeBench());
        benches.put("pipeline", new PipelineBench());
        benches.put("sources", new SourcesBench());
        benches.put("growth", new GrowthBench());
        benches.put("backlog", new BacklogBench());
        benches.put("console", new ConsoleBench());
        benches.put("viewers", new ViewersBench());
        return benches;
    }
}
