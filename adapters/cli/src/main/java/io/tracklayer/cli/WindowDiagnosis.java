// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** The twelve symptoms of a window of time as the node tells them, in text. */
final class WindowDiagnosis {
    private final PrintWriter out;

    WindowDiagnosis(PrintWriter out) {
        this.out = out;
    }

    /** 0 when no symptom is present, else 1. */
    static int exitCode(JsonNode report) {
        return report.path("present").asLong() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Prints it and says the exit code. */
    int print(JsonNode report) {
        text(report);
        out.flush();
        return exitCode(report);
    }

    private void text(JsonNode report) {
        line(
                "",
                report.path("present").asText()
                        + " of the twelve symptoms present, "
                        + report.path("since").asText()
                        + " to "
                        + report.path("until").asText());
        List<JsonNode> symptoms = Rows.of(report, "symptoms");
        symptoms.stream().filter(WindowDiagnosis::present).forEach(this::symptom);
        if (!symptoms.stream().allMatch(WindowDiagnosis::present)) {
            line("", "");
            line("", "Not present:");
        }
        symptoms.stream()
                .filter(one -> !present(one))
                .forEach(
                        one ->
                                line(
                                        "  ",
                                        one.path("title").asText()
                                                + " (looked at "
                                                + one.path("looked_at").asText()
                                                + ")"));
    }

    private static boolean present(JsonNode symptom) {
        return symptom.path("present").asBoolean();
    }

    private void symptom(JsonNode symptom) {
        line("", "");
        line("", symptom.path("title").asText());
        Rows.of(symptom, "findings").forEach(this::finding);
    }

    private void finding(JsonNode finding) {
        line(
                "  ",
                finding.path("letter").asText()
                        + "  "
                        + amount(finding)
                        + "  "
                        + finding.path("destination").asText("")
                        + (finding.path("destination").asText("").isEmpty() ? "" : ": ")
                        + finding.path("title").asText());
        line("     ", finding.path("sentence").asText());
        Rows.of(finding, "proofs").forEach(this::proof);
        line("     next: ", finding.path("next").asText());
    }

    private static String amount(JsonNode finding) {
        return (finding.path("more_possible").asBoolean() ? "at least " : "")
                + finding.path("affected").asText()
                + (finding.path("of").asLong() > 0 ? " of " + finding.path("of").asText() : "");
    }

    private void proof(JsonNode proof) {
        line("     - ", proof.path("text").asText() + "  " + proof.path("link").asText(""));
    }

    private void line(String indent, String text) {
        out.println((indent + Printable.of(text)).stripTrailing());
    }
}
