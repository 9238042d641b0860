// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One event, or one request that became none, in one line. */
final class EventLine {
    private static final String GAP = "  ";

    private final Colours colours;

    EventLine(Colours colours) {
        this.colours = colours;
    }

    /** When, what, how much, from where, and what became of it at each destination and why. */
    String of(JsonNode row) {
        List<String> parts = new ArrayList<>();
        parts.add(text(row, "received_at"));
        parts.add(colours.bold(text(row, "event_name")));
        parts.add(text(row, "event_id"));
        if (row.hasNonNull("order_id")) {
            parts.add("order " + text(row, "order_id"));
        }
        if (row.hasNonNull("amount")) {
            parts.add(text(row, "amount"));
        }
        parts.add(text(row, "merchant") + "/" + text(row, "store"));
        List<String> sources = new ArrayList<>();
        row.path("sources").forEach(source -> sources.add(Printable.of(source.asText())));
        parts.add(String.join("+", sources));
        if (row.path("test").asBoolean()) {
            parts.add("test");
        }
        row.path("deliveries")
                .forEach(
                        delivery ->
                                parts.add(
                                        colours.of(
                                                delivery.path("status").asText(),
                                                outcome(delivery))));
        return String.join(GAP, parts);
    }

    /** A request that was rejected or refused: why, and what to do. */
    String rejected(JsonNode row) {
        return String.join(
                GAP,
                text(row, "received_at"),
                colours.of("failed", text(row, "verdict")),
                "request " + text(row, "offset"),
                text(row, "merchant") + "/" + text(row, "store"),
                text(row, "source"),
                text(row, "reason"),
                text(row, "sentence"));
    }

    /** What became of it, by destination. */
    static List<String> outcomes(JsonNode row) {
        List<String> outcomes = new ArrayList<>();
        row.path("deliveries").forEach(delivery -> outcomes.add(outcome(delivery)));
        return outcomes;
    }

    private static String outcome(JsonNode delivery) {
        String status = text(delivery, "status");
        String reason = text(delivery, "reason");
        boolean told =
                !status.equals("delivered") && !reason.equals("-") && !reason.equals("waiting");
        return text(delivery, "destination") + "=" + status + (told ? "(" + reason + ")" : "");
    }

    private static String text(JsonNode row, String member) {
        String text = row.path(member).asText("");
        return text.isEmpty() ? "-" : Printable.of(text);
    }
}
