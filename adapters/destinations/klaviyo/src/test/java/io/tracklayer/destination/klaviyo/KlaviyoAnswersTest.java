// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static io.tracklayer.destination.klaviyo.Given.KLAVIYO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.EventField;
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

class KlaviyoAnswersTest {
    private static final String BULK = "/data/attributes/events-bulk-create/data/";
    private static final PlatformRecord ALONE =
            KLAVIYO.record(GivenEvents.rich(EventName.PURCHASE_PLACED));

    /** Two events of the first profile around one of the second, so groups are not records. */
    private static final PlatformRecord[] TOGETHER = {
        of("a@example.com", EventName.SEARCH_SUBMITTED),
        of("b@example.com", EventName.LEAD_SUBMITTED),
        of("a@example.com", EventName.FORM_SUBMITTED)
    };

    private static final Outcome SIBLING =
            new Outcome.Split("refused_with_others", "another event of the call is refused");

    @ParameterizedTest
    @CsvSource({"202, ''", "202, {}", "200, ''", "204, ''"})
    void whatIsQueuedIsDeliveredButUnconfirmed(int status, String body) {
        Outcome queued = new Outcome.Delivered(false, List.of());
        assertEquals(queued, alone(Answers.of(status, body)));
        assertEquals(
                Collections.nCopies(3, queued),
                KLAVIYO.outcomes(Answers.of(status, body), TOGETHER));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void anUpdatedProfileIsConfirmed(int status) {
        String body = "{\"data\":{\"type\":\"profile\",\"id\":\"01GDDKASAP8TKDDA2GRZDSVP4H\"}}";
        assertEquals(Outcome.delivered(), alone(Answers.of(status, body)));
    }

    @Test
    void anErrorInsideASuccessIsAnError() {
        assertInstanceOf(Outcome.AuthHold.class, alone(Answers.of(200, error(401, "x", "no", ""))));
        assertInstanceOf(
                Outcome.Permanent.class,
                alone(Answers.of(202, "{\"errors\":[{\"detail\":\"no\"}]}")));
    }

    /** Status and what it means for a call of one and of three events. */
    @ParameterizedTest
    @CsvSource({
        "400, Permanent, Split",
        "409, Permanent, Split",
        "422, Permanent, Split",
        "418, Permanent, Split",
        "401, AuthHold, AuthHold",
        "403, AuthHold, AuthHold",
        "404, ConfigHold, ConfigHold",
        "405, ConfigHold, ConfigHold",
        "410, ConfigHold, ConfigHold",
        "415, ConfigHold, ConfigHold",
        "413, Permanent, Split",
        "429, Throttled, Throttled",
        "408, Retry, Retry",
        "500, Retry, Retry",
        "502, Retry, Retry",
        "503, Retry, Retry",
        "302, Retry, Retry"
    })
    void aStatusMeans(int status, String one, String three) {
        PlatformAnswer answer = Answers.of(status, error(status, "some_code", "no", ""));
        assertEquals(one, alone(answer).getClass().getSimpleName());
        for (Outcome outcome : KLAVIYO.outcomes(answer, TOGETHER)) {
            assertEquals(three, outcome.getClass().getSimpleName());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, Retry",
        "400, Retry",
        "409, Retry",
        "418, Retry",
        "401, AuthHold",
        "403, AuthHold",
        "404, ConfigHold",
        "413, Permanent",
        "429, Throttled",
        "503, Retry"
    })
    void aPageOfAProxyFailsNoEvent(int status, String outcome) {
        PlatformAnswer page = Answers.of(status, "<html>x</html>", "Content-Type", "text/html");
        assertEquals(outcome, alone(page).getClass().getSimpleName());
    }

    @Test
    void aRefusalSaysWhyInKlaviyosWords() {
        assertEquals(
                new Outcome.Permanent("invalid", "Invalid input. 'value' must be a number."),
                alone(
                        Answers.of(
                                400,
                                error(
                                        400,
                                        "invalid",
                                        "'value' must be a number.",
                                        "/data/attributes/value"))));
        assertEquals(
                new Outcome.Permanent("http_400", "Klaviyo answered 400"),
                alone(Answers.of(400, "")));
    }

    /** Another account than the one that the live events go to. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void aRefusedTestAccountHoldsNothingButItsTests(int status) {
        PlatformRecord test =
                KLAVIYO.record(
                        GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build(),
                        "test-api-key",
                        "pk_other");
        PlatformAnswer answer = Answers.of(status, error(status, "some_code", "no", ""));
        assertEquals(
                List.of(new Outcome.Permanent("some_code", "The test account: Invalid input. no")),
                KLAVIYO.outcomes(answer, test));
    }

    @Test
    void theNamedEventsFailAndTheOthersGoAgain() {
        List<Outcome> second =
                KLAVIYO.outcomes(named("0/attributes/events/data/1/attributes/time"), TOGETHER);
        Outcome culprit = new Outcome.Permanent("invalid", "Invalid input. no");
        assertEquals(List.of(SIBLING, SIBLING, culprit), second);

        assertEquals(
                List.of(SIBLING, culprit, SIBLING),
                KLAVIYO.outcomes(named("1/events/data/0"), TOGETHER));
        assertEquals(List.of(SIBLING, culprit, SIBLING), KLAVIYO.outcomes(named("1"), TOGETHER));
    }

    @Test
    void anErrorOfAProfileFailsAllItsEvents() {
        Outcome culprit = new Outcome.Permanent("invalid", "Invalid input. no");
        assertEquals(
                List.of(culprit, SIBLING, culprit),
                KLAVIYO.outcomes(named("0/attributes/profile/data/attributes/email"), TOGETHER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0/attributes/events", "2", "0/events/data/9", "x", ""})
    void withoutAUsablePlaceTheCallIsHalved(String place) {
        assertEquals(
                Collections.nCopies(3, new Outcome.Split("invalid", "Invalid input. no")),
                KLAVIYO.outcomes(named(place), TOGETHER));
    }

    @Test
    void aNumberKlaviyoRefusesIsNamedWithItsRemedy() {
        PlatformAnswer answer =
                Answers.of(
                        400,
                        error(
                                400,
                                "invalid",
                                "Invalid phone number +15005550006.",
                                "/data/attributes/profile/data/attributes/phone_number"));
        assertEquals(
                new Outcome.Permanent(
                        "invalid_phone_number",
                        "Invalid input. Invalid phone number (number). To send such events"
                                + " without it, set phone to alone."),
                alone(answer));
    }

    @Test
    void aRepeatedIdIsNoLoss() {
        PlatformAnswer bulk = named("0/attributes/events/data/1/attributes/unique_id");
        assertEquals(
                new Outcome.Split("repeated", "Klaviyo may have the event already"),
                KLAVIYO.outcomes(bulk, TOGETHER).get(2));
        assertInstanceOf(
                Outcome.AlreadyDelivered.class,
                alone(named("0/attributes/events/data/0/attributes/unique_id")));
    }

    @Test
    void twoProfilesOfOnePersonAreAConflictForPeopleToSolve() {
        String body =
                "{\"errors\":[{\"status\":409,\"code\":\"duplicate_profile\",\"title\":\"Conflict."
                        + "\",\"detail\":\"A profile already exists with one of these identifiers."
                        + "\",\"source\":{\"pointer\":\"/data/attributes\"},"
                        + "\"meta\":{\"duplicate_profile_id\":\"01GDDKASAP8TKDDA2GRZDSVP4H\"}}]}";
        assertEquals(
                new Outcome.Permanent(
                        "duplicate_profile",
                        "Conflict. A profile already exists with one of these identifiers."),
                alone(Answers.of(409, body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[{\"code\":\"invalid\",\"detail\":\"The revision header is missing.\"}]}",
                "{\"errors\":[{\"code\":\"invalid\",\"source\":{\"parameter\":\"revision\"}}]}",
                "{\"errors\":[{\"code\":\"invalid_revision\",\"detail\":\"x\"}]}"
            })
    void aRefusedRevisionIsASetting(String body) {
        assertInstanceOf(Outcome.ConfigHold.class, alone(Answers.of(400, body)));
    }

    @Test
    void aPropertyNamedRevisionIsNot() {
        assertInstanceOf(
                Outcome.Permanent.class,
                alone(
                        Answers.of(
                                400,
                                error(
                                        400,
                                        "invalid",
                                        "revision is too long",
                                        "/data/attributes/properties"))));
    }

    @Test
    void aPauseIsLeftToTheHeader() {
        assertEquals(
                new Outcome.Throttled(
                        Duration.ZERO, "throttled", "Invalid input. Request was throttled."),
                alone(
                        Answers.of(
                                429,
                                error(429, "throttled", "Request was throttled.", ""),
                                "Retry-After",
                                "7")));
    }

    @Test
    void personalDataAndKeysThatAnAnswerRepeatsAreNotShown() {
        String detail = "jane@example.com 203.0.113.7 +4915123456789 " + Given.KEY;
        Outcome.Permanent refused =
                (Outcome.Permanent) alone(Answers.of(400, error(400, "invalid", detail, "")));
        assertEquals("Invalid input. (e-mail) (address) (number) (key)", refused.text());
    }

    private static Outcome alone(PlatformAnswer answer) {
        return KLAVIYO.outcomes(answer, ALONE).get(0);
    }

    private static PlatformAnswer named(String place) {
        return Answers.of(400, error(400, "invalid", "no", BULK + place));
    }

    private static String error(int status, String code, String detail, String pointer) {
        return ("{\"errors\":[{\"id\":\"0f2c\",\"status\":%d,\"code\":\"%s\",\"title\":\"Invalid"
                        + " input.\",\"detail\":\"%s\",\"source\":{\"pointer\":\"%s\"},"
                        + "\"links\":{},\"meta\":{}}]}")
                .formatted(status, code, detail, pointer);
    }

    private static PlatformRecord of(String email, EventName name) {
        return Given.waiting(
                GivenEvents.bare(name).toBuilder().set(EventField.EMAIL, email).build());
    }
}
