// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAnswersTest {
    private static final String SENT = "Thu, 15 Jan 2026 10:20:32 GMT";

    @ParameterizedTest(name = "{0} is {1} {2}, with retry-4xx off {3}")
    @CsvSource({
        "301, Retry, redirect_not_followed, Retry",
        "302, Retry, redirect_not_followed, Retry",
        "307, Retry, redirect_not_followed, Retry",
        "308, Retry, redirect_not_followed, Retry",
        "400, Retry, http_400, Permanent",
        "401, Retry, auth, Permanent",
        "403, Retry, auth, Permanent",
        "404, Retry, http_404, Permanent",
        "405, Retry, http_405, Permanent",
        "408, Throttled, http_408, Throttled",
        "409, Retry, http_409, Permanent",
        "410, ConfigHold, endpoint_gone, ConfigHold",
        "413, Permanent, payload_too_large, Permanent",
        "418, Retry, http_418, Permanent",
        "422, Retry, http_422, Permanent",
        "425, Throttled, http_425, Throttled",
        "429, Throttled, http_429, Throttled",
        "500, Retry, http_500, Retry",
        "501, Retry, http_501, Retry",
        "502, Throttled, http_502, Throttled",
        "503, Throttled, http_503, Throttled",
        "504, Throttled, http_504, Throttled",
        "599, Retry, http_599, Retry",
        "199, Retry, http_199, Retry"
    })
    void everyRefusalHasItsMeaning(int status, String kind, String code, String withoutRetry) {
        PlatformAnswer answer = Answers.of(status, "{\"ok\":true}");
        Outcome outcome = WebhookAnswers.outcome(answer, true);
        assertEquals(kind, outcome.getClass().getSimpleName());
        assertTrue(outcome.toString().contains("code=" + code + ","), outcome.toString());
        assertTrue(outcome.toString().contains("HTTP " + status), outcome.toString());
        assertEquals(
                withoutRetry, WebhookAnswers.outcome(answer, false).getClass().getSimpleName());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void every2xxIsADeliveryWhateverTheBodySays(int status) {
        assertEquals(
                Outcome.delivered(),
                WebhookAnswers.outcome(Answers.of(status, "{\"error\":\"no\"}"), true));
    }

    @Test
    void whatTheEndpointEchoesStaysOutOfTheSentence() {
        Outcome outcome = WebhookAnswers.outcome(Answers.of(422, "jane@example.com"), true);
        assertEquals(
                new Outcome.Retry(
                        "http_422",
                        "The endpoint answered HTTP 422: it refuses this message. What it said is"
                                + " stored with the attempt."),
                outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | PT2M",
                "0 | PT0S",
                "86400 | PT24H",
                "86401 | PT24H",
                "99999999999999999999 | PT24H",
                "-5 | PT0S",
                "1.5 | PT0S",
                "soon | PT0S",
                "Thu, 15 Jan 2026 10:21:32 GMT | PT1M",
                "Thu, 15 Jan 2026 10:20:02 GMT | PT0S",
                "Sun, 18 Jan 2026 10:20:32 GMT | PT24H",
                "Thu, 99 Jan 2026 10:21:32 GMT | PT0S"
            })
    void retryAfterIsHonouredUpToADay(String header, Duration pause) {
        assertEquals(pause, pauseOf(Answers.of(429, "", "Retry-After", header, "Date", SENT)));
    }

    @Test
    void anEndpointThatAsksForNoTimeLeavesItToThePolicy() {
        assertEquals(Duration.ZERO, pauseOf(Answers.of(503, "busy")));
    }

    @Test
    void aRetryAfterDateWithoutADateHeaderIsUnusable() {
        assertEquals(
                Duration.ZERO,
                pauseOf(Answers.of(503, "", "Retry-After", "Thu, 15 Jan 2026 10:21:32 GMT")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "204 | WORKS | took the signed test message",
                "401 | REFUSED | secret",
                "403 | REFUSED | authorization",
                "410 | REFUSED | Correct \"url\"",
                "301 | UNREACHABLE | final address",
                "404 | UNVERIFIABLE | tracklayer.endpoint.test",
                "429 | UNREACHABLE | Try later",
                "500 | UNREACHABLE | Try later",
                "503 | UNREACHABLE | Try later"
            })
    void theConnectionCheckSaysWhatItFound(int status, String verdict, String words) {
        ProbeResult result = WebhookAnswers.probe(Answers.of(status, ""));
        assertEquals(ProbeResult.Verdict.valueOf(verdict), result.verdict());
        assertTrue(result.sentence().contains(words), result.sentence());
    }

    private static Duration pauseOf(PlatformAnswer answer) {
        return assertInstanceOf(Outcome.Throttled.class, WebhookAnswers.outcome(answer, true))
                .pause();
    }
}
