// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One call to a platform as text, and as a command that repeats it. */
final class CallReport {
    private final JsonNode call;

    CallReport(JsonNode call) {
        this.call = call;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s to %s at %s, %s ms: %s %s %s"
                        .formatted(
                                call.path("id").asText(),
                                call.path("destination").asText(),
                                call.path("started_at").asText(),
                                call.path("latency_ms").asText(),
                                call.path("status").asText(),
                                call.path("outcome").asText(),
                                call.path("text").asText()));
        call.path("warnings").forEach(warning -> lines.add("warning: " + warning.asText()));
        JsonNode request = call.path("request");
        lines.add("");
        lines.add(request.path("method").asText() + " " + request.path("url").asText());
        message(lines, request);
        lines.add("");
        lines.add("answer " + call.path("status").asText());
        message(lines, call.path("response"));
        return Printable.lines(String.join("\n", lines));
    }

    private static void message(List<String> lines, JsonNode message) {
        message.path("headers")
                .properties()
                .forEach(header -> lines.add(header.getKey() + ": " + header.getValue().asText()));
        lines.add("");
        String body = message.path("body").asText("");
        lines.add(
                message.path("no_longer_kept").asBoolean()
                        ? "(the body is no longer kept)"
                        : Json.read(body).map(JsonNode::toPrettyString).orElse(body));
    }

    /** As a command; the node writes it, for its pages too. */
    String curl() {
        return call.path("curl").asText();
    }
}
