// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import static io.tracklayer.destination.linkedin.Given.LINKEDIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInAnswersTest {
    private static final PlatformRecord RECORD = LINKEDIN.record(Given.purchase());
    private static final Outcome SIBLING =
            new Outcome.Split("refused_with_others", "another event of the request is refused");
    private static final String UNUSABLE_RULE =
            "{\"status\":400,\"message\":\"Incorrect conversions information provided. The"
                    + " conversions at indices [1, 2] (0-indexed) cannot be used\"}";

    @Test
    void aSingleEventIsCreatedWithoutABody() {
        assertEquals(List.of(Outcome.delivered()), outcomes(Answers.of(201, ""), 1));
    }

    @Test
    void aBatchIsAnsweredElementByElement() {
        assertEquals(
                List.of(Outcome.delivered(), Outcome.delivered()),
                outcomes(elements("{\"status\":201}", "{\"status\":201}"), 2));
    }

    @Test
    void anElementThatFailedIsTreatedAloneByItsStatus() {
        List<Outcome> outcomes =
                outcomes(
                        elements(
                                "{\"status\":201}",
                                "{\"status\":422,\"error\":{\"message\":\"ERROR :: /user :: bad\"}}",
                                "{\"status\":503}",
                                "{\"status\":400,\"message\":\"Incorrect conversions information"
                                        + " provided\"}",
                                "{}"),
                        5);
        assertEquals(Outcome.delivered(), outcomes.get(0));
        assertEquals(new Outcome.Permanent("http_422", "ERROR :: /user :: bad"), outcomes.get(1));
        assertInstanceOf(Outcome.Retry.class, outcomes.get(2));
        assertTrue(outcomes.get(3).toString().contains("conversion_rule_unusable"));
        assertEquals(new Outcome.Delivered(false, List.of(unsaid(200))), outcomes.get(4));
    }

    @ParameterizedTest
    @CsvSource({"200, ''", "200, {}", "202, []", "201, '{\"elements\":[{\"status\":201}]}'"})
    void aSuccessWithoutAVerdictPerEventIsUnconfirmed(int status, String body) {
        assertEquals(
                Collections.nCopies(2, new Outcome.Delivered(false, List.of(unsaid(status)))),
                outcomes(Answers.of(status, body), 2));
    }

    @Test
    void anErrorInsideASuccessIsAnError() {
        PlatformAnswer answer = Answers.of(200, "{\"status\":422,\"message\":\"Index: 1, ERROR\"}");
        assertEquals(
                List.of(SIBLING, new Outcome.Permanent("http_422", "Index: 1, ERROR")),
                outcomes(answer, 2));
    }

    @Test
    void aPageInsteadOfAnAnswerIsNotLinkedIns() {
        assertInstanceOf(Outcome.Retry.class, outcome(Answers.of(200, "<html>welcome</html>")));
        assertInstanceOf(Outcome.Retry.class, outcome(Answers.of(400, " <html>Bad</html>")));
        assertInstanceOf(
                Outcome.Retry.class,
                outcome(Answers.of(422, "no", "Content-Type", "text/html; charset=utf-8")));
    }

    @Test
    void theNamedEventsFailWithTheirOwnLinesAndTheOthersGoAgainAtOnce() {
        String body = LINKEDIN.resource("/given/invalid-batch.json");
        assertEquals(
                List.of(
                        new Outcome.Permanent(
                                "http_422",
                                "Index: 0, ERROR :: /conversionValue/amount :: field is required"
                                        + " but not found and has no default value; ERROR ::"
                                        + " /user/userInfo/firstName :: field is required but not"
                                        + " found and has no default value"),
                        SIBLING,
                        new Outcome.Permanent(
                                "http_422",
                                "Index: 2, ERROR :: /conversionHappenedAt :: is older than 90"
                                        + " days")),
                outcomes(Answers.of(422, body), 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Index: 1, ERROR :: /user :: x",
                "ERROR in \\\"batchIndex\\\": 1, x",
                "batchIndex=1 has no user",
                "wrong at indices [1] (0-indexed)"
            })
    void thePlaceOfAnErrorIsReadInAllItsForms(String message) {
        String body = "{\"status\":422,\"message\":\"" + message + "\"}";
        List<Outcome> outcomes = outcomes(Answers.of(422, body), 2);
        assertEquals(SIBLING, outcomes.get(0));
        assertInstanceOf(Outcome.Permanent.class, outcomes.get(1));
    }

    @Test
    void aNameThatLooksLikeAPlaceAccusesNobody() {
        String message = "Index: 1, ERROR :: /user/userInfo/firstName :: Index: 0, ERROR is bad";
        List<Outcome> outcomes =
                outcomes(Answers.of(422, "{\"status\":422,\"message\":\"" + message + "\"}"), 2);
        assertEquals(SIBLING, outcomes.get(0));
        assertInstanceOf(Outcome.Permanent.class, outcomes.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR :: /user :: x", "Index: 3, ERROR :: /user :: x"})
    void withoutAUsablePlaceTheRequestIsHalvedUntilTheCulpritIsAlone(String message) {
        PlatformAnswer answer = Answers.of(422, "{\"status\":422,\"message\":\"" + message + "\"}");
        assertEquals(
                Collections.nCopies(3, new Outcome.Split("http_422", message)),
                outcomes(answer, 3));
        assertEquals(new Outcome.Permanent("http_422", message), outcome(answer));
    }

    @Test
    void theEventsOfAnUnusableRuleWaitAloneAndTheOthersGoOn() {
        List<Outcome> outcomes = outcomes(Answers.of(400, UNUSABLE_RULE), 3);
        assertEquals(SIBLING, outcomes.get(0));
        for (int i = 1; i < 3; i++) {
            var waiting = assertInstanceOf(Outcome.Retry.class, outcomes.get(i));
            assertEquals("conversion_rule_unusable", waiting.code());
            assertTrue(
                    waiting.text().startsWith("urn:lla:llaPartnerConversion:1012 is missing"),
                    waiting.text());
        }
        String single = UNUSABLE_RULE.replace("[1, 2]", "[0]");
        assertInstanceOf(Outcome.Retry.class, outcome(Answers.of(400, single)));
    }

    /** Status, LinkedIn's code, and what they mean for a request of one and of two events. */
    @ParameterizedTest
    @CsvSource({
        "400, , Permanent, Split",
        "400, VERSION_MISSING, ConfigHold, ConfigHold",
        "401, INVALID_ACCESS_TOKEN, AuthHold, AuthHold",
        "401, REVOKED_ACCESS_TOKEN, AuthHold, AuthHold",
        "401, EXPIRED_ACCESS_TOKEN, AuthHold, AuthHold",
        "401, , AuthHold, AuthHold",
        "403, ACCESS_DENIED, AuthHold, AuthHold",
        "403, , AuthHold, AuthHold",
        "404, RESOURCE_NOT_FOUND, ConfigHold, ConfigHold",
        "404, , ConfigHold, ConfigHold",
        "405, , ConfigHold, ConfigHold",
        "410, , ConfigHold, ConfigHold",
        "409, , Permanent, Split",
        "413, , Permanent, Split",
        "422, , Permanent, Split",
        "426, NONEXISTENT_VERSION, ConfigHold, ConfigHold",
        "426, , ConfigHold, ConfigHold",
        "429, TOO_MANY_REQUESTS, Throttled, Throttled",
        "429, , Throttled, Throttled",
        "408, , Retry, Retry",
        "423, , Retry, Retry",
        "500, , Retry, Retry",
        "502, , Retry, Retry",
        "503, , Retry, Retry",
        "504, , Retry, Retry",
        "302, , Retry, Retry"
    })
    void aRefusalMeans(int status, String code, String alone, String together) {
        String named = code == null ? "" : "\"code\":\"" + code + "\",";
        PlatformAnswer answer =
                Answers.of(status, "{" + named + "\"status\":" + status + ",\"message\":\"no\"}");
        assertEquals(alone, outcome(answer).getClass().getSimpleName());
        assertEquals(together, outcomes(answer, 2).get(1).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Permanent",
        "401, AuthHold",
        "403, AuthHold",
        "404, ConfigHold",
        "409, Retry",
        "413, Permanent",
        "422, Permanent",
        "426, ConfigHold",
        "429, Throttled",
        "503, Retry"
    })
    void anEmptyBodyMeans(int status, String meaning) {
        assertEquals(meaning, outcome(Answers.of(status, "")).getClass().getSimpleName());
    }

    @Test
    void anEndedVersionHoldsEverythingAndSaysWhatToSet() {
        var hold =
                assertInstanceOf(
                        Outcome.ConfigHold.class,
                        outcome(
                                Answers.of(
                                        426,
                                        "{\"status\":426,\"code\":\"NONEXISTENT_VERSION\",\"message\":"
                                                + "\"Requested version 20260901 is not active\"}")));
        assertEquals("NONEXISTENT_VERSION", hold.code());
        assertEquals(
                "Requested version 20260901 is not active. Set api-version to a newer one than"
                        + " 202609 (ends about 2027-09-15).",
                hold.text());
    }

    @Test
    void withoutAnyCredentialTheHoldSaysWhatIsMissing() {
        Settings nothing =
                Settings.of(
                        LinkedInSettings.ALL,
                        Map.of("conversion-rules", List.of("purchase_placed=1")));
        assertEquals(
                List.of(
                        new Outcome.AuthHold(
                                "http_401",
                                "Neither token nor client-id, client-secret and refresh-token are"
                                        + " set.")),
                new LinkedInDestination()
                        .interpret(
                                Answers.of(401, "{\"message\":\"Empty oauth2 access token\"}"),
                                List.of(RECORD),
                                nothing));
    }

    @Test
    void theNumberOfAnErrorIsItsCodeWhenItHasNoWord() {
        assertEquals(
                new Outcome.AuthHold("65601", "gone."),
                outcome(
                        Answers.of(
                                401,
                                "{\"status\":401,\"serviceErrorCode\":65601,\"message\":\"gone\"}")));
    }

    @Test
    void theLengthOfAPauseIsLeftToRetryAfterAndThePolicy() {
        assertEquals(
                new Outcome.Throttled(Duration.ZERO, "http_429", "LinkedIn asks for a pause"),
                outcome(Answers.of(429, "", "Retry-After", "7")));
    }

    @Test
    void whatAnAnswerRepeatsOfThePersonIsNotKept() {
        Event event =
                Given.purchase().toBuilder()
                        .set(EventField.FIRST_NAME, "Ada")
                        .set(EventField.EXTERNAL_ID, "cust-77")
                        .build();
        PlatformRecord sent = LINKEDIN.record(event);
        String hash = Given.id(sent, "SHA256_IP_ADDRESS").orElseThrow();
        String message =
                "firstName Ada is not Adaptive, key cust-77, "
                        + hash
                        + ", a@b.example,"
                        + " 198.51.100.7, 2001:db8::42";
        PlatformAnswer answer = Answers.of(422, "{\"status\":422,\"message\":\"" + message + "\"}");
        assertEquals(
                List.of(
                        new Outcome.Permanent(
                                "http_422",
                                "firstName (removed) is not Adaptive, key (removed), (removed),"
                                        + " (removed), (removed), (removed)")),
                LINKEDIN.outcomes(answer, sent));
    }

    @Test
    void aBodyOfEmptyLinesIsReadAtOnce() {
        String body = "{\"status\":422,\"message\":\"" + "\\n".repeat(100_000) + "x\"}";
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> outcomes(Answers.of(422, body), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jo King", "King Jo", "van Jo", "Jo-Byron", "Jo King Lovelace"})
    void aNameWithinALongerOneLeavesNothingOfThatBehind(String lastName) {
        PlatformRecord sent =
                LINKEDIN.record(
                        Given.purchase().toBuilder()
                                .set(EventField.FIRST_NAME, "Jo")
                                .set(EventField.LAST_NAME, lastName)
                                .build());
        String body = "{\"status\":422,\"message\":\"lastName " + lastName + " is long\"}";
        assertEquals(
                List.of(new Outcome.Permanent("http_422", "lastName (removed) is long")),
                LINKEDIN.outcomes(Answers.of(422, body), sent));
    }

    @Test
    void aLongAnswerIsCut() {
        String body = "{\"status\":422,\"message\":\"" + "x".repeat(5_000) + "\"}";
        var refused = assertInstanceOf(Outcome.Permanent.class, outcome(Answers.of(422, body)));
        assertEquals(300, refused.text().length());
    }

    private static PlatformAnswer elements(String... elements) {
        return Answers.of(200, "{\"elements\":[" + String.join(",", elements) + "]}");
    }

    private static String unsaid(int status) {
        return "LinkedIn answered " + status + " without saying whether it took the event";
    }

    private static Outcome outcome(PlatformAnswer answer) {
        return outcomes(answer, 1).get(0);
    }

    private static List<Outcome> outcomes(PlatformAnswer answer, int records) {
        return new LinkedInDestination()
                .interpret(answer, Collections.nCopies(records, RECORD), LINKEDIN.settings());
    }
}
