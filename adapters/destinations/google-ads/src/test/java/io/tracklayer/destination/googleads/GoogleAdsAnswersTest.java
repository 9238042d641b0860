// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.destination.googleads.Given.GOOGLE_ADS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAdsAnswersTest {
    private static final PlatformRecord RECORD = GOOGLE_ADS.record(Given.PURCHASE);

    @Test
    void takenIsToldLaterWhatBecameOfIt() {
        assertEquals(
                List.of(pending(), pending()),
                outcomes(Answers.of(200, "{\"requestId\":\"t-1\"}"), 2));
    }

    @Test
    void warningsGoToTheEventTheyNameElseToAll() {
        String body =
                """
                {"requestId":"t-1","fieldWarnings":[
                 {"reason":"WARNING_REASON_INVALID_REGION_CODE","description":"odd",
                  "field":"events.events[1].user_data"},
                 {"reason":"WARNING_REASON_GENERIC","description":"hm"}]}
                """;
        assertEquals(
                List.of(
                        pending("Google: GENERIC, hm"),
                        pending(
                                "Google: INVALID_REGION_CODE, odd (events.events[1].user_data)",
                                "Google: GENERIC, hm")),
                outcomes(Answers.of(200, body), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "ok", "<html>", "{\"requestId\":"})
    void aSuccessWithoutRequestIdIsDeliveredWithAWarning(String body) {
        assertEquals(
                delivered("Google answered 200 without a request id"),
                outcomes(Answers.of(200, body), 1).get(0));
    }

    @Test
    void whatWasOnlyValidatedSaysSo() {
        PlatformRecord test = GOOGLE_ADS.record(Given.PURCHASE.toBuilder().test(true).build());
        assertEquals(
                List.of(delivered("validated by Google, not counted")),
                GOOGLE_ADS.outcomes(Answers.of(200, "{\"requestId\":\"t-1\"}"), test));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REQUIRED_FIELD_MISSING",
                "INVALID_FORMAT",
                "INVALID_HEX_ENCODING",
                "INVALID_SHA256_FORMAT",
                "INVALID_CURRENCY_CODE",
                "INVALID_ENUM_VALUE",
                "INVALID_EVENT",
                "EVENT_TIME_INVALID",
                "NO_IDENTIFIERS_PROVIDED",
                "FIELD_VALUE_TOO_LONG",
                "TOO_MANY_USER_IDENTIFIERS",
                "INVALID_POSTAL_CODE",
                "INVALID_REGION_CODE",
                "CUSTOM_VARIABLE_VALUE_CONTAINS_PII",
                "CUSTOM_VARIABLE_NOT_FOUND"
            })
    void aWrongEventFailsAndTheOthersGoAgainAtOnce(String reason) {
        for (String field : List.of("events.events[1].x", "events[1].x")) {
            List<Outcome> outcomes = outcomes(Answers.of(400, violation(field, reason)), 3);
            assertEquals(new Outcome.Permanent(reason, field + ": wrong"), outcomes.get(1));
            assertInstanceOf(Outcome.Split.class, outcomes.get(0));
            assertInstanceOf(Outcome.Split.class, outcomes.get(2));
        }
        PlatformAnswer unnamed = Answers.of(400, violation("events", reason));
        assertInstanceOf(Outcome.Split.class, outcomes(unnamed, 2).get(0));
        assertInstanceOf(Outcome.Permanent.class, outcomes(unnamed, 1).get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVALID_CONVERSION_ACTION_ID",
                "INVALID_CONVERSION_ACTION_TYPE",
                "INVALID_DESTINATION",
                "DUPLICATE_DESTINATION_REFERENCE",
                "EVENT_SOURCE_AND_DESTINATION_MISMATCH",
                "DESTINATION_ACCOUNT_NOT_ENABLED_ENHANCED_CONVERSIONS_FOR_LEADS",
                "DESTINATION_ACCOUNT_ENHANCED_CONVERSIONS_TERMS_NOT_SIGNED",
                "DESTINATION_ACCOUNT_DATA_POLICY_PROHIBITS_ENHANCED_CONVERSIONS",
                "MULTIPLE_DATA_TYPES_NOT_ALLOWED",
                "A_REASON_NOBODY_KNOWS"
            })
    void aRefusalWithoutEventIsAboutTheSetUp(String reason) {
        Outcome outcome =
                outcomes(Answers.of(400, violation("destinations[0].x", reason)), 2).get(0);
        assertEquals(new Outcome.ConfigHold(reason, "destinations[0].x: wrong"), outcome);
    }

    @Test
    void whatConcernsTheAccountHoldsThoughItNamesAnEvent() {
        String terms = "DESTINATION_ACCOUNT_ENHANCED_CONVERSIONS_TERMS_NOT_SIGNED";
        assertInstanceOf(
                Outcome.ConfigHold.class,
                outcomes(Answers.of(400, violation("events[0].user_data", terms)), 2).get(1));
        String mismatch = "EVENT_SOURCE_AND_DESTINATION_MISMATCH";
        assertInstanceOf(
                Outcome.Permanent.class,
                outcomes(Answers.of(400, violation("events[0].event_source", mismatch)), 2).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOO_MANY_EVENTS", "TOO_MANY_DESTINATIONS"})
    void tooMuchIsHalved(String reason) {
        assertInstanceOf(
                Outcome.Split.class,
                outcomes(Answers.of(400, violation("events", reason)), 2).get(0));
    }

    @Test
    void aPlaceThatWasNotSentNamesNobody() {
        assertInstanceOf(
                Outcome.ConfigHold.class,
                outcomes(Answers.of(400, violation("events[7]", "WHO_KNOWS")), 2).get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED, AuthHold",
        "403, PERMISSION_DENIED, AuthHold",
        "403, ACCESS_TOKEN_SCOPE_INSUFFICIENT, AuthHold",
        "403, NOT_ALLOWLISTED, ConfigHold",
        "403, SERVICE_DISABLED, ConfigHold",
        "404, NOT_FOUND, ConfigHold",
        "405, X, ConfigHold",
        "418, X, ConfigHold",
        "408, X, Retry",
        "409, ABORTED, Retry",
        "413, X, Split",
        "429, RESOURCE_EXHAUSTED, Throttled",
        "500, INTERNAL_ERROR, Retry",
        "503, UNAVAILABLE, Retry",
        "504, DEADLINE_EXCEEDED, Retry",
        "302, X, Retry"
    })
    void everyStatusHasItsMeaning(int status, String reason, String outcome) {
        List<Outcome> outcomes = outcomes(Answers.of(status, error(status, reason, "")), 2);
        assertEquals(outcome, outcomes.get(0).getClass().getSimpleName());
        assertTrue(outcomes.get(0).toString().contains("code=" + reason), outcomes.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, 400, ConfigHold",
        "UNAUTHENTICATED, 401, AuthHold",
        "UNAVAILABLE, '\"NaN\"', Retry",
        "RESOURCE_EXHAUSTED, '\"NaN\"', Throttled"
    })
    void anErrorInsideASuccessIsTheError(String status, String code, String outcome) {
        String body =
                "{\"error\":{\"code\":"
                        + code
                        + ",\"status\":\""
                        + status
                        + "\",\"message\":\"m\"}}";
        assertEquals(outcome, outcomes(Answers.of(200, body), 1).get(0).getClass().getSimpleName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>bad gateway</html>", "", "[]"})
    void aRefusalThatIsNotGooglesIsTriedAgain(String body) {
        assertInstanceOf(Outcome.Retry.class, outcomes(Answers.of(400, body), 1).get(0));
    }

    @Test
    void aMinuteIsWaitedOutAndADayIsAskedAboutEveryHour() {
        assertEquals(
                Duration.ofMinutes(1), pause(quota("IngestionMutateRequestsPerMinutePerProject")));
        assertEquals(Duration.ofHours(1), pause(quota("IngestionMutateRequestsPerDayPerProject")));
        assertEquals(
                Duration.ZERO,
                pause(Answers.of(429, error(429, "RESOURCE_EXHAUSTED", ""), "Retry-After", "7")));
    }

    @Test
    void aMissingCredentialIsNamed() {
        GoogleAdsAnswers answers =
                new GoogleAdsAnswers(
                        Answers.of(401, "{}"),
                        1,
                        io.tracklayer.spi.Settings.of(
                                GoogleAdsSettings.ALL,
                                java.util.Map.of(
                                        "customer-id", List.of("1"),
                                        "conversion-actions", List.of("purchase_placed=1"))),
                        false);
        assertTrue(answers.outcomes().get(0).toString().contains("no credential is set"));
    }

    private static Duration pause(PlatformAnswer answer) {
        return ((Outcome.Throttled) outcomes(answer, 1).get(0)).pause();
    }

    private static PlatformAnswer quota(String limit) {
        return Answers.of(
                429, error(429, "RATE_LIMIT_EXCEEDED", "\"quota_limit\":\"" + limit + "\""));
    }

    private static String error(int status, String reason, String metadata) {
        return "{\"error\":{\"code\":"
                + status
                + ",\"message\":\"m\",\"details\":[{\"reason\":\""
                + reason
                + "\",\"metadata\":{"
                + metadata
                + "}}]}}";
    }

    private static String violation(String field, String reason) {
        return """
                {"error":{"code":400,"status":"INVALID_ARGUMENT","message":"problem","details":[
                 {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"INVALID_ARGUMENT"},
                 {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[
                  {"field":"%s","description":"wrong","reason":"%s"}]}]}}
                """
                .formatted(field, reason);
    }

    private static Outcome pending(String... warnings) {
        return new Outcome.AcceptedPending("t-1", Duration.ofMinutes(30), List.of(warnings));
    }

    private static Outcome delivered(String... warnings) {
        return new Outcome.Delivered(false, List.of(warnings));
    }

    private static List<Outcome> outcomes(PlatformAnswer answer, int records) {
        return GOOGLE_ADS.outcomes(
                answer, Collections.nCopies(records, RECORD).toArray(new PlatformRecord[0]));
    }
}
