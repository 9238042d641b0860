// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A TikTok call taken apart.
 *
 * @param token the header {@code Access-Token}, empty text when it is missing
 * @param body the JSON body; an object without members if it is none
 */
record TikTokRequest(String token, Optional<JsonNode> body) {
    static final List<String> SOURCES = List.of("web", "app", "offline", "crm");

    private static final int MOST = 1_000;
    private static final Set<String> KNOWN =
            Set.of("event_source", "event_source_id", "partner_name", "test_event_code", "data");
    private static final List<String> FIRST_VERSION =
            List.of("pixel_code", "context", "timestamp", "batch");

    static TikTokRequest of(Call call) {
        return new TikTokRequest(
                call.header("Access-Token").orElse("").strip(),
                Json.read(call.body()).filter(JsonNode::isObject));
    }

    String source() {
        return text("event_source");
    }

    String sourceId() {
        return text("event_source_id");
    }

    JsonNode data() {
        return root().path("data");
    }

    boolean isTest() {
        return !text("test_event_code").isEmpty();
    }

    /** What is wrong with the members that say where the events belong. */
    Optional<Reason> addressProblem() {
        if (body.isEmpty()) {
            return problem("not_json", "the body is no JSON object");
        }
        Optional<String> old = FIRST_VERSION.stream().filter(root()::has).findFirst();
        if (old.isPresent()) {
            return problem("events_api_1", old.get() + ": Unknown field.");
        }
        if (!SOURCES.contains(source())) {
            return problem("event_source_invalid", "event_source: Not a valid choice.");
        }
        return sourceId().isEmpty()
                ? problem("event_source_id_missing", "event_source_id: Not a valid string.")
                : Optional.empty();
    }

    /** What is wrong with the other members, looked at once the token may use the source. */
    Optional<Reason> frameProblem() {
        for (String name : List.of("partner_name", "test_event_code")) {
            if (root().has(name) && text(name).isEmpty()) {
                return problem("wrong_type", name + ": Not a valid string.");
            }
        }
        if (!data().isArray() || data().isEmpty()) {
            return problem("data_missing", "data: Missing data for required field.");
        }
        if (data().size() > MOST) {
            return problem("too_many_events", "data: Longer than maximum length " + MOST + ".");
        }
        return root().properties().stream()
                .map(member -> member.getKey())
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .flatMap(name -> problem("unknown_field", name + ": Unknown field."));
    }

    private JsonNode root() {
        return body.orElseGet(Json::object);
    }

    private String text(String name) {
        return root().path(name).isTextual() ? root().path(name).textValue() : "";
    }

    private static Optional<Reason> problem(String code, String sentence) {
        return Optional.of(new Reason(code, sentence));
    }
}
