// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

class Ga4AnswersTest extends Ga4Test {
    private static final Outcome ARRIVED = new Outcome.Delivered(false, List.of());
    private static final Outcome DRY_RUN =
            new Outcome.Delivered(
                    false, List.of("the validation server answered: GA4 has recorded nothing"));

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void a2xxProvesOnlyThatTheRequestArrived(int status) {
        assertEquals(List.of(ARRIVED, ARRIVED), outcomes(Answers.of(status, ""), 2));
    }

    @ParameterizedTest
    @CsvSource({
        "301, ConfigHold", "302, ConfigHold", "400, Permanent", "401, ConfigHold",
        "403, ConfigHold", "404, Permanent", "405, Permanent", "407, ConfigHold",
        "408, Retry", "409, Permanent", "411, Permanent", "418, Permanent",
        "425, Retry", "500, Retry", "502, Retry", "503, Retry",
        "504, Retry", "599, Retry"
    })
    void everyOtherStatusHasItsOutcomeForAllRecords(int status, String outcome) {
        List<Outcome> outcomes = outcomes(Answers.of(status, " busy "), 2);
        assertEquals(2, outcomes.size());
        for (Outcome each : outcomes) {
            assertEquals(outcome, each.getClass().getSimpleName());
            assertEquals(true, each.toString().contains("code=http_" + status + ", text=busy"));
        }
    }

    @Test
    void aBodyTooLargeIsHalvedUntilOneRecordIsLeft() {
        Outcome split = new Outcome.Split("http_413", "too large");
        assertEquals(List.of(split, split), outcomes(Answers.of(413, "too large"), 2));
        assertEquals(
                List.of(new Outcome.Permanent("http_413", "too large")),
                outcomes(Answers.of(413, "too large"), 1));
    }

    @Test
    void throttlingPausesAMinuteOrAsLongAsTheAnswerSays() {
        assertEquals(
                List.of(new Outcome.Throttled(Duration.ofSeconds(60), "http_429", "slow")),
                outcomes(Answers.of(429, "slow"), 1));
        assertEquals(
                List.of(new Outcome.Throttled(Duration.ofSeconds(7), "http_429", "slow")),
                outcomes(Answers.of(429, "slow", "Retry-After", "7"), 1));
    }

    @Test
    void theValidationServerNamesTheBadEventByIndex() {
        PlatformAnswer answer = Answers.of(200, resource("given/validation-messages.json"));
        assertEquals(
                List.of(
                        DRY_RUN,
                        new Outcome.Permanent(
                                "NAME_INVALID",
                                "events: Event at index: [1] has invalid name [1st]. Names must start with an alphabetic character."),
                        new Outcome.Retry("INTERNAL_ERROR", "events[2].params: try again")),
                outcomes(answer, 3));
    }

    @Test
    void aFindingWithoutAnIndexConcernsTheWholeBody() {
        Outcome permanent =
                new Outcome.Permanent(
                        "VALUE_REQUIRED", "client_id: Measurement requires a client_id.");
        assertEquals(
                List.of(permanent, permanent),
                outcomes(
                        Answers.of(
                                200,
                                "{\"validationMessages\":[{\"fieldPath\":\"client_id\",\"description\":\"Measurement requires a client_id.\",\"validationCode\":\"VALUE_REQUIRED\"}]}"),
                        2));
    }

    @Test
    void anEmptyListOfFindingsIsADryRunAndSaysSo() {
        assertEquals(List.of(DRY_RUN), outcomes(Answers.of(200, "{\"validationMessages\":[]}"), 1));
    }

    @Test
    void aLongAnswerIsQuotedInPart() {
        assertEquals(
                List.of(new Outcome.Permanent("http_400", "x".repeat(300))),
                outcomes(Answers.of(400, "x".repeat(5000)), 1));
    }

    @Test
    void aQuoteEndsBetweenWordsSoThatNoAddressIsTornBeforeTheHostMasksIt() {
        String said = "x".repeat(285) + " anna.muller@example.com is personal data";
        assertEquals(
                List.of(new Outcome.Permanent("http_400", "x".repeat(285))),
                outcomes(Answers.of(400, said), 1));
    }

    private List<Outcome> outcomes(PlatformAnswer answer, int records) {
        PlatformRecord mapped = sent(GivenEvents.rich(EventName.PURCHASE_PLACED));
        return ga4.interpret(answer, Collections.nCopies(records, mapped), settings());
    }
}
