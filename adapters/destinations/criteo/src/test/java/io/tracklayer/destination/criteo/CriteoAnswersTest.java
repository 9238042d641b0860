// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import static io.tracklayer.destination.criteo.Given.CRITEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
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

class CriteoAnswersTest {
    private static final PlatformRecord RECORD =
            CRITEO.record(
                    GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                            .set(EventField.CRITEO_GUM, GivenEvents.click("oTpIydEXAMPLE", null))
                            .set(EventField.ANONYMOUS_ID, "tl_7c0f9a")
                            .build());

    @Test
    void anEmptyListOfErrorsConfirms() {
        assertEquals(
                new Outcome.Delivered(true, List.of()),
                outcome(Answers.of(200, "{\"errors\":[],\"warnings\":[]}")));
    }

    @ParameterizedTest
    @CsvSource({"200, ''", "204, ''", "200, '{}'", "202, '[]'"})
    void aSuccessThatSaysNothingIsDeliveredButUnconfirmed(int status, String body) {
        assertEquals(new Outcome.Delivered(false, List.of()), outcome(Answers.of(status, body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html></html>", "ok", "{\"errors\":"})
    void aSuccessThatIsNoJsonIsTolerated(String body) {
        assertEquals(
                new Outcome.Delivered(
                        false, List.of("Criteo answered 200 with something that is no JSON")),
                outcome(Answers.of(200, body)));
    }

    @Test
    void warningsAreKept() {
        String body = "{\"errors\":[],\"warnings\":[\"OldTag\",{\"code\":7,\"message\":\"odd\"}]}";
        assertEquals(
                new Outcome.Delivered(true, List.of("Criteo: OldTag", "Criteo: 7: odd")),
                outcome(Answers.of(200, body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"errors\":[\"UserIdentifierMissing\"]}"
                        + "|UserIdentifierMissing|UserIdentifierMissing",
                "{\"errors\":[\"BadItem: no id\",\"Late\"]}|BadItem|BadItem: no id; Late",
                "{\"errors\":[{\"name\":\"BadItem\",\"message\":\"no id\"}]}"
                        + "|BadItem|BadItem: no id",
                "{\"errors\":{\"code\":\"BadItem\"}}|BadItem|BadItem",
                "{\"errors\":\"something is wrong\"}|http_200|something is wrong"
            })
    void anErrorInsideASuccessIsFinal(String body, String code, String text) {
        assertEquals(
                new Outcome.Permanent(code, "Criteo refused the event: " + text),
                outcome(Answers.of(200, body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "\"\"", "false", "0", "[\"\"]", "null"})
    void anErrorThatSaysNothingIsNone(String errors) {
        assertInstanceOf(
                Outcome.Delivered.class, outcome(Answers.of(200, "{\"errors\":" + errors + "}")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, Permanent",
        "404, Permanent",
        "405, Permanent",
        "413, Permanent",
        "415, Permanent",
        "401, ConfigHold",
        "403, ConfigHold",
        "429, Throttled",
        "408, Retry",
        "500, Retry",
        "502, Retry",
        "503, Retry",
        "504, Retry",
        "302, Retry",
        "307, Retry",
        "418, Retry"
    })
    void aStatusMeans(int status, String meaning) {
        for (String body : List.of("", "{\"errors\":[\"x\"]}", "<html>busy</html>")) {
            assertEquals(meaning, outcome(Answers.of(status, body)).getClass().getSimpleName());
        }
    }

    @Test
    void theLengthOfAPauseIsLeftToRetryAfterAndThePolicy() {
        assertEquals(
                new Outcome.Throttled(
                        Duration.ZERO, "http_429", "Criteo asks for a pause: HTTP 429"),
                outcome(Answers.of(429, "", "Retry-After", "7")));
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void aRedirectToARegionNamesTheEndpointToSet(int status) {
        assertEquals(
                new Outcome.ConfigHold(
                        "redirected",
                        "Criteo serves this account elsewhere: set endpoint to"
                                + " https://widget.eu.criteo.com."),
                outcome(
                        Answers.of(
                                status,
                                "",
                                "Location",
                                "https://Widget.EU.criteo.com/m/event?version=s2s_v0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/m/event",
                "https://widget.criteo.com.evil.example/",
                "https://evilcriteo.com/",
                "http://widget.eu.criteo.com/m/event",
                "https://user@evil.example/.criteo.com"
            })
    void aRedirectToAnybodyElseIsFinal(String location) {
        Outcome outcome = outcome(Answers.of(307, "", "Location", location));
        assertEquals(
                "redirected_elsewhere", assertInstanceOf(Outcome.Permanent.class, outcome).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/m/event", "%%%", " "})
    void aRedirectToNowhereIsTriedAgain(String location) {
        assertInstanceOf(Outcome.Retry.class, outcome(Answers.of(307, "", "Location", location)));
    }

    @Test
    void whatAnAnswerRepeatsOfThePersonIsNotKept() {
        String sha = "c3374bcfe3572e09f37602e0e179782352c5e117a4a3767824abbaa21bbdef8b";
        String body =
                "{\"errors\":[\"user oTpIydEXAMPLE tl_7c0f9a jane@example.com 203.0.113.7"
                        + " 2001:db8::42 +49 151 23456789 "
                        + sha
                        + " 00d7d185cf04574852d6088e5e7eb2df on Mozilla/5.0 (iPhone)\"]}";
        var refused = assertInstanceOf(Outcome.Permanent.class, outcome(Answers.of(200, body)));
        assertEquals(
                "Criteo refused the event: user (personal) (personal) (e-mail) (address)"
                        + " (address) (number) (hash) (hash) on (personal)",
                refused.text());
    }

    @Test
    void aShortVisitorIdDoesNotRiddleTheText() {
        PlatformRecord record =
                CRITEO.record(
                        GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.ANONYMOUS_ID, "e"));
        assertEquals(
                List.of(
                        new Outcome.Permanent(
                                "BadItem", "Criteo refused the event: BadItem: here")),
                CRITEO.outcomes(Answers.of(200, "{\"errors\":[\"BadItem: here\"]}"), record));
    }

    @Test
    void aLongAnswerIsCut() {
        String body = "{\"errors\":[\"" + "x".repeat(5_000) + "\",\"y\"]}";
        var refused = assertInstanceOf(Outcome.Permanent.class, outcome(Answers.of(200, body)));
        assertTrue(refused.text().length() <= 330, refused.text());
    }

    private static Outcome outcome(PlatformAnswer answer) {
        List<Outcome> outcomes = CRITEO.outcomes(answer, RECORD);
        assertEquals(1, outcomes.size());
        return outcomes.get(0);
    }
}
