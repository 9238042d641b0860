// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.StringJoiner;

/** Puts what a replay would do, and how far it is, into words. */
final class ReplayReport {
    private ReplayReport() {}

    static void preview(PrintWriter out, JsonNode preview, boolean json) {
        if (json) {
            out.println(preview.toPrettyString());
            out.flush();
            return;
        }
        JsonNode order = preview.path("order");
        out.println(
                "events received from "
                        + order.path("since").asText()
                        + " to "
                        + order.path("until").asText());
        RowPrinter rows = new RowPrinter(out);
        rows.print(
                preview, "groups", false, "destination", "status", "reason", "event_name", "count");
        out.println();
        rows.print(
                preview,
                "first",
                false,
                "event_seq",
                "event_name",
                "destination",
                "status",
                "reason",
                "excluded",
                "sentence");
        out.println();
        out.println(sum(preview));
        out.flush();
    }

    private static String sum(JsonNode preview) {
        return (preview.path("complete").asBoolean() ? "" : "of the first ones: ")
                + preview.path("matched").asText()
                + " match, "
                + preview.path("admitted").asText()
                + " would be sent, left alone: "
                + counts(preview.path("excluded"));
    }

    static void status(PrintWriter out, JsonNode replay, boolean json) {
        out.println(json ? replay.toPrettyString() : line(replay));
        out.flush();
    }

    /** One replay in one line. */
    static String line(JsonNode replay) {
        return replay.path("id").asText()
                + " "
                + replay.path("state").asText()
                + ", by "
                + replay.path("by").asText()
                + ", total "
                + replay.path("total").asText("many")
                + ", queued "
                + replay.path("queued").asText()
                + ", delivered "
                + replay.path("delivered").asText()
                + ", failed "
                + replay.path("failed").asText()
                + ", skipped "
                + replay.path("skipped").asText()
                + ", left alone: "
                + counts(replay.path("excluded"))
                + ", at most "
                + replay.path("order").path("rate").asText()
                + " per second";
    }

    private static String counts(JsonNode counts) {
        StringJoiner text = new StringJoiner(", ");
        counts.properties().forEach(one -> text.add(one.getKey() + " " + one.getValue()));
        return text.length() == 0 ? "none" : text.toString();
    }
}
