// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Meta's success and error shapes. */
final class MetaAnswers {
    private MetaAnswers() {}

    static Answer received(int count, List<MetaProblem> warnings) {
        ObjectNode json = Json.object().put("events_received", count);
        var messages = json.putArray("messages");
        warnings.forEach(warning -> messages.add(warning.reason().text()));
        return Answer.json(200, json.put("fbtrace_id", traceId()));
    }

    static Answer tokenRejected() {
        return error(
                401,
                new Fault.PlatformCode(190, Optional.empty(), false),
                "Invalid OAuth access token - Cannot parse access token",
                "The access token is not known.");
    }

    static Answer proofRejected() {
        return error(
                400,
                new Fault.PlatformCode(104, Optional.empty(), false),
                "API calls from the server require an appsecret_proof argument",
                "appsecret_proof is missing or wrong.");
    }

    static Answer datasetRejected() {
        return error(
                400,
                new Fault.PlatformCode(100, Optional.of(33), false),
                "Unsupported post request. Object does not exist, cannot be loaded due to missing"
                        + " permissions, or does not support this operation",
                "The dataset does not exist or the token has no access to it.");
    }

    static Answer pathRejected() {
        return error(
                400,
                new Fault.PlatformCode(2500, Optional.empty(), false),
                "Unknown path components",
                "The path starts with a version such as v25.0.");
    }

    static Answer versionRejected() {
        return error(
                400,
                new Fault.PlatformCode(2635, Optional.empty(), false),
                "(#2635) You are calling a deprecated version of the Ads API",
                "Please update to the latest version.");
    }

    static Answer problem(MetaProblem problem) {
        Optional<Integer> subcode =
                problem.subcode() == 0 ? Optional.empty() : Optional.of(problem.subcode());
        return error(
                400,
                new Fault.PlatformCode(100, subcode, false),
                "(#100) Invalid parameter",
                problem.reason().text());
    }

    static Answer error(int status, Fault.PlatformCode code, String message, String userMessage) {
        ObjectNode error = Json.object();
        error.put("message", message);
        error.put("type", "OAuthException");
        error.put("code", code.code());
        code.subcode().ifPresent(number -> error.put("error_subcode", number));
        error.put("is_transient", code.isTransient());
        error.put("error_user_title", "The call was refused");
        error.put("error_user_msg", userMessage);
        error.put("fbtrace_id", traceId());
        return Answer.json(status, Json.object().set("error", error));
    }

    private static String traceId() {
        return "A" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }
}
