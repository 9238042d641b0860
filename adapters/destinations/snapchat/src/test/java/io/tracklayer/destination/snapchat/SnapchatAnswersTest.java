// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import static io.tracklayer.destination.snapchat.Given.SNAPCHAT;
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
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapchatAnswersTest {
    private static final PlatformRecord RECORD =
            SNAPCHAT.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    private static final String REFUSAL =
            "{\"status\":\"INVALID\",\"event\":1,\"reason\":\"bad time\",\"errors\":"
                    + "{\"codes\":[\"517\"],\"error_msgs\":[\"event_time is too old\"]}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"VALID\",\"reason\":\"All events processed\"}",
                "{\"status\":\"SUCCESS\",\"reason\":\"SUCCESS\"}",
                "{\"status\":\"valid\"}"
            })
    void aValidRequestIsDeliveredAsAWhole(String body) {
        assertEquals(
                List.of(Outcome.delivered(), Outcome.delivered()),
                outcomes(Answers.of(200, body), 2));
    }

    @Test
    void anErrorBesideAYesIsAWarning() {
        String body =
                "{\"status\":\"VALID\",\"errors\":{\"codes\":[\"9\"],\"error_msgs\":[\"odd\"]}}";
        assertEquals(
                new Outcome.Delivered(true, List.of("Snapchat: odd")),
                outcome(Answers.of(200, body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "ok", "{\"status\":[]}", "{\"status\":"})
    void aSuccessWithoutVerdictIsDeliveredButUnconfirmed(String body) {
        assertEquals(
                new Outcome.Delivered(
                        false,
                        List.of("Snapchat answered 202 without saying whether it took the event")),
                outcome(Answers.of(202, body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>welcome</html>", "{\"status\":\"PENDING\"}"})
    void aSuccessThatIsNotSnapchatsYesIsTriedAgain(String body) {
        assertInstanceOf(Outcome.Retry.class, outcome(Answers.of(200, body)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 422})
    void aRefusedRequestIsHalvedUntilTheCulpritIsAlone(int status) {
        PlatformAnswer answer = Answers.of(status, REFUSAL);
        String text = "bad time; event_time is too old";
        assertEquals(new Outcome.Permanent("517", text), outcome(answer));
        assertEquals(Collections.nCopies(3, new Outcome.Split("517", text)), outcomes(answer, 3));
    }

    @Test
    void aTrustedNumberNamesTheCulpritAndTheOthersGoAgain() {
        List<Outcome> outcomes = outcomes(Answers.of(400, REFUSAL), 3, "error-index", "zero-based");

        assertEquals(
                new Outcome.Permanent("517", "bad time; event_time is too old"), outcomes.get(1));
        assertInstanceOf(Outcome.Split.class, outcomes.get(0));
        assertInstanceOf(Outcome.Split.class, outcomes.get(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"INVALID\",\"event\":7,\"reason\":\"x\"}",
                "{\"status\":\"INVALID\",\"event\":\"one\",\"reason\":\"x\"}",
                "{\"status\":\"INVALID\",\"reason\":\"x\"}"
            })
    void withoutAUsableNumberTheRequestIsHalved(String body) {
        assertEquals(
                Collections.nCopies(2, new Outcome.Split("http_400", "x")),
                outcomes(Answers.of(400, body), 2, "error-index", "zero-based"));
    }

    /** Status and what it means for a request of one and of two records. */
    @ParameterizedTest
    @CsvSource({
        "400, Permanent, Split",
        "422, Permanent, Split",
        "409, Permanent, Split",
        "401, AuthHold, AuthHold",
        "403, AuthHold, AuthHold",
        "404, ConfigHold, ConfigHold",
        "405, ConfigHold, ConfigHold",
        "410, ConfigHold, ConfigHold",
        "413, Permanent, Split",
        "429, Throttled, Throttled",
        "408, Retry, Retry",
        "500, Retry, Retry",
        "502, Retry, Retry",
        "503, Retry, Retry",
        "302, Retry, Retry"
    })
    void aRefusalMeans(int status, String alone, String together) {
        PlatformAnswer answer = Answers.of(status, "{\"status\":\"INVALID\",\"reason\":\"no\"}");
        assertEquals(alone, outcome(answer).getClass().getSimpleName());
        assertEquals(together, outcomes(answer, 2).get(1).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Permanent",
        "409, Retry",
        "401, AuthHold",
        "404, ConfigHold",
        "413, Permanent",
        "429, Throttled",
        "503, Retry"
    })
    void anEmptyBodyMeans(int status, String meaning) {
        assertEquals(meaning, outcome(Answers.of(status, "")).getClass().getSimpleName());
    }

    @Test
    void aPageInsteadOfARefusalIsNotSnapchats() {
        assertInstanceOf(
                Outcome.Retry.class, outcome(Answers.of(400, " <html>Bad Request</html>")));
        assertInstanceOf(
                Outcome.Retry.class,
                outcome(Answers.of(400, "Bad", "Content-Type", "text/html; charset=utf-8")));
    }

    @Test
    void theLengthOfAPauseIsLeftToRetryAfterAndThePolicy() {
        assertEquals(
                new Outcome.Throttled(Duration.ZERO, "http_429", "Snapchat asks for a pause"),
                outcome(Answers.of(429, "", "Retry-After", "7")));
    }

    @Test
    void theCheckJudgesEachEvent() {
        String body =
                "{\"status\":\"INVALID\",\"test_event\":true,\"event_logs\":["
                        + "{\"event\":0,\"status\":\"VALID\",\"warnings\":[]},"
                        + "{\"event\":1,\"status\":\"INVALID\",\"errors\":"
                        + "{\"codes\":[\"12\"],\"error_msgs\":[\"no currency\"]}}]}";
        assertEquals(
                List.of(
                        new Outcome.Delivered(false, List.of("checked by Snapchat, not counted")),
                        new Outcome.Permanent("12", "no currency")),
                outcomes(Answers.of(200, body), 2));
    }

    @Test
    void aYesToACheckWithoutItsEventsConfirmsNothing() {
        PlatformRecord checked =
                SNAPCHAT.record(
                        GivenEvents.rich(EventName.PURCHASE_PLACED), "test-mode", "validate");
        assertEquals(
                List.of(new Outcome.Delivered(false, List.of("checked by Snapchat, not counted"))),
                new SnapchatDestination()
                        .interpret(
                                Answers.of(200, "{\"status\":\"VALID\"}"),
                                List.of(checked),
                                SNAPCHAT.settings()));
    }

    @Test
    void whatAnAnswerRepeatsOfThePersonIsNotKept() {
        String hash = "725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7";
        String body =
                "{\"status\":\"INVALID\",\"reason\":\"em jane@example.com, ph +49 151 23456789,"
                        + " ip 203.0.113.7 or 2001:db8::42, hash "
                        + hash
                        + "\"}";
        var refused = assertInstanceOf(Outcome.Permanent.class, outcome(Answers.of(400, body)));
        assertEquals(
                "em (e-mail), ph (number), ip (address) or (address), hash (hash)", refused.text());
    }

    @Test
    void aLongAnswerIsCut() {
        String body = "{\"status\":\"INVALID\",\"reason\":\"" + "x".repeat(5_000) + "\"}";
        var refused = assertInstanceOf(Outcome.Permanent.class, outcome(Answers.of(400, body)));
        assertTrue(refused.text().length() <= 300);
    }

    private static Outcome outcome(PlatformAnswer answer) {
        return outcomes(answer, 1).get(0);
    }

    private static List<Outcome> outcomes(PlatformAnswer answer, int records, String... settings) {
        return new SnapchatDestination()
                .interpret(
                        answer, Collections.nCopies(records, RECORD), SNAPCHAT.settings(settings));
    }
}
