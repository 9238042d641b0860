// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many requests were taken for what, and where the deliveries stand, at one moment. */
final class NodeCounts {
    /** The states of a delivery, in the order they are shown. */
    static final List<String> STATUSES =
            List.of("delivered", "pending", "held", "skipped", "failed");

    private final Map<String, Long> verdicts = new TreeMap<>();
    private final Map<String, Map<String, Long>> destinations = new TreeMap<>();

    static NodeCounts of(Http node) {
        NodeCounts counts = of(node.get("/api/v1/counts"));
        Rows.of(node.get("/api/v1/destinations"), "destinations").stream()
                .filter(row -> row.path("pause").path("kind").asText().endsWith("_hold"))
                .forEach(row -> counts.hold(row.path("id").asText()));
        return counts;
    }

    static NodeCounts of(JsonNode json) {
        NodeCounts counts = new NodeCounts();
        for (JsonNode row : json.path("requests")) {
            counts.verdicts.merge(
                    row.path("verdict").asText(), row.path("count").asLong(), Long::sum);
        }
        for (JsonNode row : json.path("deliveries")) {
            counts.destinations
                    .computeIfAbsent(row.path("destination").asText(), name -> new TreeMap<>())
                    .merge(row.path("status").asText(), row.path("count").asLong(), Long::sum);
        }
        return counts;
    }

    /** What waits for a destination that waits for a person is shown as held. */
    private void hold(String destination) {
        Map<String, Long> statuses = destinations.getOrDefault(destination, new TreeMap<>());
        Long waiting = statuses.remove("pending");
        if (waiting != null) {
            statuses.merge("held", waiting, Long::sum);
        }
    }

    long requests(String verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    long requests() {
        return verdicts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Deliveries of a destination in a state. */
    long deliveries(String destination, String status) {
        return destinations.getOrDefault(destination, Map.of()).getOrDefault(status, 0L);
    }

    /** All deliveries in a state. */
    long deliveries(String status) {
        return destinations.keySet().stream().mapToLong(name -> deliveries(name, status)).sum();
    }

    long deliveries() {
        return STATUSES.stream().mapToLong(this::deliveries).sum();
    }

    /** Whether every delivery has reached its end. */
    boolean settled() {
        return deliveries("pending") + deliveries("held") == 0;
    }
}
