// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.testkit.Answers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Answers every destination must cope with, whatever its platform. */
final class AnswerCorpus {
    /** Statuses that stand for all others where looking at all would take long. */
    static final List<Integer> STATUSES =
            List.of(
                    100, 200, 202, 204, 207, 301, 304, 400, 401, 403, 404, 405, 408, 409, 410, 413,
                    422, 425, 429, 451, 500, 501, 502, 503, 504, 529, 599);

    private static final int ONE_MEGABYTE = 1024 * 1024;
    private static final List<String> PAUSES =
            List.of(
                    "",
                    "30",
                    "-5",
                    "soon",
                    "99999999999999999999",
                    "Thu, 15 Jan 2026 10:21:00 GMT",
                    "Thu, 99 Foo");

    private AnswerCorpus() {}

    /** Every status there is. */
    static IntStream everyStatus() {
        return IntStream.rangeClosed(100, 599);
    }

    /** Bodies that say nothing a platform would, by what they are. */
    static Map<String, PlatformAnswer> bodies() {
        Map<String, PlatformAnswer> bodies = new LinkedHashMap<>();
        bodies.put("no body", saying(""));
        bodies.put("an empty object", saying("{}"));
        bodies.put("an empty list", saying("[]"));
        bodies.put("null", saying("null"));
        bodies.put("a text", saying("\"x\""));
        bodies.put("a number", saying("12"));
        bodies.put("a flag", saying("true"));
        bodies.put("HTML", saying("<html><body>busy</body></html>"));
        bodies.put("JSON cut off", saying("{\"error\":"));
        bodies.put(
                "a code that is a text",
                saying("{\"error\":{\"code\":\"NaN\",\"message\":5},\"code\":\"x\"}"));
        bodies.put(
                "errors of another shape",
                saying("{\"error\":[],\"errors\":{\"0\":[]},\"message\":{}}"));
        bodies.put(
                "counts of another shape",
                saying("{\"events_received\":{},\"data\":7,\"events\":[null]}"));
        bodies.put("huge numbers", saying("{\"code\":1e400,\"status\":99999999999999999999}"));
        bodies.put("JSON 60 deep", saying("{\"error\":".repeat(60) + "1" + "}".repeat(60)));
        bodies.put("brackets 5,000 deep", saying("[".repeat(5_000)));
        bodies.put("control characters", saying("\u0000\u0007\u001b[31m\r\n"));
        return bodies;
    }

    /** Large bodies, tried with few statuses. */
    static Map<String, PlatformAnswer> largeBodies() {
        String filling = "x".repeat(ONE_MEGABYTE);
        return Map.of(
                "1 MB of text",
                saying(filling),
                "1 MB of JSON",
                saying("{\"error\":\"" + filling + "\"}"));
    }

    /** The same words under another status. */
    static PlatformAnswer under(int status, PlatformAnswer said) {
        return new PlatformAnswer(status, said.headers(), said.body(), said.json());
    }

    /** Answers that ask for pauses in many ways. */
    static List<PlatformAnswer> pauses() {
        return PAUSES.stream()
                .flatMap(
                        pause ->
                                List.of(429, 503).stream()
                                        .map(
                                                status ->
                                                        Answers.of(
                                                                status, "", "Retry-After", pause)))
                .toList();
    }

    private static PlatformAnswer saying(String body) {
        return Answers.of(200, body);
    }
}
