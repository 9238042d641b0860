// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges a webhook message: id, content type, type, timestamp and data. */
final class WebhookBodyValidator {
    static final int MAX_BYTES = 256 * 1024;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,200}");
    private static final Pattern TYPE =
            Pattern.compile("[A-Za-z0-9_]{1,100}(\\.[A-Za-z0-9_]{1,100}){0,10}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private WebhookBodyValidator() {}

    static Optional<Reason> refusal(Call call, Optional<JsonNode> body) {
        if (!ID.matcher(call.header("webhook-id").orElse("")).matches()) {
            return reason("webhook_id_invalid", "webhook-id must be of [A-Za-z0-9_]");
        }
        if (!call.contentType().startsWith("application/json")) {
            return reason("content_type_invalid", "Content-Type must be application/json");
        }
        if (body.isEmpty() || !body.get().isObject()) {
            return reason("body_not_json", "the body must be a JSON object");
        }
        if (!TYPE.matcher(body.get().path("type").asText("")).matches()) {
            return reason("type_invalid", "type must be identifiers joined by dots");
        }
        if (!isTime(body.get().path("timestamp"))) {
            return reason("timestamp_invalid", "timestamp must be ISO 8601, UTC, milliseconds");
        }
        return body.get().path("data").isObject()
                ? Optional.empty()
                : reason("data_missing", "data must be an object");
    }

    private static boolean isTime(JsonNode value) {
        if (!TIME.matcher(value.asText("")).matches()) {
            return false;
        }
        try {
            return Instant.parse(value.asText()) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Optional<Reason> reason(String code, String sentence) {
        return Optional.of(new Reason(code, sentence));
    }
}
