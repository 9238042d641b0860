// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.diagnose.ConsentDiagnosis.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How consent was read and applied, as JSON and as text. */
public final class ConsentJson {
    private ConsentJson() {}

    /** The whole answer. */
    public static Map<String, Object> toTree(ConsentDiagnosis diagnosis) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("asked", diagnosis.question().shown());
        tree.put("result", result(diagnosis).wire());
        diagnosis.event().ifPresent(meant -> tree.put("event", meant.seq()));
        tree.put("steps", diagnosis.steps().stream().map(ConsentJson::step).toList());
        if (!diagnosis.misses().isEmpty()) {
            tree.put(
                    "near_misses",
                    diagnosis.misses().stream().map(DiagnosisJson::finding).toList());
        }
        tree.put("text", text(diagnosis));
        return tree;
    }

    private static EventDiagnosis.Result result(ConsentDiagnosis diagnosis) {
        if (diagnosis.event().isEmpty()) {
            return EventDiagnosis.Result.NOTHING;
        }
        return diagnosis.refused() ? EventDiagnosis.Result.FAILING : EventDiagnosis.Result.FINE;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", step.number());
        tree.put("title", step.title());
        if (!step.destination().isEmpty()) {
            tree.put("destination", step.destination());
        }
        tree.put("decided", step.decided());
        tree.put("state", step.state().wire());
        tree.put("lines", step.lines());
        return tree;
    }

    /** The answer as lines of text; the state of a line stands in square brackets. */
    public static String text(ConsentDiagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        diagnosis
                .event()
                .ifPresentOrElse(
                        meant -> lines.add(DiagnosisText.words(meant)),
                        () ->
                                lines.add(
                                        "[failed] Nothing was found of "
                                                + diagnosis.question().shown()
                                                + "."));
        DiagnosisText.misses(lines, diagnosis.misses());
        diagnosis.steps().forEach(step -> step(lines, step));
        return DiagnosisText.joined(lines);
    }

    private static void step(List<String> lines, Step step) {
        lines.add(
                step.number()
                        + " ["
                        + step.state().wire()
                        + "] "
                        + step.title()
                        + (step.destination().isEmpty() ? "" : ": " + step.destination())
                        + (step.decided() ? "  <- this decided" : ""));
        step.lines().forEach(line -> lines.add("    " + line));
    }
}
