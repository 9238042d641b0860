// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;

/**
 * Criteo's success and error shapes. One source tells of {@code errors}, {@code warnings} and the
 * name UserIdentifierMissing; the other names are ours.
 */
final class CriteoAnswers {
    private CriteoAnswers() {}

    static Answer taken() {
        ObjectNode json = Json.object();
        json.putArray("errors");
        json.putArray("warnings");
        return Answer.json(200, json);
    }

    /** An event that is wrong gets a 200 all the same. */
    static Answer refused(Reason reason) {
        boolean nobody = reason.code().equals(CriteoIdValidator.NO_IDENTIFIER);
        return error(
                200, (nobody ? "UserIdentifierMissing: " : "InvalidRequest: ") + reason.sentence());
    }

    static Answer error(int status, String text) {
        ObjectNode json = Json.object();
        json.putArray("errors").add(text);
        json.putArray("warnings");
        return Answer.json(status, json);
    }
}
