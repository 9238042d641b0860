// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAdsLateResultTest {
    private static final GoogleAdsDestination PLUGIN = new GoogleAdsDestination();
    private static final Settings SETTINGS =
            Settings.of(
                    PLUGIN.descriptor().settings(),
                    Map.of(
                            "customer-id",
                            List.of("481-234-5670"),
                            "conversion-actions",
                            List.of("purchase_placed=712034455")));

    @Test
    void itAsksForTheStatusOfTheRequest() {
        PlatformRequest request =
                PLUGIN.inquiry("t/1", SETTINGS, HostContext.at(GivenEvents.TIME)).orElseThrow();
        assertEquals("GET", request.method());
        assertEquals("https://datamanager.googleapis.com/v1/requestStatus:retrieve", request.url());
        assertEquals(List.of(PlatformRequest.Field.open("requestId", "t/1")), request.query());
        assertEquals(0, request.body().length);
    }

    @Test
    void successIsConfirmedForAll() {
        Outcome warned = new Outcome.Delivered(true, List.of("Google: WARNING_X"));
        assertEquals(
                List.of(warned, warned),
                told(2, "SUCCESS", "'warningInfo':{'warningCounts':[{'reason':'WARNING_X'}]}"));
    }

    @Test
    void aPartialSuccessNamesTheEventsByNumberOrText() {
        String errors =
                """
                'errorInfo':{'errorCounts':[
                 {'recordCount':'1','reason':'PROCESSING_ERROR_REASON_EVENT_TOO_OLD','recordIndices':[2]},
                 {'recordCount':1,'reason':'PROCESSING_ERROR_REASON_TOO_RECENT_CLICK','recordIndices':['0']}]}
                """;
        assertEquals(
                List.of(
                        new Outcome.Retry(
                                "TOO_RECENT_CLICK",
                                "Google does not know the click yet",
                                Duration.ofHours(6)),
                        Outcome.delivered(),
                        new Outcome.Permanent("EVENT_TOO_OLD", "Google did not use it")),
                told(3, "PARTIAL_SUCCESS", errors));
    }

    @Test
    void whereGoogleDoesNotSayWhichTheRestIsNotConfirmed() {
        String errors =
                """
                'errorInfo':{'errorCounts':[
                 {'recordCount':'2','reason':'PROCESSING_ERROR_REASON_INVALID_GCLID','recordIndices':[1,7,'x',null]}]}
                """;
        List<Outcome> outcomes = told(2, "PARTIAL_SUCCESS", errors);
        assertEquals(
                new Outcome.Delivered(
                        false,
                        List.of("Google did not use some events of the request: INVALID_GCLID")),
                outcomes.get(0));
        assertEquals(
                new Outcome.Permanent("INVALID_GCLID", "Google did not use it"), outcomes.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "CLICK_NOT_FOUND, Delivered",
        "INVALID_CLICK, Delivered",
        "DUPLICATE_GCLID, AlreadyDelivered",
        "DUPLICATE_TRANSACTION_ID, AlreadyDelivered",
        "TOO_RECENT_CLICK, Retry",
        "INTERNAL_ERROR, Retry",
        "EVENT_TOO_OLD, Permanent",
        "DENIED_CONSENT, Permanent",
        "INVALID_OPERATING_ACCOUNT_FOR_CLICK, Permanent",
        "SOMETHING_NEW, Permanent"
    })
    void everyReasonHasOneMeaningAlsoWithoutPlaces(String reason, String outcome) {
        String errors =
                "'errorInfo':{'errorCounts':[{'recordCount':'1','reason':'PROCESSING_ERROR_REASON_%s'}]}"
                        .formatted(reason);
        assertEquals(outcome, told(1, "FAILED", errors).get(0).getClass().getSimpleName());
    }

    @Test
    void aFailureWithoutAReasonIsOneOfAll() {
        assertEquals(
                List.of(new Outcome.Permanent("FAILED", "Google did not use it")),
                told(1, "FAILED", "'errorInfo':{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "<html>",
                "{\"requestStatusPerDestination\":7}",
                "{\"requestStatusPerDestination\":[{}]}",
                "{\"requestStatusPerDestination\":[{\"requestStatus\":\"PROCESSING\"}]}",
                "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}"
            })
    void whatSaysNothingIsAskedForAgain(String body) {
        for (int status : new int[] {200, 302, 401, 429, 500}) {
            assertInstanceOf(
                    InquiryResult.NotYet.class,
                    PLUGIN.interpretInquiry(Answers.of(status, body), 1, SETTINGS),
                    status + " " + body);
        }
    }

    private static List<Outcome> told(int records, String status, String members) {
        String body =
                "{'requestStatusPerDestination':[{'requestStatus':'%s',%s}]}"
                        .formatted(status, members)
                        .replace('\'', '"');
        InquiryResult result = PLUGIN.interpretInquiry(Answers.of(200, body), records, SETTINGS);
        return ((InquiryResult.Told) result).outcomes();
    }
}
