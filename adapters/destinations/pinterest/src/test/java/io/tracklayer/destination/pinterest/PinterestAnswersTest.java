// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static io.tracklayer.destination.pinterest.Given.PINTEREST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenEvents;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinterestAnswersTest {
    private static final PlatformRecord FRESH =
            PINTEREST.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    private static final PlatformRecord LATE =
            PINTEREST.recordAfter(
                    Duration.ofMinutes(55), GivenEvents.rich(EventName.PURCHASE_PLACED));

    @Test
    void theDocumentedSuccessDeliversEachEvent() {
        assertEquals(
                List.of(Outcome.delivered(), Outcome.delivered()),
                outcomes(answer("success.json", 200), FRESH, FRESH));
    }

    @Test
    void aWarningIsKeptWithTheDelivery() {
        String body =
                "{\"num_events_received\":1,\"num_events_processed\":1,\"events\":["
                        + "{\"status\":\"processed\",\"warning_message\":\"x is not standard\"}]}";
        assertEquals(
                new Outcome.Delivered(true, List.of("Pinterest: x is not standard")),
                outcome(Answers.of(200, body)));
    }

    @ParameterizedTest
    @CsvSource({"200, partial-200.json", "422, partial-422.json", "422, partial-200.json"})
    void ofAPartialSuccessEachEventHasItsOwnOutcomeAndNoneIsSentAgain(int status, String file) {
        assertEquals(
                List.of(
                        Outcome.delivered(),
                        new Outcome.Permanent("event_failed", "event_time is too old"),
                        Outcome.delivered()),
                outcomes(answer(file, status), FRESH, FRESH, LATE));
    }

    @Test
    void withoutAListTheCountOfProcessedEventsDecides() {
        String all = "{\"num_events_received\":2,\"num_events_processed\":2}";
        String some = "{\"num_events_received\":2,\"num_events_processed\":1,\"events\":[{}]}";
        assertEquals(Outcome.delivered(), outcomes(Answers.of(200, all), FRESH, LATE).get(1));
        List<Outcome> held = outcomes(Answers.of(200, some), FRESH, LATE);
        assertInstanceOf(Outcome.ConfigHold.class, held.get(0));
        assertTrue(((Outcome.ConfigHold) held.get(0)).text().contains("processed 1 of 2 events"));
        assertInstanceOf(Outcome.Permanent.class, held.get(1));
    }

    @Test
    void a422WithoutListIsSentOneByOneWhileACopyIsRecognised() {
        PlatformAnswer answer =
                Answers.of(422, "{\"code\":4195,\"message\":\"not all\",\"details\":{}}");
        List<Outcome> both = outcomes(answer, FRESH, LATE);
        assertInstanceOf(Outcome.Split.class, both.get(0));
        assertInstanceOf(Outcome.Permanent.class, both.get(1));
        assertEquals(
                new Outcome.Permanent("4195", "not all events were processed: not all"),
                outcome(answer));
    }

    /** Status, code and what it means for a request of one and of two fresh records. */
    @ParameterizedTest
    @CsvSource({
        "401, 2, AuthHold, AuthHold",
        "400, 2, AuthHold, AuthHold",
        "200, 2, AuthHold, AuthHold",
        "401, 77, AuthHold, AuthHold",
        "403, 29, ConfigHold, ConfigHold",
        "403, 77, ConfigHold, ConfigHold",
        "404, 50, ConfigHold, ConfigHold",
        "429, 8, Throttled, Throttled",
        "429, 77, Throttled, Throttled",
        "400, 8, Throttled, Throttled",
        "503, 4197, Throttled, Throttled",
        "503, 77, Retry, Retry",
        "500, 77, Retry, Retry",
        "408, 77, Retry, Retry",
        "400, 4196, Permanent, Split",
        "200, 4196, Permanent, Split",
        "400, 77, Permanent, Split",
        "409, 77, Permanent, Split",
        "413, 77, Permanent, Split",
        "422, 4196, Permanent, Split",
        "200, 77, Retry, Retry"
    })
    void theCodeDecidesAndTheStatusWhenTheCodeIsUnknown(
            int status, int code, String one, String two) {
        PlatformAnswer answer = Answers.of(status, "{\"code\":" + code + ",\"message\":\"said\"}");
        assertEquals(one, outcome(answer).getClass().getSimpleName());
        assertEquals(two, outcomes(answer, FRESH, FRESH).get(1).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({
        "401, AuthHold",
        "403, ConfigHold",
        "404, ConfigHold",
        "413, Permanent",
        "429, Throttled",
        "301, Retry",
        "400, Retry",
        "408, Retry",
        "418, Retry",
        "500, Retry",
        "502, Retry",
        "503, Retry",
        "504, Retry",
        "200, Retry"
    })
    void aPageInPlaceOfAnAnswerIsJudgedByItsStatus(int status, String outcome) {
        assertEquals(
                outcome,
                outcome(Answers.of(status, "<html>busy</html>")).getClass().getSimpleName());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 408, 500, 502, 504})
    void whatMayHaveBeenTakenIsNotRepeatedOnceACopyWouldCountTwice(int status) {
        PlatformAnswer answer = Answers.of(status, "<html>gateway</html>");
        Outcome late = outcomes(answer, LATE).get(0);
        assertTrue(
                assertInstanceOf(Outcome.Permanent.class, late).text().contains("count twice"),
                late.toString());
        assertInstanceOf(Outcome.Retry.class, outcome(answer));
    }

    @ParameterizedTest
    @CsvSource({"503, 77", "503, 4197", "429, 8", "500, 77"})
    void aDefiniteRefusalIsRepeatedHoweverLate(int status, int code) {
        Outcome late =
                outcomes(Answers.of(status, "{\"code\":" + code + ",\"message\":\"x\"}"), LATE)
                        .get(0);
        assertTrue(
                late instanceof Outcome.Retry || late instanceof Outcome.Throttled,
                late.toString());
    }

    @Test
    void anEndpointThatWasTakenBackIsAskedAgainAfterFiveMinutes() {
        assertEquals(
                new Outcome.Throttled(Duration.ofMinutes(5), "4197", "ramped down"),
                outcome(Answers.of(503, "{\"code\":4197,\"message\":\"ramped down\"}")));
    }

    @ParameterizedTest
    @CsvSource({
        ", , 60",
        "Retry-After, 7, 0",
        "X-RateLimit-Reset, 9, 9",
        "X-RateLimit-Reset, 1795183509, 60",
        "X-RateLimit-Reset, 9000, 60",
        "X-RateLimit-Reset, soon, 60"
    })
    void throttlingLastsAsLongAsAHeaderSaysElseAMinute(String header, String value, long seconds) {
        String body = "{\"code\":8,\"message\":\"slow down\"}";
        PlatformAnswer answer =
                header == null ? Answers.of(429, body) : Answers.of(429, body, header, value);
        assertEquals(
                new Outcome.Throttled(Duration.ofSeconds(seconds), "8", "slow down"),
                outcome(answer));
    }

    private static PlatformAnswer answer(String file, int status) {
        return Answers.of(status, PINTEREST.resource("/given/" + file));
    }

    private static Outcome outcome(PlatformAnswer answer) {
        return outcomes(answer, FRESH).get(0);
    }

    private static List<Outcome> outcomes(PlatformAnswer answer, PlatformRecord... records) {
        return new PinterestDestination().interpret(answer, List.of(records), PINTEREST.settings());
    }
}
