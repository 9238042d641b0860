// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import static io.tracklayer.destination.awin.Given.AWIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwinAnswersTest {
    private static final PlatformRecord A = AWIN.record(Given.sale(EventField.ORDER_ID, "A"));
    private static final PlatformRecord B = AWIN.record(Given.sale(EventField.ORDER_ID, "B"));
    private static final PlatformRecord C = AWIN.record(Given.sale(EventField.ORDER_ID, "C"));
    private static final String SPLIT =
            """
            {"batchId":"b-1",
             "successfulOrders":[{"orderReference":"A","correlationId":"c-1"}],
             "failedOrders":[{"order":{"orderReference":"B"},
               "errors":[{"field":"awc","message":"is not valid"},{"message":"try again"}]}]}
            """;

    @ParameterizedTest
    @ValueSource(ints = {200, 206})
    void eachOrderHasItsOwnVerdict(int status) {
        assertEquals(
                List.of(
                        Outcome.delivered(),
                        new Outcome.Permanent("awc", "awc: is not valid; try again"),
                        new Outcome.Retry(
                                "not_mentioned", "Awin's answer does not mention the order")),
                outcomes(Answers.of(status, SPLIT), A, B, C));
    }

    @Test
    void twoRecordsOfOneOrderShareItsVerdict() {
        assertEquals(
                List.of(Outcome.delivered(), Outcome.delivered()),
                outcomes(Answers.of(200, SPLIT), A, A));
    }

    @Test
    void referencesAreFoundWhereverTheyStandAndWhateverTheirType() {
        PlatformRecord number = AWIN.record(Given.sale(EventField.ORDER_ID, "7"));
        String answer =
                """
                {"successfulOrders":[{"order":{"orderReference":"A"}},{"orderReference":7}],
                 "failedOrders":[{"orderReference":"B"}]}
                """;
        assertEquals(
                List.of(
                        Outcome.delivered(),
                        Outcome.delivered(),
                        new Outcome.Permanent("refused", "Awin refused the order")),
                outcomes(Answers.of(200, answer), A, number, B));
    }

    @Test
    void whatIsAcceptedForLaterIsDeliveredWithTheBatchItIsIn() {
        String answer =
                """
                {"batchId":"b-2","successfulOrders":[{"orderReference":"A"}],
                 "failedOrders":[],"pendingOrders":[{"orderReference":"B"}]}
                """;
        Outcome later =
                new Outcome.Delivered(
                        false, List.of("accepted in batch b-2, which Awin looks at later"));
        assertEquals(
                List.of(Outcome.delivered(), later, later),
                outcomes(Answers.of(202, answer), A, B, C));
        assertEquals(
                List.of(new Outcome.Permanent("awc", "awc: is not valid; try again")),
                outcomes(Answers.of(202, SPLIT), B));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 406, 422, 409, 418})
    void aRefusedCallIsSentAgainInHalvesUntilTheOrderIsAlone(int status) {
        PlatformAnswer answer = Answers.of(status, "{\"message\":\"bad order\"}");
        String code = "http_" + status;
        assertEquals(
                List.of(new Outcome.Split(code, "bad order"), new Outcome.Split(code, "bad order")),
                outcomes(answer, A, B));
        assertEquals(List.of(new Outcome.Permanent(code, "bad order")), outcomes(answer, A));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 406, 422})
    void aRefusedCallThatNamesItsOrdersFailsThose(int status) {
        List<Outcome> outcomes = outcomes(Answers.of(status, SPLIT), A, B, C);
        assertEquals(Outcome.delivered(), outcomes.get(0));
        assertInstanceOf(Outcome.Permanent.class, outcomes.get(1));
        assertInstanceOf(Outcome.Split.class, outcomes.get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "401, AuthHold",
        "403, AuthHold",
        "404, ConfigHold",
        "405, ConfigHold",
        "410, ConfigHold",
        "413, Split",
        "408, Retry",
        "425, Retry",
        "429, Throttled",
        "500, Retry",
        "502, Retry",
        "503, Retry",
        "301, Retry"
    })
    void eachStatusHasItsMeaning(int status, String kind) {
        Outcome outcome = outcomes(Answers.of(status, "{}"), A).get(0);
        assertEquals(kind, outcome.getClass().getSimpleName());
    }

    @Test
    void theOperatorReadsWhatToDoAboutTheKey() {
        assertEquals(
                List.of(new Outcome.AuthHold("http_401", "Awin does not know the api-key.")),
                outcomes(Answers.of(401, ""), A));
        assertEquals(
                List.of(new Outcome.AuthHold("http_403", "no access")),
                outcomes(Answers.of(403, "{\"error\":{\"message\":\"no access\"}}"), A));
    }

    @ParameterizedTest
    @CsvSource({"200", "202", "400", "422"})
    void aPageOfAProxyIsNoVerdict(int status) {
        assertInstanceOf(
                Outcome.Retry.class, outcomes(Answers.of(status, "<html>SPLIT</html>"), A).get(0));
    }

    @ParameterizedTest
    @CsvSource({", 60", "5, 60", "60, 60", "90, 90", "'Fri, 21 Nov 2026 16:00:00 GMT', 0"})
    void theAccountPausesForAtLeastAMinute(String retryAfter, long seconds) {
        PlatformAnswer answer =
                retryAfter == null
                        ? Answers.of(429, "{}")
                        : Answers.of(429, "{}", "Retry-After", retryAfter);
        Outcome.Throttled pause =
                assertInstanceOf(Outcome.Throttled.class, outcomes(answer, A).get(0));
        assertEquals(Duration.ofSeconds(seconds), pause.pause());
    }

    @Test
    void clickIdsAndAddressesThatAwinRepeatsAreTakenOut() {
        String answer =
                "{\"failedOrders\":[{\"orderReference\":\"A\",\"errors\":[{\"field\":\"jane@x.io\","
                        + "\"message\":\""
                        + Given.CLICK
                        + " and gclid_12345_Cjw of jane@example.com\"}]}]}";
        Outcome.Permanent outcome =
                assertInstanceOf(
                        Outcome.Permanent.class, outcomes(Answers.of(200, answer), A).get(0));
        assertEquals("refused", outcome.code());
        assertEquals("(e-mail) (click id) and (click id) of (e-mail)", outcome.text());
        assertFalse(outcome.text().contains("0f3b"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, Delivered",
        "204, Delivered",
        "301, Permanent",
        "400, Permanent",
        "401, Permanent",
        "404, Permanent",
        "414, Permanent",
        "408, Retry",
        "425, Retry",
        "429, Throttled",
        "500, Retry",
        "503, Retry"
    })
    void theClassicCallIsJudgedByItsStatusAlone(int status, String kind) {
        Outcome outcome = classic(Answers.of(status, "<html>anything</html>"));
        assertEquals(kind, outcome.getClass().getSimpleName());
    }

    @Test
    void theClassicCallNeverConfirms() {
        assertEquals(new Outcome.Delivered(false, List.of()), classic(Answers.of(200, "")));
    }

    private static Outcome classic(PlatformAnswer answer) {
        return AWIN.destination()
                .interpret(answer, List.of(A), AWIN.settings("transport", "classic"))
                .get(0);
    }

    private static List<Outcome> outcomes(PlatformAnswer answer, PlatformRecord... records) {
        return AWIN.outcomes(answer, records);
    }
}
