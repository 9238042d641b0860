// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.rules.RuleReader;
import io.tracklayer.rules.RuleVersions;
import io.tracklayer.rules.RulesDesk;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Checks, tests, explains and compares rules. Exit codes: 0 all is well, 1 something is wrong. */
@Command(
        name = "rules",
        description = "Check, test, explain and compare consent and routing rules.")
final class RulesCommand implements Runnable {
    /** A run may decide hundreds of thousands of events. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            scope = ScopeType.INHERIT,
            description = "Configuration folder. Default: ${DEFAULT-VALUE}")
    private Path config;

    @Mixin private NodeOptions node;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: tl rules check, test, explain, diff, versions, rollback or"
                        + " schema");
    }

    @Command(name = "check", description = "Read rules and say everything that is wrong with them.")
    int check(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DIR",
                            description = "Rules folder. Default: rules of the configuration.")
                    Path folder) {
        RulesDesk rules = new RulesDesk(config, folder);
        String elsewhere = rules.problemsElsewhere();
        if (!elsewhere.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            elsewhere
                                    + "\nSo the merchants, stores and sources that rules name are"
                                    + " not checked.");
            spec.commandLine().getErr().flush();
        }
        Map<String, Object> result = rules.check();
        print(
                result,
                out -> {
                    if (!problems(out, result)) {
                        List<String> warnings = texts(result, "warnings");
                        warnings.forEach(warning -> out.println("warning: " + warning));
                        out.println(
                                result.get("version")
                                        + ": "
                                        + result.get("rules")
                                        + " rule(s), no problem, "
                                        + warnings.size()
                                        + " warning(s)");
                    }
                });
        return texts(result, "problems").isEmpty() ? 0 : 1;
    }

    @Command(
            name = "test",
            description = "Decide every example of rule files and test files and compare.")
    int test(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DIR",
                            description = "Rules folder. Default: rules of the configuration.")
                    Path folder) {
        Map<String, Object> result = new RulesDesk(config, folder).test();
        List<String> failures = texts(result, "failures");
        List<String> uncovered = texts(result, "uncovered");
        print(
                result,
                out -> {
                    if (!problems(out, result)) {
                        failures.forEach(out::println);
                        int rules = (Integer) result.get("rules");
                        out.println(
                                result.get("examples")
                                        + " example(s), "
                                        + failures.size()
                                        + " failed; "
                                        + (rules - uncovered.size())
                                        + " of "
                                        + rules
                                        + " rules are matched by an example");
                        uncovered.forEach(rule -> out.println("matched by none: " + rule));
                    }
                });
        return failures.isEmpty() && texts(result, "problems").isEmpty() ? 0 : 1;
    }

    @Command(name = "explain", description = "Show how an event is decided, rule by rule, and why.")
    int explain(
            @Parameters(
                            paramLabel = "EVENT|FILE",
                            description =
                                    "Number, event id or order id of an event the node knows; or a"
                                            + " file with one canonical event, decided by the"
                                            + " rules of --config.")
                    String event,
            @Option(
                            names = "--destination",
                            paramLabel = "ID",
                            defaultValue = "",
                            description = "Only this destination.")
                    String destination) {
        Path file = Path.of(event);
        JsonNode explained =
                Files.isRegularFile(file)
                        ? Json.tree(new RulesDesk(config, null).explain(file, destination))
                        : node.connect()
                                .get(
                                        "/api/v1/rules/explain?event="
                                                + encoded(event)
                                                + "&destination="
                                                + encoded(destination));
        RulesReport.explanation(out(), explained, json);
        return 0;
    }

    @Command(
            name = "diff",
            description =
                    "Decide the events of the last hours by other rules, without sending anything,"
                            + " and say what would change.")
    int diff(
            @Parameters(paramLabel = "DIR", description = "Folder of the other rules.") Path other,
            @Option(
                            names = "--hours",
                            defaultValue = "24",
                            paramLabel = "N",
                            description = "How far back. Default: ${DEFAULT-VALUE}")
                    int hours,
            @Option(
                            names = "--events",
                            paramLabel = "FILE",
                            description =
                                    "Canonical events, one per line, instead of those of the node;"
                                            + " compared with the rules of --config.")
                    Path events) {
        JsonNode report;
        if (events == null) {
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("files", files(other));
            request.put("hours", hours);
            report = node.connect().waiting(LONGEST_RUN).post("/api/v1/rules/shadow", request);
        } else {
            report = Json.tree(new RulesDesk(config, null).diff(other, events));
        }
        RulesReport.diff(out(), report, json);
        return 0;
    }

    @Command(
            name = "versions",
            description = "List the states of the rules that were in force, the latest first.")
    int versions() {
        String now = new RulesDesk(config, null).version();
        List<Map<String, Object>> rows =
                kept().stream()
                        .map(
                                kept -> {
                                    Map<String, Object> row = new LinkedHashMap<>();
                                    row.put("version", kept.version());
                                    row.put("since", kept.since().toString());
                                    row.put("in_folder_now", kept.version().equals(now));
                                    row.put("files", kept.folder().toString());
                                    return row;
                                })
                        .toList();
        new RowPrinter(out())
                .print(
                        Json.tree(Map.of("versions", rows)),
                        "versions",
                        json,
                        "version",
                        "since",
                        "in_folder_now",
                        "files");
        return 0;
    }

    @Command(
            name = "rollback",
            description =
                    "Put a former state of the rules back into the configuration folder; a running"
                            + " node takes it up within seconds.")
    int rollback(
            @Parameters(paramLabel = "VERSION", description = "One of tl rules versions.")
                    String version) {
        RuleVersions.Kept kept =
                kept().stream()
                        .filter(known -> known.version().equals(version))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new CliFailure(
                                                "no rules \""
                                                        + version
                                                        + "\" are kept; tl rules versions lists"
                                                        + " those that are"));
        try {
            Optional<Path> replaced = RuleVersions.restore(kept, config.resolve("rules"));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("version", version);
            replaced.ifPresent(place -> result.put("replaced", place.toString()));
            print(
                    result,
                    out -> {
                        out.println(version + " lies in " + config.resolve("rules") + " again.");
                        replaced.ifPresent(
                                place -> out.println("What lay there is in " + place + "."));
                    });
            return 0;
        } catch (IOException unwritable) {
            throw new CliFailure(
                    "the rules in "
                            + config.resolve("rules")
                            + " could not be replaced ("
                            + unwritable
                            + "); check the folder's permissions",
                    unwritable);
        }
    }

    private List<RuleVersions.Kept> kept() {
        RuleVersions versions = new RuleVersions(new ConfigFolder(config).dataFolder());
        try {
            return versions.list();
        } catch (IOException unreadable) {
            throw new CliFailure(
                    "cannot read " + versions.folder() + " (" + unreadable + ")", unreadable);
        }
    }

    /** The two kinds of files. */
    enum Kind {
        rules,
        tests
    }

    @Command(name = "schema", description = "Print the JSON Schema of rule or test files.")
    int schema(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "KIND",
                            defaultValue = "rules",
                            description = "rules or tests. Default: ${DEFAULT-VALUE}")
                    Kind kind) {
        out().print(kind == Kind.rules ? RuleReader.schema() : RuleReader.testsSchema());
        out().flush();
        return 0;
    }

    private static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(RulesCommand::isRules).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new CliFailure(
                    "cannot read the rules in " + folder + " (" + unreadable + ")", unreadable);
        }
        return files;
    }

    private static boolean isRules(Path file) {
        return file.getFileName().toString().endsWith(".yaml");
    }

    /** Prints the problems that keep rules from being read; false when there are none. */
    private static boolean problems(PrintWriter out, Map<String, Object> result) {
        List<String> problems = texts(result, "problems");
        problems.forEach(out::println);
        if (!problems.isEmpty()) {
            out.println(problems.size() + " problem(s); nothing of it can be in force");
        }
        return !problems.isEmpty();
    }

    private interface Printing {
        void to(PrintWriter out);
    }

    private void print(Map<String, Object> result, Printing text) {
        if (json) {
            out().println(Json.writePretty(result));
        } else {
            text.to(out());
        }
        out().flush();
    }

    private static List<String> texts(Map<String, Object> result, String member) {
        return ((List<?>) result.getOrDefault(member, List.of()))
                .stream().map(String::valueOf).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
