// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads headers and shape of a call. */
final class LinkedInCall {
    private static final int MAX_EVENTS = 5_000;
    private static final String BEARER = "Bearer ";

    private LinkedInCall() {}

    /**
     * The events of a call.
     *
     * @param refusal why it is none, if so
     */
    record Shape(boolean batch, List<JsonNode> events, Optional<Answer> refusal) {}

    static String token(Call call) {
        return call.header("authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip())
                .orElse("");
    }

    /** The version asked for, 0 when it is no number. */
    static long version(Call call) {
        String text = call.header("linkedin-version").orElse("");
        return text.matches("\\d{6}") ? Long.parseLong(text) : 0;
    }

    /** Why the version is not taken, if so. */
    static Optional<Answer> version(Call call, LinkedInAccount.Window window) {
        Optional<String> asked = call.header("linkedin-version");
        if (asked.isEmpty()) {
            return Optional.of(LinkedInAnswers.versionMissing());
        }
        return window.holds(version(call))
                ? Optional.empty()
                : Optional.of(LinkedInAnswers.versionEnded(asked.get()));
    }

    static Shape shape(Call call) {
        Optional<JsonNode> body = Json.read(call.body());
        if (!call.contentType().startsWith("application/json") || body.isEmpty()) {
            return refused(400, "the body must be one JSON document");
        }
        boolean announced =
                call.header("x-restli-method").filter("BATCH_CREATE"::equals).isPresent();
        boolean batch = body.get().has("elements");
        if (announced != batch) {
            return refused(400, "elements and X-RestLi-Method: BATCH_CREATE need each other");
        }
        return batch
                ? batch(call, body.get())
                : new Shape(false, List.of(body.get()), Optional.empty());
    }

    private static Shape batch(Call call, JsonNode body) {
        JsonNode elements = body.get("elements");
        if (call.header("x-restli-protocol-version").filter("2.0.0"::equals).isEmpty()) {
            return refused(400, "a batch needs X-Restli-Protocol-Version: 2.0.0");
        }
        if (!elements.isArray() || elements.isEmpty() || body.size() != 1) {
            return refused(400, "a batch is an object with a non-empty array elements");
        }
        if (elements.size() > MAX_EVENTS) {
            return refused(413, "a batch holds at most " + MAX_EVENTS + " events");
        }
        List<JsonNode> events = StreamSupport.stream(elements.spliterator(), false).toList();
        return new Shape(true, events, Optional.empty());
    }

    private static Shape refused(int status, String message) {
        return new Shape(false, List.of(), Optional.of(LinkedInAnswers.refused(status, message)));
    }
}
