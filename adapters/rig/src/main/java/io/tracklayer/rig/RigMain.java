// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code tl rig}. Exit codes: 0 nothing is wrong, 1 something is, 2 wrong usage. */
@Command(
        name = "tl rig",
        mixinStandardHelpOptions = true,
        description = {
            "Torture a node of its own, on this machine's disk, and prove that nothing acknowledged is lost and",
            "nothing is counted twice. Scenarios: kills (the default), exact, recovery, stop, pause, power-cut,",
            "disk-full, bad-sync, slow-sync, torn-tail, sealed-damage, rebuild-damage, unapplied-damage,",
            "second-node, memory, out-of-memory, clock, all."
        })
public final class RigMain implements Callable<Integer> {
    private static final List<String> CALLS =
            List.of("fdatasync", "pwrite64", "fsync", "write", "rename", "unlink");

    @Parameters(index = "0", arity = "0..1", paramLabel = "SCENARIO", defaultValue = "kills")
    private String scenario;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same traffic and faults. Default: a new one")
    private Long seed;

    @Option(names = "--kills", paramLabel = "N", description = "Random kills. Default: 10")
    private Integer kills;

    @Option(names = "--clients", paramLabel = "N", description = "Senders. Default: 16")
    private Integer clients;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Messages acknowledged at least. Default: 1000")
    private Integer events;

    @Option(names = "--times", paramLabel = "N", description = "Other faults. Default: 3")
    private Integer times;

    @Option(
            names = "--syscall",
            paramLabel = "CALL",
            description =
                    "Of exact kills: fdatasync (the default), pwrite64, fsync, write, rename, unlink")
    private String syscall;

    @Option(
            names = "--upto",
            paramLabel = "N",
            description = "Exact kills at call 1 to N. Default: 10")
    private Integer upto;

    @Option(
            names = "--pace",
            paramLabel = "MS",
            defaultValue = "100",
            description = "Rest of a client after a message. Default: ${DEFAULT-VALUE}")
    private long pace;

    @Option(
            names = "--pause",
            paramLabel = "S",
            description = "Sleep of a stopped node in seconds. Default: 4")
    private Integer pause;

    @Option(
            names = "--long",
            description = "200 kills, 250,000 messages, 50 power cuts, sleeps of 60 s; hours.")
    private boolean big;

    @Option(names = "--json", description = "Print the result as JSON; progress goes to stderr.")
    private boolean json;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder for logs and data, on the disk to be proved. Default: temporary")
    private Path folder;

    @Spec private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RigMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        Map<String, Scenario> chosen = chosen();
        RigOptions options = options();
        Report report = new Report();
        for (Map.Entry<String, Scenario> each : chosen.entrySet()) {
            play(each.getKey(), each.getValue(), options, report, progress);
            report.lines().forEach(progress::println);
            progress.flush();
        }
        if (chosen.size() > 1) {
            report.summary().forEach(progress::println);
            progress.flush();
        }
        if (json) {
            out.println(report.json());
            out.flush();
        }
        return report.passed() ? 0 : 1;
    }

    private void play(
            String name,
            Scenario scenario,
            RigOptions options,
            Report report,
            PrintWriter progress) {
        String repeat = repeat(name, options);
        progress.println(name + ", seed " + options.seed());
        progress.flush();
        try {
            Verdict verdict =
                    scenario.play(
                            options,
                            line -> {
                                progress.println("  " + name + ": " + line);
                                progress.flush();
                            });
            report.judged(name, verdict, repeat);
        } catch (SkippedException needs) {
            report.skipped(name, needs.getMessage(), repeat);
        } catch (Exception broken) {
            report.brokeOff(name, broken.getMessage() + "; logs in " + options.folder(), repeat);
        }
    }

    private Map<String, Scenario> chosen() {
        Map<String, Scenario> all = new LinkedHashMap<>(Scenarios.all());
        if (scenario.equals("all")) {
            CALLS.stream()
                    .filter(call -> big && !call.equals("fdatasync"))
                    .forEach(
                            call ->
                                    all.put(
                                            "exact --syscall " + call,
                                            (options, progress) ->
                                                    Kills.exact(
                                                            options.withSyscall(call), progress)));
            return all;
        }
        if (!all.containsKey(scenario)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no scenario \"%s\"; known: all, %s"
                            .formatted(scenario, String.join(", ", all.keySet())));
        }
        return Map.of(scenario, all.get(scenario));
    }

    private RigOptions options() throws IOException {
        String call = syscall == null ? "fdatasync" : syscall;
        if (!CALLS.contains(call)) {
            throw new ParameterException(
                    spec.commandLine(), "--syscall must be one of " + String.join(", ", CALLS));
        }
        return new RigOptions(
                folder == null
                        ? Files.createTempDirectory("tracklayer-rig-")
                        : Files.createDirectories(folder.toAbsolutePath()),
                seed == null ? System.nanoTime() % 1_000_000 : seed,
                number("--kills", kills, big ? 200 : 10),
                number("--clients", clients, big ? 32 : 16),
                number("--events", events, big ? 250_000 : 1000),
                number("--times", times, big ? 50 : 3),
                call,
                number("--upto", upto, big ? 1000 : 10),
                pace,
                Duration.ofSeconds(number("--pause", pause, big ? 60 : 4)));
    }

    private int number(String option, Integer given, int otherwise) {
        int number = given == null ? otherwise : given;
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1");
        }
        return number;
    }

    private String repeat(String name, RigOptions o) {
        return "./tl rig %s --seed %d --kills %d --clients %d --events %d --times %d --upto %d --pace %d --pause %d%s"
                .formatted(
                        name,
                        o.seed(),
                        o.kills(),
                        o.clients(),
                        o.events(),
                        o.times(),
                        o.upto(),
                        o.paceMillis(),
                        o.pause().toSeconds(),
                        name.equals("exact") ? " --syscall " + o.syscall() : "");
    }
}
