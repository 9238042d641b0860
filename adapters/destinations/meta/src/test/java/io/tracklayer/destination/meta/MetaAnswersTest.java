// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static io.tracklayer.destination.meta.Given.META;
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

class MetaAnswersTest {
    private static final PlatformRecord RECORD =
            META.record(GivenEvents.rich(EventName.PURCHASE_PLACED));

    @Test
    void allEventsCountedMeansDelivered() {
        PlatformAnswer answer =
                Answers.of(
                        200,
                        "{\"events_received\":2,\"messages\":[],\"fbtrace_id\":\"AbCdEf0123\"}");
        assertEquals(List.of(Outcome.delivered(), Outcome.delivered()), outcomes(answer, 2));
    }

    @Test
    void messagesAndAnOldVersionAreWarnings() {
        PlatformAnswer answer =
                Answers.of(
                        200,
                        "{\"events_received\":1,\"messages\":[\"em is not hashed\"]}",
                        "X-Ad-Api-Version-Warning",
                        "v25.0 is retired");
        assertEquals(
                new Outcome.Delivered(
                        true,
                        List.of(
                                "Meta: em is not hashed",
                                "raise api-version, Meta says: v25.0 is retired")),
                outcome(answer));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void anotherCountHoldsTheDestinationForTheOperator(long received) {
        PlatformAnswer answer = Answers.of(200, "{\"events_received\":" + received + "}");
        var hold = assertInstanceOf(Outcome.ConfigHold.class, outcomes(answer, 2).get(1));
        assertEquals("events_received", hold.code());
        assertTrue(hold.text().contains("counted " + received + " of 2 events"), hold.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<html>welcome</html>",
                "{\"events_received\":{}}",
                "{\"events_received\":\"one\"}",
                "{\"events_received\":1,\"error\":{\"code\":[]}}"
            })
    void aSuccessThatIsNotMetasIsTriedAgain(String body) {
        var retry = assertInstanceOf(Outcome.Retry.class, outcome(Answers.of(200, body)));
        assertEquals("unreadable_answer", retry.code());
    }

    /** Status, code, subcode and what it means for a request of one and of two records. */
    @ParameterizedTest
    @CsvSource({
        "400, 190, 0, AuthHold, AuthHold",
        "401, 190, 458, AuthHold, AuthHold",
        "400, 190, 459, AuthHold, AuthHold",
        "400, 190, 460, AuthHold, AuthHold",
        "401, 190, 463, AuthHold, AuthHold",
        "400, 190, 464, AuthHold, AuthHold",
        "400, 190, 467, AuthHold, AuthHold",
        "400, 102, 0, AuthHold, AuthHold",
        "403, 10, 0, AuthHold, AuthHold",
        "403, 3, 0, AuthHold, AuthHold",
        "403, 200, 0, AuthHold, AuthHold",
        "403, 299, 0, AuthHold, AuthHold",
        "403, 294, 0, AuthHold, AuthHold",
        "400, 100, 33, ConfigHold, ConfigHold",
        "400, 803, 0, ConfigHold, ConfigHold",
        "400, 2500, 0, ConfigHold, ConfigHold",
        "400, 104, 0, ConfigHold, ConfigHold",
        "400, 368, 0, ConfigHold, ConfigHold",
        "400, 2635, 0, ConfigHold, ConfigHold",
        "500, 1, 0, Retry, Retry",
        "503, 2, 0, Retry, Retry",
        "400, 5000, 0, Retry, Retry",
        "400, 21009, 0, Retry, Retry",
        "400, 4, 1504022, Throttled, Throttled",
        "403, 4, 1504039, Throttled, Throttled",
        "400, 17, 2446079, Throttled, Throttled",
        "400, 32, 0, Throttled, Throttled",
        "400, 341, 0, Throttled, Throttled",
        "400, 613, 0, Throttled, Throttled",
        "400, 613, 1487742, Throttled, Throttled",
        "400, 613, 5044001, Throttled, Throttled",
        "400, 80000, 0, Throttled, Throttled",
        "500, 80004, 0, Throttled, Throttled",
        "400, 80014, 0, Throttled, Throttled",
        "400, 100, 0, Permanent, Split",
        "400, 100, 2804003, Permanent, Split",
        "400, 100, 2804004, Permanent, Split",
        "400, 100, 2804008, Permanent, Split",
        "400, 100, 2804009, Permanent, Split",
        "400, 100, 2804043, Permanent, Split",
        "400, 100, 2804050, Permanent, Split",
        "400, 100, 2804063, Permanent, Split",
        "400, 100, 2804066, Permanent, Split",
        "400, 100, 2804087, Permanent, Split",
        "400, 100, 2804023, Permanent, Split",
        "400, 100, 2804001, Permanent, Split",
        "400, 100, 2804048, Permanent, Split",
        "400, 105, 0, Permanent, Split",
        "400, 506, 0, Permanent, Split",
        "400, 4711, 0, Permanent, Split",
        "403, 300, 0, Permanent, Split",
        "400, 80015, 0, Permanent, Split",
        "200, 100, 2804009, Permanent, Split",
        "413, 4711, 0, Permanent, Split",
        "408, 4711, 0, Retry, Retry",
        "429, 4711, 0, Throttled, Throttled",
        "500, 4711, 0, Retry, Retry",
        "500, 100, 0, Permanent, Split"
    })
    void theCodeDecidesAndTheStatusOnlyWhenTheCodeIsUnknown(
            int status, long code, long subcode, String one, String two) {
        PlatformAnswer answer = Answers.of(status, error(code, subcode, false));
        assertEquals(one, outcome(answer).getClass().getSimpleName());
        List<Outcome> both = outcomes(answer, 2);
        assertEquals(2, both.size());
        both.forEach(each -> assertEquals(two, each.getClass().getSimpleName()));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 2804009, Retry",
        "4711, 0, Retry",
        "4, 0, Throttled",
        "190, 463, AuthHold",
        "368, 0, ConfigHold"
    })
    void whatMetaCallsTransientIsTriedAgainUnlessItHasAHandlingOfItsOwn(
            long code, long subcode, String expected) {
        Outcome outcome = outcome(Answers.of(400, error(code, subcode, true)));
        assertEquals(expected, outcome.getClass().getSimpleName());
    }

    @Test
    void theOutcomeNamesCodeMeaningTextAndTrace() {
        assertEquals(
                new Outcome.Permanent(
                        "100/2804009",
                        "a Purchase has no value or currency: Wert fehlt (fbtrace_id AbCd)"),
                outcome(
                        Answers.of(
                                400,
                                "{\"error\":{\"message\":\"Ungültiger Parameter\",\"code\":100,"
                                        + "\"error_subcode\":2804009,\"error_user_msg\":\"Wert"
                                        + " fehlt\",\"fbtrace_id\":\"AbCd\"}}")));
    }

    @Test
    void aLongTextIsCutBetweenWordsSoThatNoAddressIsTornBeforeTheHostMasksIt() {
        String message = "x".repeat(285) + " anna.muller@example.com is not hashed";
        Outcome outcome =
                outcome(
                        Answers.of(
                                400, "{\"error\":{\"message\":\"" + message + "\",\"code\":100}}"));
        assertEquals(new Outcome.Permanent("100", "x".repeat(285)), outcome);
    }

    @Test
    void numbersMayArriveAsText() {
        Outcome outcome =
                outcome(Answers.of(400, "{\"error\":{\"code\":\"100\",\"error_subcode\":\"33\"}}"));
        assertEquals(new Outcome.ConfigHold("100/33", ""), outcome);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "API calls from the server require an appsecret_proof argument",
                "Invalid appsecret_proof provided in the API argument"
            })
    void aWrongProofHoldsTheDestinationInsteadOfFailingEveryEvent(String message) {
        Outcome outcome =
                outcome(
                        Answers.of(
                                400, "{\"error\":{\"message\":\"" + message + "\",\"code\":100}}"));
        assertEquals(new Outcome.ConfigHold("100", message), outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Retry",
        "404, Retry",
        "408, Retry",
        "429, Throttled",
        "500, Retry",
        "502, Retry",
        "504, Retry",
        "413, Permanent"
    })
    void withoutACodeTheStatusDecides(int status, String expected) {
        for (String body :
                List.of("", "<html>Bad gateway</html>", "{\"error\":{\"code\":\"NaN\"}}")) {
            Outcome outcome = outcome(Answers.of(status, body));
            assertEquals(expected, outcome.getClass().getSimpleName(), body);
        }
    }

    @Test
    void aRequestThatIsTooLargeIsHalved() {
        assertInstanceOf(Outcome.Split.class, outcomes(Answers.of(413, ""), 2).get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Business-Use-Case-Usage, 12, 12",
        "X-Ad-Account-Usage, 5, 5",
        "X-App-Usage, 1, 1",
        "X-App-Usage, 0, 0",
        "X-App-Usage, \"soon\", 0",
        "X-App-Usage, 99999999999, 0",
        "X-Other, 12, 0"
    })
    void throttlingLastsAsLongAsTheUsageHeaderSays(String header, String minutes, long pause) {
        String usage =
                "{\"123\":[{\"type\":\"ads_management\",\"call_count\":100,"
                        + "\"estimated_time_to_regain_access\": "
                        + minutes
                        + "}]}";
        assertEquals(
                new Outcome.Throttled(Duration.ofMinutes(pause), "4", "slow down"),
                outcome(
                        Answers.of(
                                400,
                                "{\"error\":{\"code\":4,\"message\":\"slow down\"}}",
                                header,
                                usage)));
    }

    @Test
    void theLongestPauseOfSeveralAccountsIsKept() {
        Outcome outcome =
                outcome(
                        Answers.of(
                                429,
                                "",
                                "x-business-use-case-usage",
                                "{\"1\":[{\"estimated_time_to_regain_access\":3}],"
                                        + "\"2\":[{\"estimated_time_to_regain_access\":7}]}",
                                "x-app-usage",
                                "not json"));
        assertEquals(
                Duration.ofMinutes(7), assertInstanceOf(Outcome.Throttled.class, outcome).pause());
    }

    private static String error(long code, long subcode, boolean passing) {
        return "{\"error\":{\"message\":\"(#"
                + code
                + ") text\",\"type\":\"OAuthException\",\"code\":"
                + code
                + (subcode == 0 ? "" : ",\"error_subcode\":" + subcode)
                + ",\"is_transient\":"
                + passing
                + ",\"fbtrace_id\":\"AbCd\"}}";
    }

    private static Outcome outcome(PlatformAnswer answer) {
        return outcomes(answer, 1).get(0);
    }

    private static List<Outcome> outcomes(PlatformAnswer answer, int records) {
        return new MetaDestination()
                .interpret(answer, Collections.nCopies(records, RECORD), META.settings());
    }
}
