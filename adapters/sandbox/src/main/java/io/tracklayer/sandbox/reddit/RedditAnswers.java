// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import java.util.List;
import java.util.Optional;

/** Reddit's success and error shapes. */
final class RedditAnswers {
    private RedditAnswers() {}

    static Answer processed(RedditPixel pixel, int events) {
        ObjectNode said =
                Json.object()
                        .put("message", "Successfully processed " + events + " conversion events.");
        return Answer.json(
                200,
                pixel.errors() == RedditPixel.Errors.V2 ? said : Json.object().set("data", said));
    }

    /** A refusal of the call as such. */
    static Answer refused(int status, String message) {
        return Answer.json(status, error(status, message));
    }

    /** A refusal that names one event by its place, counted from 0, or none. */
    static Answer refused(int status, String message, Optional<Integer> event) {
        ObjectNode json = error(status, message);
        event.ifPresent(
                index ->
                        ((ObjectNode) json.get("error"))
                                .putArray("fields")
                                .addObject()
                                .put("field", "data.events[" + index + "]")
                                .put("message", message));
        return Answer.json(status, json);
    }

    /** What the gateway before the API says about tokens. */
    static Answer unauthorized(int status, String explanation) {
        ObjectNode json = Json.object().put("success", false);
        json.putObject("error").put("reason", "UNAUTHORIZED").put("explanation", explanation);
        return Answer.json(status, json);
    }

    static Answer unauthorizedText() {
        return Answer.text(401, "Authorization Required");
    }

    /**
     * A refusal for what is wrong with the events.
     *
     * @param problems for each event, often none
     */
    static Answer invalid(RedditPixel pixel, JsonNode events, List<List<RedditProblem>> problems) {
        boolean types = problems.stream().flatMap(List::stream).anyMatch(RedditProblem::isType);
        if (types && pixel.typesAsAuth()) {
            return unauthorized(403, "JSON error unexpected type");
        }
        return switch (pixel.errors()) {
            case FIELDS -> Answer.json(400, fields(problems));
            case BARE -> refused(400, "Invalid conversion events.");
            case V2 -> Answer.json(400, repeated(events, problems));
        };
    }

    private static ObjectNode fields(List<List<RedditProblem>> problems) {
        ObjectNode json = error(400, "Invalid conversion events.");
        var fields = ((ObjectNode) json.get("error")).putArray("fields");
        for (int i = 0; i < problems.size(); i++) {
            for (RedditProblem problem : problems.get(i)) {
                String path = problem.field().isEmpty() ? "" : "." + problem.field();
                fields.addObject()
                        .put("field", "data.events[" + i + "]" + path)
                        .put("message", problem.reason().sentence());
            }
        }
        return json;
    }

    private static ObjectNode repeated(JsonNode events, List<List<RedditProblem>> problems) {
        ObjectNode json = Json.object();
        long bad = problems.stream().filter(found -> !found.isEmpty()).count();
        json.put(
                "message",
                "There were " + bad + " invalid conversion events. None were processed.");
        var invalid = json.putArray("invalid_events");
        for (int i = 0; i < problems.size(); i++) {
            if (!problems.get(i).isEmpty()) {
                invalid.addObject()
                        .put("error_message", problems.get(i).get(0).reason().sentence())
                        .set("event", events.get(i));
            }
        }
        return json;
    }

    private static ObjectNode error(int status, String message) {
        ObjectNode json = Json.object();
        json.putObject("error").put("code", status).put("message", message);
        return json;
    }
}
