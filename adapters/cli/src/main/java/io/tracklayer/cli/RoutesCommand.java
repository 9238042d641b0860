// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Lists, checks and reloads operators' own routes. Exit codes: 0 all is well, 1 something is wrong.
 */
@Command(name = "routes", description = "List, check and reload the routes of config/routes.")
final class RoutesCommand implements Runnable {
    private static final String PATH = "/api/v1/routes";

    /** Each file that is replaced may finish what it has under way first. */
    private static final Duration LONGEST_RELOAD = Duration.ofMinutes(5);

    @Mixin private NodeOptions node;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: tl routes list, check or reload");
    }

    @Command(name = "list", description = "Show the route files of a node and what runs of them.")
    int list() {
        return shown(node.connect().get(PATH));
    }

    @Command(
            name = "check",
            description = {
                "Say everything that is wrong with route files; nothing is started.",
                "Without DIR the node checks its own; with DIR no node is needed."
            })
    int check(
            @Parameters(arity = "0..1", paramLabel = "DIR", description = "Configuration folder.")
                    Path folder) {
        JsonNode checked = folder == null ? node.connect().get(PATH + "/check") : offline(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(checked.toPrettyString());
        } else {
            checked.path("problems").forEach(problem -> out.println(problem.asText()));
            out.println(
                    checked.path("folder").asText()
                            + ": "
                            + checked.path("files").size()
                            + " file(s), "
                            + checked.path("problems").size()
                            + " problem(s)");
        }
        out.flush();
        return checked.path("problems").isEmpty() ? 0 : 1;
    }

    @Command(
            name = "reload",
            description = "Start new route files, replace changed ones, stop removed ones.")
    int reload() {
        return shown(
                node.connect()
                        .waiting(LONGEST_RELOAD)
                        .post(PATH + "/reload", Map.of("by", System.getProperty("user.name", ""))));
    }

    private static JsonNode offline(Path folder) {
        return ChildProcess.output(
                        "check of routes",
                        Programs.ROUTES_CHECK,
                        "--config",
                        folder.toAbsolutePath().normalize().toString())
                .flatMap(Json::read)
                .orElseThrow(
                        () -> new CliFailure("the routes of " + folder + " cannot be checked"));
    }

    private int shown(JsonNode answer) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> wrong = wrong(answer);
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            changes(out, answer);
            table(answer).lines().forEach(out::println);
            wrong.forEach(out::println);
        }
        out.flush();
        return wrong.isEmpty() ? 0 : 1;
    }

    private static void changes(PrintWriter out, JsonNode answer) {
        for (String change : List.of("started", "replaced", "stopped", "refused")) {
            answer.path(change).forEach(file -> out.println(change + " " + file.asText()));
        }
    }

    private static TextTable table(JsonNode answer) {
        TextTable table = new TextTable("file", "state", "route", "status", "stored", "failed");
        for (JsonNode file : answer.path("files")) {
            String state =
                    file.path("state").asText()
                            + (file.path("changed").asBoolean() ? ", changed" : "");
            if (file.path("routes").isEmpty()) {
                table.row(file.path("file").asText(), state, "-", "-", "-", "-");
            }
            for (JsonNode route : file.path("routes")) {
                table.row(
                        file.path("file").asText(),
                        state,
                        route.path("id").asText(),
                        route.path("status").asText(),
                        route.path("stored").asText(),
                        route.path("failed").asText());
            }
        }
        return table;
    }

    private static List<String> wrong(JsonNode answer) {
        List<String> wrong = new ArrayList<>();
        for (JsonNode file : answer.path("files")) {
            file.path("problems").forEach(problem -> wrong.add(problem.asText()));
            file.path("troubles").forEach(trouble -> wrong.add(trouble.asText()));
        }
        return wrong;
    }
}
