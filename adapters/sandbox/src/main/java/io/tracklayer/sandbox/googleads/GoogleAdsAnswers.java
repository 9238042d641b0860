// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import java.util.List;
import java.util.Map;

/** Answers and errors in the shape of the Data Manager API. */
final class GoogleAdsAnswers {
    private static final String TYPE = "type.googleapis.com/google.rpc.";
    private static final Map<Integer, String> STATUS =
            Map.of(
                    400, "INVALID_ARGUMENT",
                    401, "UNAUTHENTICATED",
                    403, "PERMISSION_DENIED",
                    404, "NOT_FOUND",
                    409, "ABORTED",
                    429, "RESOURCE_EXHAUSTED",
                    500, "INTERNAL",
                    503, "UNAVAILABLE",
                    504, "DEADLINE_EXCEEDED");

    private GoogleAdsAnswers() {}

    /** A request that was taken, with remarks on it. */
    static Answer taken(String requestId, List<GoogleAdsViolation> warnings) {
        ObjectNode json = Json.object().put("requestId", requestId);
        if (!warnings.isEmpty()) {
            ArrayNode list = json.putArray("fieldWarnings");
            warnings.forEach(
                    warning ->
                            list.addObject()
                                    .put("reason", "WARNING_REASON_" + warning.reason())
                                    .put("description", warning.description())
                                    .put("field", warning.field()));
        }
        return Answer.json(200, json);
    }

    /** An error about the call as such. */
    static Answer error(int status, String reason, String message) {
        return error(status, reason, message, List.of(), Map.of());
    }

    static Answer refused(String requestId, List<GoogleAdsViolation> violations) {
        return error(
                400,
                "INVALID_ARGUMENT",
                "There was a problem with the request.",
                violations,
                Map.of("requestId", requestId));
    }

    static Answer exhausted(String limit) {
        return error(
                429,
                "RATE_LIMIT_EXCEEDED",
                "Quota exceeded for quota metric 'IngestionService writes'.",
                List.of(),
                Map.of("quota_limit", limit, "service", "datamanager.googleapis.com"));
    }

    static Answer error(
            int status,
            String reason,
            String message,
            List<GoogleAdsViolation> violations,
            Map<String, String> metadata) {
        ObjectNode error = Json.object().put("code", status);
        error.put("status", STATUS.getOrDefault(status, "UNKNOWN"));
        error.put("message", message);
        ArrayNode details = error.putArray("details");
        ObjectNode info = details.addObject().put("@type", TYPE + "ErrorInfo");
        info.put("reason", reason).put("domain", "datamanager.googleapis.com");
        ObjectNode about = info.putObject("metadata");
        metadata.forEach(about::put);
        if (metadata.containsKey("requestId")) {
            details.addObject()
                    .put("@type", TYPE + "RequestInfo")
                    .put("requestId", metadata.get("requestId"));
        }
        if (!violations.isEmpty()) {
            details.add(badRequest(violations));
        }
        return Answer.json(status, Json.object().set("error", error));
    }

    private static ObjectNode badRequest(List<GoogleAdsViolation> violations) {
        ObjectNode bad = Json.object().put("@type", TYPE + "BadRequest");
        ArrayNode list = bad.putArray("fieldViolations");
        violations.forEach(
                one ->
                        list.addObject()
                                .put("field", one.field())
                                .put("description", one.description())
                                .put("reason", one.reason()));
        return bad;
    }
}
