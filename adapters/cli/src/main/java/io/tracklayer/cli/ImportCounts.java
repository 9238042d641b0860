// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds up what a node counts for the parts of an import. */
final class ImportCounts {
    private static final String WAITING = "pending";

    private final Map<String, Long> messages = new TreeMap<>();
    private final Map<String, Map<String, Long>> destinations = new TreeMap<>();
    private boolean applied = true;

    void add(JsonNode counted) {
        applied &= counted.path("applied").asBoolean(true);
        counted.path("messages")
                .properties()
                .forEach(one -> messages.merge(one.getKey(), one.getValue().asLong(), Long::sum));
        counted.path("destinations").properties().forEach(one -> add(one.getKey(), one.getValue()));
    }

    private void add(String destination, JsonNode counts) {
        Map<String, Long> known = destinations.computeIfAbsent(destination, id -> new TreeMap<>());
        counts.properties()
                .forEach(one -> known.merge(one.getKey(), one.getValue().asLong(), Long::sum));
    }

    /** Whether nothing more is going to change soon. */
    boolean settled() {
        return applied
                && destinations.values().stream()
                        .flatMap(counts -> counts.keySet().stream())
                        .noneMatch(what -> what.startsWith(WAITING));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("messages", messages);
        tree.put("destinations", destinations);
        return tree;
    }

    void print(PrintWriter out) {
        out.println("messages: " + line(messages));
        destinations.forEach((id, counts) -> out.println(id + ": " + line(counts)));
    }

    private static String line(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(one -> one.getValue() + " " + one.getKey())
                        .collect(Collectors.joining(", "));
    }
}
