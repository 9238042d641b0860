// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;
import java.util.List;
import java.util.Optional;

/** Pinterest's success and error shapes. */
final class PinterestAnswers {
    static final int TOKEN_REFUSED = 2;
    static final int RATE_LIMIT = 8;
    static final int NO_RIGHT = 29;
    static final int REQUEST_INVALID = 4196;

    /** Pinterest does not document these two numbers. */
    private static final int NOT_FOUND = 50;

    private static final int NOT_ALL_PROCESSED = 4198;

    private PinterestAnswers() {}

    static Answer tokenRejected() {
        return error(401, TOKEN_REFUSED, "Authentication failed.");
    }

    static Answer accountRejected() {
        return error(403, NO_RIGHT, "You are not permitted to access that resource.");
    }

    static Answer accountMalformed() {
        return error(404, NOT_FOUND, "The ad account id has up to 18 digits.");
    }

    static Answer requestInvalid(Reason reason) {
        return error(400, REQUEST_INVALID, "Invalid request: " + reason.sentence());
    }

    static Answer error(int status, int code, String message) {
        ObjectNode json = Json.object().put("code", code).put("message", message);
        if (status == 422) {
            json.putObject("details");
        }
        return Answer.json(status, json);
    }

    /**
     * One verdict per event, in the order of the call.
     *
     * @param partialStatus status of a call of which some events failed, 200 or 422
     */
    static Answer judged(List<PinterestProblems> events, int partialStatus) {
        long failed = events.stream().filter(event -> event.failure().isPresent()).count();
        ObjectNode verdicts = Json.object();
        verdicts.put("num_events_received", events.size());
        verdicts.put("num_events_processed", events.size() - failed);
        ArrayNode list = verdicts.putArray("events");
        events.forEach(event -> verdict(list.addObject(), event));
        if (failed == 0 || partialStatus == 200) {
            return Answer.json(200, verdicts);
        }
        ObjectNode json = Json.object().put("code", NOT_ALL_PROCESSED);
        json.put("message", "Not all events were successfully processed.");
        return Answer.json(422, json.set("details", verdicts));
    }

    private static void verdict(ObjectNode json, PinterestProblems event) {
        json.put("status", event.failure().isPresent() ? "failed" : "processed");
        json.put("error_message", text(event.failure()));
        json.put("warning_message", text(event.warning()));
    }

    private static String text(Optional<Reason> reason) {
        return reason.map(Reason::sentence).orElse(null);
    }
}
