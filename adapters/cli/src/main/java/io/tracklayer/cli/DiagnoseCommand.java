// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Says what became of a conversion and why. Exit codes: 0 nothing fails, 1 something does, 2 wrong
 * usage, 3 nothing was found.
 */
@Command(
        name = "diagnose",
        description = "Say what became of a conversion at each platform, why, and what to do.",
        footer =
                "Exit codes: 0 nothing fails, 1 something does, 2 wrong usage, 3 nothing was found.")
final class DiagnoseCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/diagnose";
    private static final int NOTHING = 3;
    private static final Pattern STATE =
            Pattern.compile("\\[(ok|warning|pending|failed|unknown|not_reached)\\]");
    private static final Map<String, String> COLOURS =
            Map.of(
                    "ok", "\u001b[32m",
                    "warning", "\u001b[33m",
                    "pending", "\u001b[33m",
                    "failed", "\u001b[31m",
                    "unknown", "\u001b[36m",
                    "not_reached", "\u001b[2m");
    private static final String PLAIN = "\u001b[0m";

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..1",
            description =
                    "An order, event id, event number, e-mail address, telephone number with +,"
                            + " visitor id or click id; or KIND=VALUE, such as gclid=Cj0K.")
    private String what;

    @Option(
            names = "--destination",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            defaultValue = "",
            description = "Only this destination.")
    private String destination;

    @Option(
            names = "--merchant",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            defaultValue = "",
            description = "Only of this merchant.")
    private String merchant;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--node",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the node. Default: ${DEFAULT-VALUE}")
    private URI address;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (what == null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to look for: tl diagnose 548291");
        }
        return answer("", what);
    }

    /** Exit codes as of the command itself. */
    @Command(
            name = "dedup",
            description = "Show what page and shop reported of an order, and what joined it.")
    int dedup(@Parameters(paramLabel = "ORDER", description = "As for tl diagnose.") String order) {
        return answer("/dedup", order);
    }

    /** Exit codes as of the command itself; 1 when consent kept it from a destination. */
    @Command(
            name = "consent",
            description = "Show how consent went from the banner to each platform.")
    int consent(
            @Parameters(paramLabel = "EVENT", description = "As for tl diagnose.") String event) {
        return answer("/consent", event);
    }

    private int answer(String which, String of) {
        JsonNode found = ask(PATH + which, of);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(found.toPrettyString());
        } else {
            out.print(painted(found.path("text").asText(), Ansi.AUTO.enabled()));
        }
        out.flush();
        return switch (found.path("result").asText()) {
            case "fine" -> 0;
            case "nothing" -> NOTHING;
            default -> 1;
        };
    }

    // In a body, also when it names nobody: what is asked for stays out of the node's logs.
    private JsonNode ask(String path, String of) {
        Map<String, String> question = new LinkedHashMap<>();
        question.put("of", of);
        question.put("destination", destination);
        question.put("merchant", merchant);
        Http.Answer answer =
                node().send(
                                "POST",
                                path,
                                Map.of("Content-Type", "application/json"),
                                Json.write(question).getBytes(StandardCharsets.UTF_8));
        JsonNode read = Json.read(answer.text()).orElse(Json.object());
        String message = read.path("message").asText("answered " + answer.status());
        if (answer.status() == 400) {
            throw new ParameterException(spec.commandLine(), message);
        }
        if (!answer.good() || !read.has("result")) {
            throw new CliFailure(address + path + ": " + message);
        }
        return read;
    }

    /** The text with its states in colour, where it is printed on a terminal. */
    static String painted(String text, boolean colours) {
        if (!colours) {
            return text;
        }
        Matcher state = STATE.matcher(text);
        return state.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                COLOURS.get(found.group(1)) + found.group() + PLAIN));
    }

    private Http node() {
        NodeOptions options = new NodeOptions();
        options.address = address;
        return options.connect();
    }
}
