// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is printed of the scenarios played. */
final class Report {
    private static final int SHOWN = 20;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final List<Entry> entries = new ArrayList<>();

    /**
     * One scenario.
     *
     * @param verdict null when it was skipped or broke off
     * @param result PASS, FAIL, or why it was skipped
     * @param repeat the command that plays it again
     */
    record Entry(String name, Verdict verdict, String result, String repeat) {
        boolean failed() {
            return result.startsWith("FAIL");
        }
    }

    void judged(String name, Verdict verdict, String repeat) {
        entries.add(new Entry(name, verdict, verdict.passed() ? "PASS" : "FAIL", repeat));
    }

    void skipped(String name, String reason, String repeat) {
        entries.add(new Entry(name, null, "SKIPPED: " + reason, repeat));
    }

    void brokeOff(String name, String reason, String repeat) {
        entries.add(new Entry(name, null, "FAIL: broke off, " + reason, repeat));
    }

    boolean passed() {
        return entries.stream().noneMatch(Entry::failed);
    }

    /** The newest entry for people. */
    List<String> lines() {
        Entry entry = entries.get(entries.size() - 1);
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (entry.verdict() != null) {
            entry.verdict().counts().forEach((what, n) -> lines.add(figure(what, n)));
            Checker.byKind(entry.verdict().defects())
                    .forEach((kind, n) -> lines.add(figure(kind.toString(), n)));
            entry.verdict().defects().stream()
                    .limit(SHOWN)
                    .forEach(defect -> lines.add("  " + defect));
            lines.add("logs    " + entry.verdict().folder());
        }
        lines.add("repeat  " + entry.repeat());
        lines.add(entry.result() + "  " + entry.name());
        return lines;
    }

    /** One line per scenario and the sum of all. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        entries.forEach(e -> lines.add("%-14s %s".formatted(e.name(), e.result())));
        long skipped = entries.stream().filter(e -> e.result().startsWith("SKIPPED")).count();
        long failed = entries.stream().filter(Entry::failed).count();
        lines.add(
                "%d passed, %d failed, %d skipped"
                        .formatted(entries.size() - skipped - failed, failed, skipped));
        return lines;
    }

    String json() {
        List<Object> all = new ArrayList<>();
        for (Entry entry : entries) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("scenario", entry.name());
            tree.put("result", entry.result());
            tree.put("repeat", entry.repeat());
            if (entry.verdict() != null) {
                tree.put("logs", entry.verdict().folder().toString());
                tree.put("counts", entry.verdict().counts());
                tree.put("defects", Checker.byKind(entry.verdict().defects()));
                tree.put(
                        "details",
                        entry.verdict().defects().stream().map(Defect::toString).toList());
            }
            all.add(tree);
        }
        try {
            return JSON.writeValueAsString(Map.of("ok", passed(), "scenarios", all));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String figure(String what, long number) {
        return "%-32s %,12d".formatted(what, number);
    }
}
