// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Klaviyo's success and error shapes. */
final class KlaviyoAnswers {
    private static final String MEDIA_TYPE = "application/vnd.api+json";

    private static final Map<Integer, String> CODES =
            Map.of(
                    400, "invalid",
                    401, "not_authenticated",
                    403, "permission_denied",
                    404, "not_found",
                    409, "duplicate_profile",
                    410, "gone",
                    413, "payload_too_large",
                    415, "unsupported_media_type",
                    429, "throttled");

    private KlaviyoAnswers() {}

    /** Validated and queued; nothing else is said. */
    static Answer accepted() {
        return Answer.empty(202);
    }

    static Answer profile(int status, String id, JsonNode attributes) {
        ObjectNode data = Json.object().put("type", "profile").put("id", id);
        data.set("attributes", attributes);
        return json(status, Json.object().set("data", data));
    }

    static Answer account(String name) {
        ObjectNode json = Json.object();
        json.putArray("data").addObject().put("type", "account").put("id", name);
        return json(200, json);
    }

    static Answer refused(int status, String detail) {
        return refused(status, CODES.getOrDefault(status, "error"), "", detail);
    }

    static Answer refused(int status, String code, String pointer, String detail) {
        ObjectNode json = Json.object();
        error(json, status, code, pointer, detail);
        return json(status, json);
    }

    static Answer invalid(List<KlaviyoProblem> problems) {
        ObjectNode json = Json.object();
        problems.forEach(
                problem -> error(json, 400, "invalid", problem.pointer(), problem.detail()));
        return json(400, json);
    }

    static Answer conflict(String duplicate) {
        ObjectNode json = Json.object();
        error(
                        json,
                        409,
                        "duplicate_profile",
                        "/data/attributes",
                        "A profile already exists with one of these identifiers.")
                .set("meta", Json.object().put("duplicate_profile_id", duplicate));
        return json(409, json);
    }

    private static ObjectNode error(
            ObjectNode json, int status, String code, String pointer, String detail) {
        byte[] seed = (code + pointer + detail).getBytes(StandardCharsets.UTF_8);
        ObjectNode error = json.withArray("errors").addObject();
        error.put("id", UUID.nameUUIDFromBytes(seed).toString());
        error.put("status", status);
        error.put("code", code);
        error.put("title", code.equals("invalid") ? "Invalid input." : "The call was refused.");
        error.put("detail", detail);
        ObjectNode source = error.putObject("source");
        if (!pointer.isEmpty()) {
            source.put("pointer", pointer);
        }
        error.putObject("links");
        error.putObject("meta");
        return error;
    }

    private static Answer json(int status, JsonNode body) {
        return Answer.of(status, MEDIA_TYPE, Json.write(body));
    }
}
