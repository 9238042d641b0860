// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run prints: as a table for people, as JSON for programs and for comparing two runs. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Machine machine;
    private final List<Figure> figures;

    Report(Machine machine, List<Figure> figures) {
        this.machine = machine;
        this.figures = List.copyOf(figures);
    }

    /**
     * The table.
     *
     * @param before values of an earlier run by figure id, empty when there is none
     */
    String table(Map<String, Double> before) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head =
                new ArrayList<>(List.of("figure", "value", "budget", "met", "measured"));
        if (!before.isEmpty()) {
            head.add(2, "now/before");
        }
        rows.add(head);
        figures.forEach(figure -> rows.add(row(figure, before)));
        return machine.sentence() + "\n\n" + aligned(rows);
    }

    private static List<String> row(Figure figure, Map<String, Double> before) {
        List<String> row = new ArrayList<>();
        row.add(figure.title());
        row.add(Numbers.text(figure.value()) + " " + figure.unit());
        if (!before.isEmpty()) {
            Double was = before.get(figure.id());
            row.add(was == null || was == 0 ? "-" : Numbers.text(figure.value() / was) + " ×");
        }
        row.add(figure.budget() == null ? "-" : figure.budget() + " " + figure.unit());
        row.add(figure.budget() == null ? "-" : figure.met() ? "met" : "NOT MET");
        row.add(
                figure.raw().entrySet().stream()
                        .map(raw -> raw.getKey() + " " + Numbers.text(raw.getValue()))
                        .collect(Collectors.joining(", ")));
        return row;
    }

    private static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("machine", machine.tree());
        tree.put("figures", figures.stream().map(Report::tree).toList());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("numbers and texts can be written", impossible);
        }
    }

    private static Map<String, Object> tree(Figure figure) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", figure.id());
        tree.put("title", figure.title());
        tree.put("value", figure.value());
        tree.put("unit", figure.unit());
        if (figure.budget() != null) {
            tree.put(figure.budget().atMost() ? "at_most" : "at_least", figure.budget().limit());
            tree.put("met", figure.met());
        }
        tree.put("measured", figure.raw());
        return tree;
    }

    /** The values of a report that was written as JSON, by figure id. */
    static Map<String, Double> values(String json) {
        try {
            Map<String, Double> values = new LinkedHashMap<>();
            for (JsonNode figure : JSON.readTree(json).path("figures")) {
                values.put(figure.path("id").asText(), figure.path("value").asDouble());
            }
            return values;
        } catch (JsonProcessingException broken) {
            throw new BenchFailure(
                    "the file to compare with is not JSON; make one with: tl bench --json", broken);
        }
    }
}
