// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The whole of one event as text, from what came in to what the platforms said. */
final class EventReport {
    private final PrintWriter out;

    EventReport(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode whole) {
        JsonNode event = whole.path("event");
        head(whole, event);
        section("What came in", whole.path("observations"), this::observation);
        section(
                "Why the copies are one event",
                whole.path("merges"),
                row -> line(1, row, "sentence"));
        section(
                "What does not fit together",
                whole.path("collisions"),
                row -> line(1, row, "sentence"));
        section("What was corrected", whole.path("notes"), note -> line(1, note.asText()));
        line(0, "Fields and where they came from");
        fields(event, whole.path("provenance"), "");
        line(0, "Consent");
        event.path("consent")
                .properties()
                .forEach(one -> field(one.getKey(), one.getValue(), whole));
        section("Destinations", whole.path("deliveries"), this::delivery);
        out.println();
        out.flush();
    }

    private void head(JsonNode whole, JsonNode event) {
        line(
                0,
                event.path("event_name").asText()
                        + " "
                        + event.path("event_id").asText()
                        + (event.hasNonNull("order_id")
                                ? ", order " + event.path("order_id").asText()
                                : "")
                        + (event.path("test").asBoolean() ? ", test" : ""));
        line(
                1,
                "number "
                        + whole.path("seq").asText()
                        + ", "
                        + whole.path("copies").asText()
                        + " copies");
        line(
                1,
                "happened "
                        + event.path("event_time").asText()
                        + ", received "
                        + event.path("received_at").asText());
        line(1, event.path("merchant").asText() + "/" + event.path("store").asText());
        line(1, "decided by " + whole.path("config_version").asText());
    }

    private interface Printing {
        void of(JsonNode row);
    }

    private void section(String title, JsonNode rows, Printing row) {
        if (!rows.isEmpty()) {
            line(0, title);
            rows.forEach(row::of);
        }
    }

    private void observation(JsonNode row) {
        line(
                1,
                row.path("received_at").asText()
                        + " "
                        + row.path("source").asText()
                        + " "
                        + row.path("verdict").asText()
                        + ": "
                        + row.path("sentence").asText());
        JsonNode request = row.path("request");
        line(
                2,
                request.isMissingNode()
                        ? "the request is no longer kept"
                        : request.path("method").asText()
                                + " "
                                + request.path("path").asText()
                                + ", verified by "
                                + request.path("verified_by").asText());
        if (request.hasNonNull("body")) {
            line(2, request.path("body").asText());
        }
    }

    private void fields(JsonNode tree, JsonNode provenance, String before) {
        tree.properties()
                .forEach(
                        member -> {
                            String path = before + member.getKey();
                            if (path.equals("consent")) {
                                return;
                            }
                            if (member.getValue().isObject() && !provenance.has(path)) {
                                fields(member.getValue(), provenance, path + ".");
                            } else {
                                line(
                                        1,
                                        path
                                                + " = "
                                                + value(member.getValue())
                                                + origin(provenance.path(path)));
                            }
                        });
    }

    private void field(String purpose, JsonNode value, JsonNode whole) {
        String path = purpose.equals("source") ? "consent" : "consent." + purpose;
        line(1, purpose + " = " + value(value) + origin(whole.path("provenance").path(path)));
    }

    private static String origin(JsonNode from) {
        return from.isMissingNode()
                ? ""
                : "  <- "
                        + (from.path("source").asText() + " " + from.path("origin").asText())
                                .strip()
                        + ", "
                        + from.path("rule").asText();
    }

    private static String value(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private void delivery(JsonNode row) {
        line(
                1,
                row.path("destination").asText()
                        + ": "
                        + row.path("status").asText()
                        + " "
                        + row.path("reason").asText()
                        + ", "
                        + row.path("sentence").asText());
        JsonNode decision = row.path("decision");
        line(
                2,
                (decision.path("allowed").asBoolean() ? "allowed" : "not allowed")
                        + " by rule "
                        + decision.path("rule").asText()
                        + " at "
                        + decision.path("location").asText()
                        + ", "
                        + decision.path("version").asText()
                        + ": "
                        + decision.path("sentence").asText());
        if (!decision.path("stripped").isEmpty()) {
            List<String> stripped = new ArrayList<>();
            decision.path("stripped").forEach(field -> stripped.add(field.asText()));
            line(2, "removed before sending: " + String.join(", ", stripped));
        }
        if (row.hasNonNull("next_attempt_at")) {
            line(2, "next attempt " + row.path("next_attempt_at").asText());
        }
        row.path("attempts_made").forEach(this::attempt);
    }

    private void attempt(JsonNode row) {
        line(
                2,
                "request "
                        + row.path("id").asText()
                        + " at "
                        + row.path("started_at").asText()
                        + ": "
                        + row.path("status").asText()
                        + " "
                        + row.path("outcome").asText()
                        + " "
                        + row.path("text").asText());
        row.path("warnings").forEach(warning -> line(3, "warning: " + warning.asText()));
    }

    private void line(int depth, JsonNode row, String member) {
        line(depth, row.path(member).asText());
    }

    private void line(int depth, String text) {
        out.println("  ".repeat(depth) + Printable.of(text));
    }
}
