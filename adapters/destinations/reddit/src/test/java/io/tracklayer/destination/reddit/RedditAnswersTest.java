// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
import static io.tracklayer.destination.reddit.Given.answer;
import static io.tracklayer.destination.reddit.Given.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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

class RedditAnswersTest {
    private static final PlatformRecord PURCHASE =
            REDDIT.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    private static final List<PlatformRecord> THREE = Collections.nCopies(3, PURCHASE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data':{'message':'Successfully processed 3 conversion events.'}}",
                "{'message':'Successfully processed 3 conversion events.'}"
            })
    void aSuccessThatCountsAllIsDelivered(String body) {
        assertEquals(
                Collections.nCopies(3, Outcome.delivered()), outcomes(answer(200, body), THREE));
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "4"})
    void aSuccessThatCountsOthersIsFlagged(int count) {
        String body =
                "{'data':{'message':'Successfully processed " + count + " conversion events.'}}";
        assertEquals(
                Collections.nCopies(3, flagged("Reddit says it took " + count + " of 3 events")),
                outcomes(answer(200, body), THREE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "ok", "{'data':{}}", "{'data':{'message':7}}", "{'d"})
    void aSuccessWithoutACountIsFlagged(String body) {
        assertEquals(
                flagged("Reddit answered without saying how many events it took"),
                outcome(answer(200, body)));
    }

    @Test
    void aSuccessThatIsAPageIsTriedAgain() {
        assertInstanceOf(Outcome.Retry.class, outcome(answer(200, "<html>welcome</html>")));
        assertInstanceOf(
                Outcome.Retry.class,
                outcome(Answers.of(200, "welcome", "Content-Type", "text/html; charset=utf-8")));
    }

    @Test
    void aRefusalByAProxyIsTriedAgain() {
        assertInstanceOf(Outcome.Retry.class, outcome(answer(400, "<html>bad</html>")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{'success':false,'error':{'reason':'UNAUTHORIZED','explanation':'no'}}",
                "403|{'success':false,'error':{'reason':'UNAUTHORIZED','explanation':'no'}}",
                "200|{'success':false,'error':{'reason':'UNAUTHORIZED','explanation':'no'}}"
            })
    void aRefusedTokenHolds(int status, String body) {
        assertEquals(new Outcome.AuthHold("UNAUTHORIZED", "no"), outcome(answer(status, body)));
    }

    @Test
    void aTokenRefusedInBareTextHolds() {
        assertEquals(
                new Outcome.AuthHold("http_401", "Reddit does not know the token."),
                outcome(answer(401, "Authorization Required")));
        assertEquals(
                new Outcome.AuthHold("http_403", "The token has no right to the pixel."),
                outcome(answer(403, "Forbidden")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403})
    void aTypeErrorToldAsUnauthorizedIsAnErrorOfTheEvent(int status) {
        PlatformAnswer answer =
                answer(
                        status,
                        "{'success':false,'error':{'reason':'UNAUTHORIZED','explanation':"
                                + "'JSON error unexpected type string'}}");
        Outcome alone = new Outcome.Permanent("UNAUTHORIZED", "JSON error unexpected type string");
        assertEquals(alone, outcome(answer));
        assertInstanceOf(Outcome.Split.class, outcomes(answer, THREE).get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410})
    void aWrongPixelOrAddressHolds(int status) {
        assertEquals(
                new Outcome.ConfigHold("http_" + status, "Reddit does not know the pixel."),
                outcome(answer(status, "")));
    }

    @Test
    void aRequestThatIsTooLargeIsHalved() {
        PlatformAnswer answer = answer(413, "");
        String text = "the request is too large for Reddit";
        assertEquals(
                Collections.nCopies(3, new Outcome.Split("http_413", text)),
                outcomes(answer, THREE));
        assertEquals(new Outcome.Permanent("http_413", text), outcome(answer));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, 0",
                "'limit=10, remaining=0;t=7', none, 7",
                "'\"default\";r=0;t=30', none, 30",
                "'default;r=0', none, 0",
                // The host reads this one.
                "'default;r=0;t=7', 90, 0"
            })
    void aThrottledAccountWaits(String rateLimit, String retryAfter, int seconds) {
        PlatformAnswer answer = answer(429, "slow down");
        if (rateLimit != null) {
            answer =
                    retryAfter == null
                            ? Answers.of(429, "slow down", "RateLimit", rateLimit)
                            : Answers.of(
                                    429,
                                    "slow down",
                                    "RateLimit",
                                    rateLimit,
                                    "Retry-After",
                                    retryAfter);
        }
        assertEquals(
                new Outcome.Throttled(
                        Duration.ofSeconds(seconds), "http_429", "Reddit asks for a pause"),
                outcome(answer));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 408, 418, 500, 502, 503, 504})
    void whatMayPassIsTriedAgain(int status) {
        assertEquals(
                new Outcome.Retry("http_" + status, "the answer is not one of Reddit's"),
                outcome(answer(status, "busy")));
    }

    @Test
    void anotherRefusalInRedditsShapeIsAnErrorOfTheEvent() {
        assertEquals(
                new Outcome.Permanent("http_409", "conflict"),
                outcome(answer(409, "{'error':{'code':409,'message':'conflict'}}")));
    }

    @ParameterizedTest
    @CsvSource({"401, AuthHold", "404, ConfigHold", "429, Throttled", "503, Retry", "0, Retry"})
    void anErrorInsideASuccessCounts(int code, String outcome) {
        String body = "{'error':{'code':" + code + ",'message':'x'}}";
        assertEquals(outcome, outcome(answer(200, body)).getClass().getSimpleName());
    }

    @Test
    void whatAnAnswerRepeatsOfAPersonIsNotShown() {
        String body =
                "{'error':{'code':400,'message':'bad a.b@example.com "
                        + "75d98a720d6c2133c018b687d53e3e952249bbca10cb04b2f4acc7e05b0196f1"
                        + " 203.0.113.7 2001:db8::42 +44 20 7946 0958 "
                        + Given.COOKIE
                        + "'}}";
        assertEquals(
                new Outcome.Permanent(
                        "http_400", "bad (e-mail) (hash) (address) (address) (number) (browser)"),
                outcome(answer(400, body)));
    }

    @Test
    void aLongTextIsCut() {
        String body = "{'error':{'code':400,'message':'" + "ab ".repeat(2_000) + "'}}";
        var refused = assertInstanceOf(Outcome.Permanent.class, outcome(answer(400, body)));
        assertEquals(300, refused.text().length());
    }

    private static Outcome flagged(String warning) {
        return new Outcome.Delivered(false, List.of(warning));
    }

    private static Outcome outcome(PlatformAnswer answer) {
        return outcomes(answer, List.of(PURCHASE)).get(0);
    }
}
