// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Checks as text: ok, warn or FAIL, what, where, and what to do. */
final class DoctorReport {
    private final Colours colours;

    DoctorReport(Colours colours) {
        this.colours = colours;
    }

    List<String> line(JsonNode check) {
        String level = check.path("level").asText();
        String word = level.equals("fail") ? "FAIL" : level;
        String where = text(check, "where");
        String line =
                colours.of(word, "%-4s".formatted(word))
                        + "  "
                        + text(check, "check")
                        + ": "
                        + text(check, "what")
                        + (where.isEmpty() ? "" : " [" + where + "]");
        String advice = text(check, "advice");
        return advice.isEmpty() ? List.of(line) : List.of(line, "      " + advice);
    }

    private static String text(JsonNode check, String member) {
        return Printable.of(check.path(member).asText(""));
    }
}
