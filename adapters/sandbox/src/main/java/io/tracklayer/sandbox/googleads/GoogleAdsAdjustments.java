// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code uploadConversionAdjustments} of the Google Ads API, for retractions by order id. */
final class GoogleAdsAdjustments {
    private static final int MOST = 2_000;
    private static final Duration ADJUSTABLE_FOR = Duration.ofDays(54);
    private static final String FAILURE =
            "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure";
    private static final Pattern ACTION =
            Pattern.compile("customers/(\\d{10})/conversionActions/(\\d+)");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d");

    private final GoogleAdsConversions conversions;
    private final Clock clock;

    GoogleAdsAdjustments(GoogleAdsConversions conversions, Clock clock) {
        this.conversions = conversions;
        this.clock = clock;
    }

    /** An error about the call as such. */
    static Answer error(int status, String name, String kind, String code, String message) {
        ObjectNode error = Json.object().put("code", status).put("status", name);
        error.put("message", message);
        error.putArray("details").add(failure(Json.array().add(one(kind, code, message, -1))));
        return Answer.json(status, Json.object().set("error", error));
    }

    /** Judges each adjustment by itself. */
    Answer receive(GoogleAdsAccount account, JsonNode body) {
        Optional<String> problem = GoogleAdsSchema.problem(body, GoogleAdsSchema.ADJUSTMENTS);
        if (problem.isPresent()) {
            return error(400, "INVALID_ARGUMENT", "requestError", "UNKNOWN", problem.get());
        }
        JsonNode rows = body.path("conversionAdjustments");
        if (!body.path("partialFailure").asBoolean() || rows.isEmpty()) {
            return error(
                    400,
                    "INVALID_ARGUMENT",
                    "requestError",
                    "REQUIRED_FIELD_MISSING",
                    "partial_failure must be true and there must be adjustments.");
        }
        if (rows.size() > MOST) {
            return error(
                    400,
                    "INVALID_ARGUMENT",
                    "conversionAdjustmentUploadError",
                    "TOO_MANY_ADJUSTMENTS_IN_REQUEST",
                    "More than 2000 adjustments.");
        }
        return judged(account, rows, body.path("validateOnly").asBoolean());
    }

    private Answer judged(GoogleAdsAccount account, JsonNode rows, boolean validateOnly) {
        Map<Integer, String> failed = new TreeMap<>();
        ArrayNode results = Json.array();
        int index = 0;
        for (JsonNode row : rows) {
            Optional<String> refusal = refusal(account, row, validateOnly);
            refusal.ifPresent(code -> failed.put(results.size(), code));
            results.add(refusal.isPresent() ? Json.object() : result(row));
            index++;
        }
        ObjectNode json = Json.object();
        if (!validateOnly) {
            json.set("results", results);
        }
        if (!failed.isEmpty()) {
            ArrayNode errors = Json.array();
            failed.forEach(
                    (at, code) ->
                            errors.add(one("conversionAdjustmentUploadError", code, code, at)));
            ObjectNode partial = json.putObject("partialFailureError").put("code", 3);
            partial.put("message", failed.size() + " of " + index + " adjustments failed");
            partial.putArray("details").add(failure(errors));
        }
        return Answer.json(200, json);
    }

    private Optional<String> refusal(GoogleAdsAccount account, JsonNode row, boolean validateOnly) {
        Matcher action = ACTION.matcher(row.path("conversionAction").asText(""));
        if (!action.matches()
                || !action.group(1).equals(account.name())
                || !account.hasAction(action.group(2))) {
            return Optional.of("NO_CONVERSION_ACTION_FOUND");
        }
        boolean shaped =
                row.path("adjustmentType").asText("").equals("RETRACTION")
                        && !row.has("restatementValue")
                        && TIME.matcher(row.path("adjustmentDateTime").asText("")).matches()
                        && row.has("orderId") != row.has("gclidDateTimePair");
        if (!shaped) {
            return Optional.of("INVALID_ARGUMENT");
        }
        String id = row.path("orderId").asText("");
        Optional<Instant> at = conversions.at(account.name(), action.group(2), id);
        if (at.filter(time -> time.isBefore(clock.instant().minus(ADJUSTABLE_FOR))).isPresent()) {
            return Optional.of("CONVERSION_EXPIRED");
        }
        return validateOnly
                ? Optional.empty()
                : conversions.retract(account.name(), action.group(2), id);
    }

    private static ObjectNode result(JsonNode row) {
        ObjectNode result = Json.object();
        result.set("conversionAction", row.get("conversionAction"));
        result.set("adjustmentDateTime", row.get("adjustmentDateTime"));
        result.set("adjustmentType", row.get("adjustmentType"));
        result.set("orderId", row.path("orderId"));
        return result;
    }

    private static ObjectNode failure(ArrayNode errors) {
        ObjectNode failure = Json.object().put("@type", FAILURE);
        failure.set("errors", errors);
        return failure.put("requestId", "sandbox");
    }

    private static ObjectNode one(String kind, String code, String message, int index) {
        ObjectNode error = Json.object();
        error.putObject("errorCode").put(kind, code);
        error.put("message", message);
        if (index >= 0) {
            error.putObject("location")
                    .putArray("fieldPathElements")
                    .addObject()
                    .put("fieldName", "conversion_adjustments")
                    .put("index", index);
        }
        return error;
    }
}
