// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAdsRetractionAnswersTest {

    @Test
    void retractionsThatAreTakenAreConfirmed() {
        assertEquals(
                List.of(Outcome.delivered(), Outcome.delivered()),
                outcomes(
                        Answers.of(200, "{\"results\":[{\"orderId\":\"1\"},{\"orderId\":\"2\"}]}"),
                        2));
    }

    @ParameterizedTest
    @CsvSource({
        "CONVERSION_ALREADY_RETRACTED, AlreadyDelivered",
        "RESTATEMENT_ALREADY_EXISTS, AlreadyDelivered",
        "CONVERSION_ALREADY_ENHANCED, AlreadyDelivered",
        "TOO_RECENT_EVENT, Retry",
        "TOO_RECENT_CONVERSION_ACTION, Retry",
        "TOO_RECENT_CONVERSION, Retry",
        "CLICK_NOT_FOUND, Delivered",
        "EVENT_NOT_FOUND, Delivered",
        "CONVERSION_EXPIRED, Permanent",
        "CONVERSION_NOT_FOUND, Permanent",
        "MORE_RECENT_RESTATEMENT_FOUND, Permanent",
        "ORDER_ID_CONTAINS_PII, Permanent",
        "NO_CONVERSION_ACTION_FOUND, ConfigHold",
        "INVALID_CONVERSION_ACTION_TYPE, ConfigHold",
        "CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS, ConfigHold",
        "CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE, ConfigHold"
    })
    void aFailedRowIsFoundByItsIndexWhileItsSiblingsAreTaken(String code, String outcome) {
        List<Outcome> outcomes = outcomes(Answers.of(200, partial(code)), 3);
        assertEquals(Outcome.delivered(), outcomes.get(0));
        assertEquals(outcome, outcomes.get(1).getClass().getSimpleName());
        // Its result is empty as well, but Google lists no error for it.
        assertInstanceOf(Outcome.Retry.class, outcomes.get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "400, conversionAdjustmentUploadError, TOO_MANY_ADJUSTMENTS_IN_REQUEST, Split",
        "400, requestError, UNKNOWN, ConfigHold",
        "401, authenticationError, OAUTH_TOKEN_EXPIRED, AuthHold",
        "401, authenticationError, NOT_ADS_USER, AuthHold",
        "403, authorizationError, USER_PERMISSION_DENIED, AuthHold",
        "404, requestError, X, ConfigHold",
        "413, requestError, X, Split",
        "429, quotaError, RESOURCE_EXHAUSTED, Throttled",
        "500, internalError, INTERNAL_ERROR, Retry",
        "503, internalError, X, Retry"
    })
    void anErrorOfTheRequestHasItsMeaning(int status, String kind, String code, String outcome) {
        List<Outcome> outcomes = outcomes(Answers.of(status, failed(kind, code, "")), 2);
        assertEquals(outcome, outcomes.get(1).getClass().getSimpleName());
        assertEquals(2, outcomes.size());
    }

    @Test
    void aShortQuotaIsWaitedOutAsLongAsGoogleSays() {
        String delay = ",\"details\":{\"quotaErrorDetails\":{\"retryDelay\":\"45s\"}}";
        assertEquals(
                Duration.ofSeconds(45),
                pause(failed("quotaError", "RESOURCE_TEMPORARILY_EXHAUSTED", delay)));
        assertEquals(
                Duration.ofMinutes(1),
                pause(failed("quotaError", "RESOURCE_TEMPORARILY_EXHAUSTED", "")));
        assertEquals(Duration.ofHours(1), pause(failed("quotaError", "RESOURCE_EXHAUSTED", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>"})
    void aSuccessWithoutResultsIsDeliveredWithAWarning(String body) {
        assertEquals(
                List.of(
                        new Outcome.Delivered(
                                false, List.of("Google answered without saying what it took"))),
                outcomes(Answers.of(200, body), 1));
    }

    private static Duration pause(String body) {
        return ((Outcome.Throttled) outcomes(Answers.of(429, body), 1).get(0)).pause();
    }

    private static String failed(String kind, String code, String more) {
        return "{\"error\":{\"code\":1,\"message\":\"m\",\"details\":[{\"errors\":[{\"errorCode\":{\""
                + kind
                + "\":\""
                + code
                + "\"},\"message\":\"m\""
                + more
                + "}]}]}}";
    }

    private static String partial(String code) {
        return """
                {"results":[{"orderId":"1"},{},{}],"partialFailureError":{"code":3,"details":[{"errors":[
                 {"errorCode":{"conversionAdjustmentUploadError":"%s"},"message":"m","location":
                  {"fieldPathElements":[{"fieldName":"conversion_adjustments","index":1}]}}]}]}}
                """
                .formatted(code);
    }

    private static List<Outcome> outcomes(PlatformAnswer answer, int records) {
        return new GoogleAdsRetractionAnswers(
                        answer, records, new GoogleAdsBatch(false, true, "4812345670", "1"))
                .outcomes();
    }
}
