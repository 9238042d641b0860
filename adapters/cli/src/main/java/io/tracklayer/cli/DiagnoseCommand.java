// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Says what became of a conversion and why, or which symptoms a window of time shows. */
@Command(
        name = "diagnose",
        description = {
            "Say what became of a conversion at each platform, why, and what to do; or, with --since,"
                    + " which of twelve known symptoms what arrived lately shows.",
            "Exit codes: 0 nothing fails, 1 something does or nothing was found, 3 no node answers.",
            "Example: tl diagnose 548291 --destination meta",
            "Example: tl diagnose --since 1h",
            "Example: tl diagnose --since 12:00 --until 1h --destination tiktok"
        })
final class DiagnoseCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/diagnose";
    private static final String WINDOW = PATH + "/window";
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
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Instead of WHAT: check everything that arrived since then: as long ago as 15m,"
                            + " 24h or 7d, or a time in UTC such as 12:00, 2026-01-31 or"
                            + " 2026-01-31T12:00:00Z.")
    private String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "With --since: only what arrived before then. Default: now")
    private String until;

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

    @Mixin private NodeOptions node;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (until != null && since == null) {
            throw wrong("--until ends a window: say with --since where it begins");
        }
        if (what == null && since == null) {
            throw wrong(
                    "say what to look for, as in tl diagnose 548291, or since when to look, as in tl"
                            + " diagnose --since 1h");
        }
        if (what != null && since != null) {
            throw wrong(
                    "\""
                            + what
                            + "\" is looked for in all that is kept, --since checks all that arrived"
                            + " since then; give one of the two");
        }
        return what == null ? window() : answer("", what);
    }

    @Command(
            name = "dedup",
            description = {
                "Show what page and shop reported of an order, and what joined it.",
                "Exit codes: 0 rightly joined, 1 not, or nothing was found, 3 no node answers.",
                "Example: tl diagnose dedup 548291"
            })
    int dedup(@Parameters(paramLabel = "ORDER", description = "As for tl diagnose.") String order) {
        return answer("/dedup", order);
    }

    @Command(
            name = "consent",
            description = {
                "Show how consent went from the banner to each platform.",
                "Exit codes: 0 it went everywhere, 1 consent kept it from a destination, or nothing"
                        + " was found, 3 no node answers.",
                "Example: tl diagnose consent 548291"
            })
    int consent(
            @Parameters(paramLabel = "EVENT", description = "As for tl diagnose.") String event) {
        return answer("/consent", event);
    }

    private int window() {
        Query query =
                new Query()
                        .with("since", since)
                        .with("until", until)
                        .with("destination", destination)
                        .with("merchant", merchant);
        JsonNode report = ask("GET", WINDOW + query, Map.of(), new byte[0]);
        if (!json) {
            return new WindowDiagnosis(spec.commandLine().getOut()).print(report);
        }
        print(report.toPrettyString() + "\n");
        return WindowDiagnosis.exitCode(report);
    }

    private int answer(String which, String of) {
        JsonNode found = ask(PATH + which, of);
        print(
                json
                        ? found.toPrettyString() + "\n"
                        : painted(found.path("text").asText(), Ansi.AUTO.enabled()));
        return found.path("result").asText().equals("fine") ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    // In a body, also when it names nobody: what is asked for stays out of the node's logs.
    private JsonNode ask(String path, String of) {
        Map<String, String> question = new LinkedHashMap<>();
        question.put("of", of);
        question.put("destination", destination);
        question.put("merchant", merchant);
        return ask(
                "POST",
                path,
                Map.of("Content-Type", "application/json"),
                Json.write(question).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode ask(String method, String path, Map<String, String> headers, byte[] body) {
        Http http = node.connect();
        Http.Answer answer = http.send(method, path, headers, body);
        if (answer.status() == 400) {
            throw wrong(Json.read(answer.text()).orElse(Json.object()).path("message").asText());
        }
        return http.good(path, answer);
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
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
}
