// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** LinkedIn's success and error shapes. */
final class LinkedInAnswers {
    static final int INVALID = 65600;
    static final int REVOKED = 65601;
    static final int EXPIRED = 65602;
    private static final int DENIED = 100;
    private static final int BAD_REQUEST = 400;

    /** LinkedIn's words for its numbers, with the status they come with. */
    private static final Map<Integer, Word> BY_NUMBER =
            Map.of(
                    INVALID, new Word(401, "INVALID_ACCESS_TOKEN"),
                    REVOKED, new Word(401, "REVOKED_ACCESS_TOKEN"),
                    EXPIRED, new Word(401, "EXPIRED_ACCESS_TOKEN"),
                    DENIED, new Word(403, "ACCESS_DENIED"));

    private static final Map<Integer, String> BY_STATUS =
            Map.of(
                    404, "RESOURCE_NOT_FOUND",
                    426, "NONEXISTENT_VERSION",
                    429, "TOO_MANY_REQUESTS");

    private LinkedInAnswers() {}

    private record Word(int status, String code) {}

    static Answer accepted(boolean batch, int events) {
        if (!batch) {
            return Answer.empty(201);
        }
        ObjectNode json = Json.object();
        var elements = json.putArray("elements");
        for (int i = 0; i < events; i++) {
            elements.addObject().put("status", 201);
        }
        return Answer.json(200, json);
    }

    /** A token that is not taken, by LinkedIn's number. */
    static Answer unauthorised(int number) {
        Word word = BY_NUMBER.get(number);
        ObjectNode json = Json.object().put("status", word.status());
        json.put("serviceErrorCode", number).put("code", word.code());
        return Answer.json(word.status(), json.put("message", "The access token is not valid"));
    }

    static Answer denied() {
        return error(
                403, DENIED, "Not enough permissions to access: partnerApiConversionEvents.CREATE");
    }

    static Answer versionMissing() {
        ObjectNode json = Json.object().put("status", BAD_REQUEST).put("code", "VERSION_MISSING");
        return Answer.json(
                BAD_REQUEST,
                json.put(
                        "message",
                        "A version must be present. Please specify a version by adding the"
                                + " LinkedIn-Version header."));
    }

    static Answer versionEnded(String version) {
        return refused(426, "Requested version " + version + "01 is not active");
    }

    /** A refusal with the word of its status, if it has one. */
    static Answer refused(int status, String message) {
        ObjectNode json = Json.object().put("status", status);
        if (BY_STATUS.containsKey(status)) {
            json.put("code", BY_STATUS.get(status));
        }
        return Answer.json(status, json.put("message", message));
    }

    /** Events under rules that cannot take them, by their places counted from 0. */
    static Answer rulesUnusable(List<Integer> places) {
        return refused(
                BAD_REQUEST,
                "Incorrect conversions information provided. The conversions at indices "
                        + places
                        + " (0-indexed) do not exist or cannot be used");
    }

    /**
     * What is wrong with the events.
     *
     * @param problems per event, often none; a single event has no index
     */
    static Answer invalid(List<List<String>> problems, boolean batch) {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < problems.size(); i++) {
            if (!problems.get(i).isEmpty()) {
                message.append(batch ? "Index: " + i + ", " : "");
                message.append(
                        problems.get(i).stream()
                                .map(problem -> "ERROR :: " + problem + "\n")
                                .collect(Collectors.joining()));
            }
        }
        return refused(422, message.toString());
    }

    /** An error with LinkedIn's number; the status is the number's own where it has one. */
    static Answer error(int status, int number, String message) {
        Word word = BY_NUMBER.getOrDefault(number, new Word(status, BY_STATUS.get(status)));
        int sent = status == BAD_REQUEST ? word.status() : status;
        ObjectNode json = Json.object().put("status", sent).put("serviceErrorCode", number);
        if (word.code() != null) {
            json.put("code", word.code());
        }
        return Answer.json(sent, json.put("message", message));
    }
}
