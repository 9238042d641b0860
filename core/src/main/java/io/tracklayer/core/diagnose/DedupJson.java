// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether copies were joined, as JSON and as text. Bodies of requests are in neither. */
public final class DedupJson {
    private DedupJson() {}

    /** The whole answer. */
    public static Map<String, Object> toTree(DedupDiagnosis diagnosis) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("asked", diagnosis.question().shown());
        tree.put("result", result(diagnosis));
        tree.put("sentence", diagnosis.sentence());
        diagnosis
                .event()
                .ifPresent(
                        meant -> {
                            tree.put("event", meant.seq());
                            tree.put("verdict", diagnosis.verdict().wire());
                            put(tree, "key", diagnosis.key());
                            put(tree, "next", diagnosis.next());
                            put(tree, "snippet", diagnosis.snippet());
                            tree.put("copies", copies(diagnosis.copies()));
                            tree.put(
                                    "proofs",
                                    diagnosis.proofs().stream().map(DiagnosisJson::proof).toList());
                        });
        if (!diagnosis.misses().isEmpty()) {
            tree.put(
                    "near_misses",
                    diagnosis.misses().stream().map(DiagnosisJson::finding).toList());
        }
        tree.put("text", text(diagnosis));
        return tree;
    }

    private static String result(DedupDiagnosis diagnosis) {
        if (diagnosis.event().isEmpty()) {
            return EventDiagnosis.Result.NOTHING.wire();
        }
        return diagnosis.verdict().fine()
                ? EventDiagnosis.Result.FINE.wire()
                : EventDiagnosis.Result.FAILING.wire();
    }

    private static void put(Map<String, Object> tree, String name, String value) {
        if (!value.isEmpty()) {
            tree.put(name, value);
        }
    }

    private static List<Map<String, Object>> copies(List<Copy> copies) {
        return copies.stream().map(copy -> copy(copy, copies.get(0))).toList();
    }

    private static Map<String, Object> copy(Copy copy, Copy first) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("source", copy.row().source());
        put(tree, "side", copy.side());
        tree.put("event", copy.eventSeq());
        tree.put("request", copy.row().arrivalOffset());
        tree.put("verdict", copy.row().verdict().wire());
        tree.put("received_at", copy.row().receivedAt().toString());
        tree.put("after_first_millis", gap(copy, first).toMillis());
        put(tree, "event_id", copy.eventId());
        put(tree, "order_id", copy.orderId());
        copy.alone()
                .ifPresent(
                        said -> {
                            said.event().value().ifPresent(value -> tree.put("value", value));
                            tree.put("match_keys", MatchKeys.of(said.event()).present());
                        });
        return tree;
    }

    private static Duration gap(Copy copy, Copy first) {
        return Duration.between(first.row().receivedAt(), copy.row().receivedAt());
    }

    /** The answer as lines of text; the state of a line stands in square brackets. */
    public static String text(DedupDiagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        if (diagnosis.event().isEmpty()) {
            lines.add("[failed] " + diagnosis.sentence());
            DiagnosisText.misses(lines, diagnosis.misses());
            return DiagnosisText.joined(lines);
        }
        lines.add(DiagnosisText.words(diagnosis.event().get()));
        lines.add(
                (diagnosis.verdict().fine() ? "[ok] " : "[failed] ")
                        + diagnosis.verdict().title()
                        + ": "
                        + diagnosis.sentence());
        diagnosis.copies().forEach(copy -> lines.add("  " + line(copy, diagnosis.copies().get(0))));
        if (!diagnosis.next().isEmpty()) {
            lines.add("Next: " + diagnosis.next());
        }
        diagnosis.snippet().lines().forEach(line -> lines.add("    " + line));
        return DiagnosisText.joined(lines);
    }

    private static String line(Copy copy, Copy first) {
        String side = copy.side().isEmpty() ? "" : " (" + copy.side() + ")";
        return copy.row().source()
                + side
                + ", "
                + Say.clock(copy.row().receivedAt())
                + (copy == first ? "" : ", " + Say.span(gap(copy, first)) + " later")
                + ", event "
                + copy.eventSeq()
                + ", event_id "
                + (copy.eventId().isEmpty() ? "none of its own" : copy.eventId())
                + ", order_id "
                + (copy.orderId().isEmpty() ? "none" : copy.orderId());
    }
}
