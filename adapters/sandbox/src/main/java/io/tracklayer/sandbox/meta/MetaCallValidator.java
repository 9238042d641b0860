// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Judges the frame of a Meta call: the batch and what is said about it. */
final class MetaCallValidator {
    static final int MAX_EVENTS = 1_000;

    private static final int MAX_AGENT = 22;
    private static final Set<String> KNOWN =
            Set.of("data", "test_event_code", "partner_agent", "access_token", "appsecret_proof");

    private MetaCallValidator() {}

    static MetaProblems check(MetaRequest request) {
        MetaProblems problems = new MetaProblems();
        if (request.body().isEmpty()) {
            problems.refuse("body_unreadable", "the body is neither a JSON object nor a form");
            return problems;
        }
        JsonNode data = request.data();
        if (!data.isArray()) {
            problems.refuse("data_missing", "data must be an array of events");
        } else if (data.isEmpty()) {
            problems.refuse("data_empty", "data holds no event");
        } else if (data.size() > MAX_EVENTS) {
            problems.refuse("too_many_events", "data holds more than 1000 events");
        }
        MetaFields fields = new MetaFields(request.body().get(), "", problems);
        fields.text("test_event_code");
        fields.text("partner_agent");
        agent(fields);
        if (fields.get("test_event_code").asText("x").isEmpty()) {
            problems.strict("empty_value", "test_event_code is empty and should be left out");
        }
        fields.onlyKnown(KNOWN);
        return problems;
    }

    /** Meta: fewer than 23 characters with at least two letters. */
    private static void agent(MetaFields fields) {
        String agent = fields.get("partner_agent").asText("");
        if (fields.has("partner_agent")
                && (agent.length() > MAX_AGENT
                        || agent.chars().filter(Character::isLetter).count() < 2)) {
            fields.problems()
                    .strict(
                            "partner_agent_invalid",
                            "partner_agent must be below 23 characters with two letters");
        }
    }
}
