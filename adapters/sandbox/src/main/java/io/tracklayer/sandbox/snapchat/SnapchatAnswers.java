// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;
import java.util.List;
import java.util.Optional;

/** Snapchat's success and error shapes. */
final class SnapchatAnswers {
    /** The one number that occurs in Snapchat's documents. */
    static final int SOME_CODE = 517;

    private SnapchatAnswers() {}

    static Answer valid() {
        return Answer.json(200, verdict("VALID", "All event(s) processed successfully"));
    }

    /** A refusal of the call as such. */
    static Answer refused(int status, String reason) {
        return Answer.json(status, verdict("INVALID", reason));
    }

    /** A refusal for the event at that place of {@code data}, counted from 0. */
    static Answer invalid(int status, Optional<Integer> event, int code, String reason) {
        ObjectNode json = Json.object().put("status", "INVALID");
        event.ifPresent(index -> json.put("event", index));
        json.put("reason", reason);
        json.set("errors", errors(code, reason));
        return Answer.json(status, json);
    }

    /** What the validation says about each event. */
    static Answer checked(List<Optional<Reason>> verdicts) {
        boolean valid = verdicts.stream().allMatch(Optional::isEmpty);
        ObjectNode json = Json.object();
        json.put("status", valid ? "VALID" : "INVALID");
        json.put("test_event", true);
        json.put("reason", valid ? "All event(s) are valid" : "Some event(s) are invalid");
        var logs = json.putArray("event_logs");
        for (int i = 0; i < verdicts.size(); i++) {
            ObjectNode log = logs.addObject().put("event", i);
            log.put("status", verdicts.get(i).isEmpty() ? "VALID" : "INVALID");
            verdicts.get(i)
                    .ifPresent(reason -> log.set("errors", errors(SOME_CODE, reason.text())));
            log.putArray("warnings");
        }
        return Answer.json(200, json);
    }

    private static ObjectNode verdict(String status, String reason) {
        return Json.object().put("status", status).put("reason", reason);
    }

    private static ObjectNode errors(int code, String message) {
        ObjectNode errors = Json.object();
        errors.putArray("codes").add(Integer.toString(code));
        errors.putArray("error_msgs").add(message);
        return errors;
    }
}
