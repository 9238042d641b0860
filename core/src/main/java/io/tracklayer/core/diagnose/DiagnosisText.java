// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * A diagnosis as plain text, to be printed, copied and mailed. The state of a line stands in square
 * brackets, so that a terminal can colour it.
 */
public final class DiagnosisText {
    private static final int MOST_EVENTS = 10;

    private DiagnosisText() {}

    /** The whole answer, lines ended by line feeds. */
    public static String of(EventDiagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        diagnosis.event().ifPresent(meant -> head(lines, diagnosis, meant));
        if (diagnosis.event().isEmpty()) {
            lines.add("[failed] Nothing was found of " + diagnosis.question().shown() + ".");
            misses(lines, diagnosis.misses());
        }
        diagnosis.courses().stream().limit(1).forEach(course -> shared(lines, course));
        diagnosis.courses().forEach(course -> course(lines, course));
        return joined(lines);
    }

    /** Lines as one text. */
    static String joined(List<String> lines) {
        return String.join("\n", lines.stream().map(DiagnosisText::inert).toList()) + "\n";
    }

    /** Why nothing was found. */
    static void misses(List<String> lines, List<Finding> misses) {
        misses.forEach(miss -> miss(lines, miss));
    }

    private static void head(List<String> lines, EventDiagnosis diagnosis, StoredEvent meant) {
        lines.add(words(meant));
        diagnosis.courses().stream().map(Course::headline).forEach(line -> lines.add("=> " + line));
        lines.add(diagnosis.how());
        if (diagnosis.events().size() > 1) {
            lines.add("Of " + diagnosis.events().size() + " events found:");
            diagnosis.events().stream()
                    .limit(MOST_EVENTS)
                    .forEach(
                            one ->
                                    lines.add(
                                            (one.seq() == meant.seq() ? "  > " : "    ")
                                                    + one.seq()
                                                    + " "
                                                    + words(one)));
        }
    }

    /** What names an event for people. */
    static String words(StoredEvent stored) {
        Event event = stored.event();
        return event.name().wire()
                + event.orderId().map(order -> " of order " + order).orElse("")
                + event.value()
                        .map(
                                value ->
                                        ", "
                                                + value.toPlainString()
                                                + event.currency().map(c -> " " + c).orElse(""))
                        .orElse("")
                + ", "
                + Say.time(event.receivedAt())
                + ", "
                + String.join(" + ", event.sources());
    }

    private static void miss(List<String> lines, Finding miss) {
        lines.add("");
        lines.add("  " + miss.sentence());
        if (!miss.next().isEmpty()) {
            lines.add("  Next: " + miss.next());
        }
    }

    /** What comes before destinations is the same for all of them. */
    private static void shared(List<String> lines, Course course) {
        lines.add("");
        course.layers()
                .forEach(
                        (layer, findings) -> {
                            if (common(layer)) {
                                layer(lines, layer, findings);
                            }
                        });
    }

    private static boolean common(Layer layer) {
        return layer == Layer.ARRIVED || layer == Layer.RECONCILED;
    }

    private static void layer(List<String> lines, Layer layer, List<Finding> findings) {
        lines.add(layer.letter() + " [" + Course.state(findings).wire() + "] " + layer.question());
        findings.forEach(finding -> finding(lines, finding));
    }

    private static void course(List<String> lines, Course course) {
        lines.add("");
        lines.add("== " + course.destination() + ": " + course.outcome());
        course.layers()
                .forEach(
                        (layer, findings) -> {
                            if (!common(layer)) {
                                layer(lines, layer, findings);
                            }
                        });
        if (course.place() != null) {
            Place place = course.place();
            lines.add(
                    "At the platform: "
                            + place.menu()
                            + (place.url().isEmpty() ? "" : " (" + place.url() + ")")
                            + ". "
                            + place.look());
        }
    }

    private static void finding(List<String> lines, Finding finding) {
        lines.add("    " + finding.sentence());
        finding.proofs().forEach(proof -> lines.add("      - " + proof.text()));
        if (!finding.next().isEmpty()) {
            lines.add("    Next: " + finding.next());
        }
    }

    /** One line, and nothing in it that a terminal would obey. */
    static String inert(String line) {
        return line.replaceAll(
                "[\\p{Cntrl}\\u0080-\\u009F\\u202A-\\u202E\\u2066-\\u2069]", "\uFFFD");
    }
}
