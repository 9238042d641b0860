// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Shows how destinations do, and tells a node what to do about them. */
@Command(
        name = "destinations",
        description = "Show how destinations do; pause, resume and test them, replace secrets.")
final class DestinationsCommand implements Runnable {
    private static final String PATH = "/api/v1/destinations";
    private static final Set<String> GOOD =
            Set.of("delivered", "already_delivered", "accepted_pending", "works", "unverifiable");

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Mixin private NodeOptions node;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name what to do: list, pause, resume, probe, test or rotate");
    }

    @Command(name = "list", description = "Show how each destination does.")
    int list() {
        JsonNode answer = node.connect().get(PATH);
        if (json) {
            out().println(answer.toPrettyString());
        } else {
            table(Rows.of(answer, "destinations")).lines().forEach(out()::println);
        }
        out().flush();
        return 0;
    }

    private static TextTable table(List<JsonNode> rows) {
        TextTable table =
                new TextTable(
                        "destination",
                        "state",
                        "waiting",
                        "last_minute",
                        "last_success",
                        "last_failure",
                        "what");
        for (JsonNode row : rows) {
            table.row(
                    row.path("id").asText(),
                    row.path("state").asText(),
                    row.path("backlog").asText(),
                    row.path("requests_last_minute").asText("-"),
                    row.path("last_success").path("at").asText("-"),
                    row.path("last_failure").path("at").asText("-"),
                    row.path("sentence").asText());
        }
        return table;
    }

    @Command(
            name = "pause",
            description =
                    "Have a destination send nothing until it is resumed; what comes for it waits.")
    int pause(
            @Parameters(
                            paramLabel = "ID",
                            description = "The destination, as tl destinations list has it.")
                    String id,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            description = "Why; shown with the pause.")
                    String reason) {
        Map<String, Object> order = order();
        if (reason != null) {
            order.put("reason", reason);
        }
        return show(node.connect().post(path(id, "pause"), order), true);
    }

    @Command(name = "resume", description = "Have a paused destination send again.")
    int resume(
            @Parameters(
                            paramLabel = "ID",
                            description = "The destination, as tl destinations list has it.")
                    String id) {
        return show(node.connect().post(path(id, "resume"), order()), true);
    }

    @Command(
            name = "probe",
            description = {
                "Check the connection of a destination.",
                "Exit codes: 0 it works, or the platform does not tell; 1 it does not work."
            })
    int probe(
            @Parameters(
                            paramLabel = "ID",
                            description = "The destination, as tl destinations list has it.")
                    String id) {
        JsonNode answer = node.connect().post(path(id, "probe"), Map.of());
        return show(answer, GOOD.contains(answer.path("verdict").asText()));
    }

    @Command(
            name = "test",
            description = {
                "Send one made-up event, marked as a test, to the platform's test mode.",
                "Exit codes: 0 the platform took it; 1 it did not, or has no test mode."
            })
    int test(
            @Parameters(
                            paramLabel = "ID",
                            description = "The destination, as tl destinations list has it.")
                    String id,
            @Option(
                            names = "--event",
                            paramLabel = "NAME",
                            defaultValue = "purchase_placed",
                            description = "Name of the event. Default: ${DEFAULT-VALUE}")
                    String event,
            @Option(
                            names = "--code",
                            paramLabel = "CODE",
                            description =
                                    "The test code the platform's console shows, where it wants one.")
                    String code) {
        Map<String, Object> order = order();
        order.put("event", event);
        if (code != null) {
            order.put("code", code);
        }
        JsonNode answer = node.connect().post(path(id, "test-event"), order);
        return show(answer, GOOD.contains(answer.path("verdict").asText()));
    }

    @Command(
            name = "rotate",
            description = {
                "Put a new value in the place of a secret; a hold for the old one ends.",
                "The value is read from standard input or a variable, never from the command line.",
                "Exit codes: 0 the platform takes it, or does not tell; 1 it refuses it.",
                "Example: tl destinations rotate meta --setting token < new-token"
            })
    int rotate(
            @Parameters(
                            paramLabel = "ID",
                            description = "The destination, as tl destinations list has it.")
                    String id,
            @Option(
                            names = "--setting",
                            paramLabel = "NAME",
                            description = "Which secret. Default: the only one there is")
                    String setting,
            @Option(
                            names = "--from-env",
                            paramLabel = "NAME",
                            description = "The variable that holds the new value.")
                    String variable) {
        Map<String, Object> order = order();
        if (setting != null) {
            order.put("setting", setting);
        }
        order.put("value", variable == null ? typed() : required(variable));
        JsonNode answer = node.connect().post(path(id, "secret"), order);
        return show(answer, GOOD.contains(answer.path("verdict").asText()));
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new CliFailure("the variable " + variable + " is not set");
        }
        return value;
    }

    private static String typed() {
        if (System.console() != null) {
            char[] typed = System.console().readPassword("New value: ");
            return typed == null ? "" : new String(typed);
        }
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line;
        } catch (IOException unreadable) {
            throw new CliFailure("the new value cannot be read from standard input", unreadable);
        }
    }

    private int show(JsonNode answer, boolean good) {
        if (json) {
            out().println(answer.toPrettyString());
        } else {
            String verdict = answer.path("verdict").asText("");
            String id = answer.path("destination").asText("");
            out().println(
                            Printable.of(
                                    (id.isEmpty() ? "" : id + ": ")
                                            + (verdict.isEmpty() ? "" : verdict + ", ")
                                            + answer.path("sentence").asText()));
        }
        out().flush();
        return good ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("by", System.getProperty("user.name", ""));
        return order;
    }

    private static String path(String id, String what) {
        if (!id.matches("[a-z0-9-]{1,60}")) {
            throw new CliFailure(
                    "\"" + id + "\" is no destination's id; tl destinations list shows them");
        }
        return PATH + "/" + id + "/" + what;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
