// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import static io.tracklayer.destination.tiktok.Given.TIKTOK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TikTokAnswersTest {
    private static final String TRACE = "request_id 202611201405091234567890, X-TT-LOGID 0211";

    @Test
    void codeZeroMeansAllDelivered() {
        PlatformAnswer answer =
                Answers.of(
                        200, "{\"code\":0,\"message\":\"OK\",\"request_id\":\"2026\",\"data\":{}}");
        assertEquals(List.of(Outcome.delivered(), Outcome.delivered()), outcomes(answer, 2));
    }

    /** Code, message and what it means for a request of one and for each of two records. */
    @ParameterizedTest
    @CsvSource({
        "40000, Invalid parameter, Permanent, Split Split",
        "40002, Invalid parameter, Permanent, Split Split",
        "40002, 'Batch.1.properties.contents.0.content_id: Not a valid string', Permanent, Split Permanent",
        "40002, 'data[0].event_time: too old', Permanent, Permanent Split",
        "40002, 'data.1.event: required', Permanent, Split Permanent",
        "40002, 'Batch.0.user; Batch.1.user', Permanent, Permanent Permanent",
        "40002, Batch.7.event: unknown, Permanent, Split Split",
        "40700, Internal service validation error, Retry, Split Split",
        "40700, Batch.0.event: unknown, Permanent, Split Split",
        "40001, No permission to operate pixel, ConfigHold, ConfigHold ConfigHold",
        "40006, x, ConfigHold, ConfigHold ConfigHold",
        "40007, x, ConfigHold, ConfigHold ConfigHold",
        "40008, x, ConfigHold, ConfigHold ConfigHold",
        "40010, x, ConfigHold, ConfigHold ConfigHold",
        "40051, x, ConfigHold, ConfigHold ConfigHold",
        "40016, x, Throttled, Throttled Throttled",
        "40100, Too many requests, Throttled, Throttled Throttled",
        "40132, x, Throttled, Throttled Throttled",
        "40133, x, Throttled, Throttled Throttled",
        "51010, x, Throttled, Throttled Throttled",
        "51021, x, Throttled, Throttled Throttled",
        "40101, x, AuthHold, AuthHold AuthHold",
        "40102, x, AuthHold, AuthHold AuthHold",
        "40104, x, AuthHold, AuthHold AuthHold",
        "40105, x, AuthHold, AuthHold AuthHold",
        "40106, x, AuthHold, AuthHold AuthHold",
        "40109, x, AuthHold, AuthHold AuthHold",
        "40110, x, AuthHold, AuthHold AuthHold",
        "40113, x, AuthHold, AuthHold AuthHold",
        "40116, x, AuthHold, AuthHold AuthHold",
        "40118, x, AuthHold, AuthHold AuthHold",
        "40119, x, AuthHold, AuthHold AuthHold",
        "40124, x, AuthHold, AuthHold AuthHold",
        "40125, x, AuthHold, AuthHold AuthHold",
        "40050, Duplicate request, AlreadyDelivered, Split Split",
        "40050, Batch.0.event_id: duplicate, AlreadyDelivered, AlreadyDelivered Split",
        "40200, x, Retry, Retry Retry",
        "40201, x, Retry, Retry Retry",
        "40202, x, Retry, Retry Retry",
        "41000, Banned country, Permanent, Split Split",
        "50000, System error, Retry, Retry Retry",
        "50002, System busy, Retry, Retry Retry",
        "50002, 'Invalid params: event', Permanent, Split Split",
        "50002, 'Batch.1.event_time: Not a valid integer.', Permanent, Split Permanent",
        "51305, x, Retry, Retry Retry",
        "60001, Maintenance, Retry, Retry Retry",
        "49999, x, Permanent, Split Split",
        "59999, x, Retry, Retry Retry",
        "1, x, Retry, Retry Retry"
    })
    void theCodeInTheBodyDecides(String code, String message, String one, String two) {
        PlatformAnswer answer = Answers.of(200, body(code, message));
        assertEquals(one, kinds(outcomes(answer, 1)));
        assertEquals(two, kinds(outcomes(answer, 2)));
    }

    @Test
    void theOutcomeNamesCodeMeaningTextAndTrace() {
        PlatformAnswer answer =
                Answers.of(
                        200,
                        "{\"code\":40105,\"message\":\"Access token is incorrect\","
                                + "\"request_id\":\"202611201405091234567890\"}",
                        "X-TT-LOGID",
                        "0211");
        assertEquals(
                List.of(
                        new Outcome.AuthHold(
                                "40105",
                                "the token is not valid or was revoked: Access token is incorrect ("
                                        + TRACE
                                        + ")")),
                outcomes(answer, 1));
    }

    @Test
    void aCodeMayArriveAsText() {
        assertEquals(
                List.of(new Outcome.ConfigHold("40006", "")),
                outcomes(Answers.of(200, "{\"code\":\"40006\"}"), 1));
    }

    @Test
    void thePauseIsLeftToTheHostWhichHonoursRetryAfter() {
        for (PlatformAnswer answer :
                List.of(Answers.of(200, body("40100", "slow down")), Answers.of(429, ""))) {
            var throttled = assertInstanceOf(Outcome.Throttled.class, outcomes(answer, 1).get(0));
            assertEquals(Duration.ZERO, throttled.pause());
        }
    }

    @Test
    void aPartialSuccessWithoutAListIsDeliveredUnconfirmedWithAWarning() {
        PlatformAnswer answer = Answers.of(200, body("20001", "Partial success"));
        for (Outcome outcome : outcomes(answer, 2)) {
            var delivered = assertInstanceOf(Outcome.Delivered.class, outcome);
            assertFalse(delivered.confirmed());
            assertEquals(
                    List.of(
                            "TikTok took only a part of the request and did not say which: Partial"
                                    + " success"),
                    delivered.warnings());
        }
    }

    @Test
    void aPartialSuccessCanBeSplitUntilTheRefusedOneIsAlone() {
        PlatformAnswer answer = Answers.of(200, body("20001", "Partial success"));
        assertEquals("Split Split", kinds(outcomes(answer, 2, "partial-success", "split")));
        assertEquals("Permanent", kinds(outcomes(answer, 1, "partial-success", "split")));
    }

    @Test
    void aPartialSuccessIsNotSplitWhenTikTokWouldCountCopiesAgain() {
        Mapping old =
                new TikTokDestination()
                        .map(
                                GivenEvents.rich(EventName.PURCHASE_PLACED),
                                TIKTOK.settings(),
                                HostContext.at(GivenEvents.TIME.plus(Duration.ofHours(49))));
        PlatformRecord record = assertInstanceOf(Mapping.Send.class, old).platformRecord();
        List<Outcome> outcomes =
                new TikTokDestination()
                        .interpret(
                                Answers.of(200, body("20001", "")),
                                List.of(record, record),
                                TIKTOK.settings("partial-success", "split"));
        assertEquals("Delivered Delivered", kinds(outcomes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"data\":{\"failed_events\":[{\"index\":1,\"message\":\"bad id\"}]}",
                "\"data\":{\"errors\":[{\"event_id\":\"ord_1\",\"error\":\"bad id\"}]}",
                "\"message\":\"Batch.1.event_id: bad id\""
            })
    void aPartialSuccessThatNamesTheRefusedFailsOnlyThose(String members) {
        List<Outcome> outcomes = outcomes(Answers.of(200, "{\"code\":20001," + members + "}"), 3);
        assertEquals("Delivered Permanent Delivered", kinds(outcomes));
        String text = ((Outcome.Permanent) outcomes.get(1)).text();
        assertTrue(text.contains("bad id"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"data\":{\"failed\":[{\"index\":9},{\"event_id\":\"none\"},3,null]}",
                "\"data\":{\"failed\":3}",
                "\"data\":[]"
            })
    void aListThatNamesNoneOfTheRequestIsNoList(String members) {
        List<Outcome> outcomes = outcomes(Answers.of(200, "{\"code\":20001," + members + "}"), 2);
        outcomes.forEach(each -> assertFalse(((Outcome.Delivered) each).confirmed()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "<html>welcome</html>", "{\"code\":{}}", "{\"code\":\"x\"}"})
    void aSuccessThatIsNotTikToksIsTriedAgain(String body) {
        var retry =
                assertInstanceOf(Outcome.Retry.class, outcomes(Answers.of(200, body), 1).get(0));
        assertEquals("unreadable_answer", retry.code());
    }

    @ParameterizedTest
    @CsvSource({
        "301, ConfigHold",
        "302, ConfigHold",
        "404, ConfigHold",
        "405, ConfigHold",
        "401, AuthHold",
        "403, AuthHold",
        "413, Permanent",
        "429, Throttled",
        "400, Retry",
        "408, Retry",
        "500, Retry",
        "502, Retry",
        "504, Retry"
    })
    void withoutATableRowForItTheStatusDecides(int status, String expected) {
        for (String body :
                List.of(
                        "",
                        "<html>Bad gateway</html>",
                        body("40002", "Batch.0.x"),
                        body("0", ""))) {
            List<Outcome> outcomes = outcomes(Answers.of(status, body), 1);
            assertEquals(expected, kinds(outcomes), body);
        }
    }

    @Test
    void aRequestThatIsTooLargeIsHalved() {
        assertEquals("Split Split", kinds(outcomes(Answers.of(413, ""), 2)));
    }

    @Test
    void aTokenErrorCountsWhateverTheStatus() {
        assertEquals("AuthHold", kinds(outcomes(Answers.of(500, body("40105", "")), 1)));
    }

    @Test
    void whatTikTokRepeatsOfTheBuyerIsTakenOut() {
        Event event =
                GivenEvents.rich(EventName.SEARCH_SUBMITTED).toBuilder()
                        .set(EventField.TTCLID, new ClickId("E.C.P.secret", null, null))
                        .set(EventField.SEARCH_QUERY, "wheelchair")
                        .build();
        PlatformRecord record = TIKTOK.record(event);
        String hash = (String) GivenDestination.block(record, "user").get("email");
        String said =
                "Batch.0.user: "
                        + String.join(
                                " ",
                                hash,
                                "203.0.113.7",
                                "Mozilla/5.0 (iPhone)",
                                "E.C.P.secret",
                                "badtölz",
                                "wheelchair",
                                "https://shop.example/thanks?utm_source=ig");
        List<Outcome> outcomes =
                new TikTokDestination()
                        .interpret(
                                Answers.of(200, body("40002", said)),
                                List.of(record),
                                TIKTOK.settings());
        assertEquals(
                new Outcome.Permanent("40002", "Batch.0.user: ••• ••• ••• ••• ••• ••• •••"),
                outcomes.get(0));
    }

    @Test
    void aLongTextIsCut() {
        var outcome = outcomes(Answers.of(200, body("40002", "x".repeat(5_000))), 1).get(0);
        assertEquals(300, ((Outcome.Permanent) outcome).text().length());
    }

    private static String body(String code, String message) {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }

    private static String kinds(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.getClass().getSimpleName())
                .collect(Collectors.joining(" "));
    }

    private static List<Outcome> outcomes(PlatformAnswer answer, int records, String... changes) {
        List<PlatformRecord> sent =
                IntStream.range(0, records)
                        .mapToObj(
                                at ->
                                        TIKTOK.record(
                                                GivenEvents.rich(EventName.PURCHASE_PLACED)
                                                        .toBuilder()
                                                        .eventId("ord_" + at)
                                                        .build()))
                        .toList();
        return new TikTokDestination().interpret(answer, sent, TIKTOK.settings(changes));
    }
}
