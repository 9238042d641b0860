// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.rules.Rehearsal;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.Observation;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of one request that was tried, as text or JSON. */
final class WebhookTrial {
    private final Optional<Rehearsal> rehearsal;
    private final Instant receivedAt;

    /**
     * Prepares a trial.
     *
     * @param rehearsal empty when only the mapping is tried
     */
    WebhookTrial(Optional<Rehearsal> rehearsal, Instant receivedAt) {
        this.rehearsal = rehearsal;
        this.receivedAt = receivedAt;
    }

    void print(PrintWriter out, List<Decoded> decoded, boolean json) {
        List<Map<String, Object>> results = decoded.stream().map(this::result).toList();
        if (json) {
            out.println(Json.writePretty(Map.of("results", results)));
        } else {
            Json.tree(results).forEach(result -> text(out, result));
        }
        out.flush();
    }

    private Map<String, Object> result(Decoded decoded) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (decoded instanceof Decoded.Ignored ignored) {
            tree.put("ignored", ignored.code());
            tree.put("sentence", ignored.sentence());
        } else if (decoded instanceof Decoded.Rejected rejected) {
            tree.put("rejected", rejected.code());
            tree.put("sentence", rejected.sentence());
        } else if (decoded instanceof Decoded.Identified identified) {
            tree.put("identity", true);
            tree.putAll(mapped(identified.observation()));
        } else {
            Observation observation = ((Decoded.Happened) decoded).observation();
            tree.putAll(mapped(observation));
            rehearsal.ifPresent(
                    there ->
                            tree.putAll(
                                    there.of(
                                            observation,
                                            "custom",
                                            Authority.ORDER_SYSTEM,
                                            receivedAt)));
        }
        return tree;
    }

    /** What the mapping alone says. */
    private static Map<String, Object> mapped(Observation observation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", observation.name().wire());
        observation.eventId().ifPresent(id -> tree.put("event_id", id));
        tree.put("delivery_ids", observation.deliveryIds());
        Map<String, Object> values = new TreeMap<>();
        Map<String, Object> origins = new TreeMap<>();
        for (Observation.Reading reading : observation.readings()) {
            values.put(reading.field().path(), reading.raw());
            origins.put(reading.field().path(), reading.origin());
        }
        tree.put("values", values);
        tree.put("origins", origins);
        return tree;
    }

    private static void text(PrintWriter out, JsonNode result) {
        for (String verdict : List.of("ignored", "rejected")) {
            if (result.has(verdict)) {
                out.println(
                        verdict
                                + " ("
                                + result.path(verdict).asText()
                                + "): "
                                + result.path("sentence").asText());
                return;
            }
        }
        out.println(
                result.has("identity")
                        ? "no event: tells who somebody is"
                        : result.path("name").asText() + " " + result.path("event_id").asText());
        result.path("values")
                .properties()
                .forEach(
                        value ->
                                out.println(
                                        "  "
                                                + value.getKey()
                                                + " = "
                                                + shown(value.getValue())
                                                + "  <- "
                                                + result.path("origins")
                                                        .path(value.getKey())
                                                        .asText()));
        if (result.has("event")) {
            out.println(result.path("event").toPrettyString());
        }
        result.path("notes").forEach(note -> out.println("note: " + note.asText()));
        for (JsonNode decision : result.path("decided").path("destinations")) {
            out.println(
                    decision.path("destination").asText()
                            + ": "
                            + (decision.path("allowed").asBoolean() ? "sent" : "skipped")
                            + " ("
                            + decision.path("reason").asText()
                            + ") by "
                            + decision.path("rule").asText()
                            + ", "
                            + decision.path("location").asText());
        }
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
