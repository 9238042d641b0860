// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Explanations and shadow runs as text. */
final class RulesReport {
    private RulesReport() {}

    static void explanation(PrintWriter out, JsonNode answer, boolean json) {
        if (json) {
            out.println(answer.toPrettyString());
            out.flush();
            return;
        }
        out.println("Decided by " + answer.path("version").asText() + ", the rules in force.");
        for (JsonNode event : answer.path("events")) {
            out.println();
            out.println(
                    event.path("event_name").asText()
                            + " "
                            + event.path("event_id").asText()
                            + " (event "
                            + event.path("event").asText()
                            + "), region "
                            + or(event.path("region").asText(), "unknown"));
            out.println("consent: " + members(event.path("consent")));
            event.path("destinations").forEach(destination -> destination(out, destination));
            if (event.path("destinations").isEmpty()) {
                out.println("No destination is meant for this event's store.");
            }
        }
        out.flush();
    }

    private static void destination(PrintWriter out, JsonNode destination) {
        boolean allowed = destination.path("allowed").asBoolean();
        out.println();
        out.println(
                destination.path("destination").asText()
                        + ": "
                        + (allowed ? "sent" : "skipped")
                        + " ("
                        + destination.path("reason").asText()
                        + ") by "
                        + destination.path("rule").asText()
                        + ", "
                        + destination.path("location").asText());
        out.println("  " + destination.path("sentence").asText());
        if (!destination.path("stripped").isEmpty()) {
            out.println("  without " + elements(destination.path("stripped")));
        }
        if (!destination.path("treatment").isEmpty()) {
            out.println("  treated: " + destination.path("treatment"));
        }
        for (JsonNode rule : destination.path("rules")) {
            out.println("  " + trace(rule));
        }
    }

    private static String trace(JsonNode rule) {
        String name = rule.path("rule").asText() + " (" + rule.path("location").asText() + ")";
        if (rule.path("matched").asBoolean()) {
            String effects = elements(rule.path("effects"));
            String shadowed = elements(rule.path("shadowed"));
            return "+ "
                    + name
                    + (effects.isEmpty() ? "" : ": " + effects)
                    + (shadowed.isEmpty() ? "" : "; decided by an earlier rule: " + shadowed);
        }
        JsonNode missed = rule.path("missed");
        return "- "
                + name
                + ": "
                + missed.path("key").asText()
                + " is "
                + or(missed.path("actual").asText(), "not known")
                + ", wanted "
                + missed.path("wanted").asText();
    }

    static void diff(PrintWriter out, JsonNode report, boolean json) {
        if (json) {
            out.println(report.toPrettyString());
            out.flush();
            return;
        }
        out.println(
                report.path("changed").asText()
                        + " of "
                        + report.path("decisions").asText()
                        + " decisions on "
                        + report.path("events").asText()
                        + " events would change from "
                        + report.path("version").asText()
                        + " to "
                        + report.path("candidate").asText()
                        + (report.path("whole").asBoolean()
                                ? "."
                                : "; older events of the time were not looked at."));
        for (JsonNode change : report.path("changes")) {
            out.println();
            out.println(
                    change.path("count").asText()
                            + " x "
                            + change.path("destination").asText()
                            + " "
                            + change.path("direction").asText().replace('_', ' ')
                            + ": "
                            + change.path("before").asText()
                            + " -> "
                            + change.path("after").asText());
            for (JsonNode sample : change.path("samples")) {
                out.println(
                        "    e.g. event "
                                + sample.path("event").asText()
                                + " "
                                + sample.path("event_name").asText()
                                + " "
                                + sample.path("event_id").asText()
                                + ": "
                                + sample.path("after").asText());
            }
        }
        out.flush();
    }

    private static String members(JsonNode object) {
        List<String> all = new ArrayList<>();
        object.fieldNames()
                .forEachRemaining(name -> all.add(name + " " + object.path(name).asText()));
        return String.join(", ", all);
    }

    private static String elements(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(element -> all.add(element.asText()));
        return String.join(", ", all);
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
