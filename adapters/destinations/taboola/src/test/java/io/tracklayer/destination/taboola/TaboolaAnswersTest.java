// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import static io.tracklayer.destination.taboola.Given.CLICK_ID;
import static io.tracklayer.destination.taboola.Given.TABOOLA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaboolaAnswersTest {
    private static final PlatformRecord POSTBACK =
            TABOOLA.record(Given.clicked(EventName.PURCHASE_PLACED));
    private static final PlatformRecord ACTION =
            TABOOLA.record(Given.clicked(EventName.PRODUCT_VIEWED));

    @Test
    void aPostbackIsTakenByA204() {
        assertEquals(List.of(Outcome.delivered()), answered(204, POSTBACK));
    }

    @Test
    void anotherSuccessIsTakenWithARemark() {
        assertEquals(
                List.of(
                        new Outcome.Delivered(
                                false, List.of("HTTP 200 in place of Taboola's 204"))),
                answered(200, POSTBACK));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void aBulkCallProvesOnlyThatItArrived(int status) {
        Outcome taken =
                new Outcome.Delivered(
                        false,
                        List.of(
                                "not validated by Taboola: see in Realize that the rule of the event"
                                        + " name is active"));
        assertEquals(List.of(taken, taken), answered(status, ACTION, ACTION));
    }

    @ParameterizedTest
    @CsvSource({
        "400, Permanent",
        "413, Permanent",
        "414, Permanent",
        "401, ConfigHold",
        "403, ConfigHold",
        "404, ConfigHold",
        "405, ConfigHold",
        "301, ConfigHold",
        "302, ConfigHold",
        "307, ConfigHold",
        "429, Throttled",
        "408, Retry",
        "418, Retry",
        "500, Retry",
        "502, Retry",
        "503, Retry",
        "504, Retry",
    })
    void anAnswerConcernsAPostbackOrAnActionAlone(int status, String outcome) {
        for (PlatformRecord sent : List.of(POSTBACK, ACTION)) {
            Outcome read = answered(status, sent).get(0);
            assertEquals(outcome, read.getClass().getSimpleName());
            assertTrue(read.toString().contains("http_" + status), read.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void aRefusedBatchIsHalvedToFindTheCulprit(int status) {
        for (Outcome outcome : answered(status, ACTION, ACTION)) {
            assertInstanceOf(Outcome.Split.class, outcome);
        }
    }

    @Test
    void aPauseIsAsLongAsTaboolaSaysOrHalfAMinute() {
        assertEquals(Duration.ofSeconds(30), pause(Answers.of(429, "")));
        // zero: the host reads the header, seconds or date
        assertEquals(Duration.ZERO, pause(Answers.of(429, "", "Retry-After", "7")));
    }

    @Test
    void whatTaboolaSaysIsShownWithoutTheClickId() {
        String text = "click-id " + CLICK_ID + " can not be parsed";
        Outcome.Permanent refused =
                (Outcome.Permanent) TABOOLA.outcomes(Answers.of(400, text), POSTBACK).get(0);
        assertEquals("http_400", refused.code());
        assertEquals(
                "Taboola refused the conversion (HTTP 400: click-id (click id) can not be parsed)",
                refused.text());
    }

    @Test
    void anEncodedClickIdIsTakenOutToo() {
        PlatformRecord sent =
                TABOOLA.record(
                        GivenEvents.rich(
                                EventName.PURCHASE_PLACED,
                                EventField.TBLCI,
                                GivenEvents.click("a/b=c/d=e/f=g/h=i/j=k", null)));
        String said =
                TABOOLA.outcomes(
                                Answers.of(
                                        400, "?click-id=a%2Fb%3Dc%2Fd%3De%2Ff%3Dg%2Fh%3Di%2Fj%3Dk"),
                                sent)
                        .get(0)
                        .toString();
        assertTrue(said.contains("?click-id=(click id)"), said);
        assertFalse(said.toLowerCase(Locale.ROOT).contains("%2f"), said);
    }

    @Test
    void aLongPageIsCut() {
        Outcome.Retry retry =
                (Outcome.Retry) TABOOLA.outcomes(Answers.of(502, "x".repeat(9_000)), ACTION).get(0);
        assertEquals(300, retry.text().chars().filter(c -> c == 'x').count());
    }

    @Test
    void theCheckOfTheConnectionIsAPostbackThatCountsNothing() {
        assertEquals(
                "GET https://trc.taboola.com/actions-handler/log/3/s2s-action\n\n\n",
                Requests.http(TABOOLA.probe().orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, UNVERIFIABLE",
        "429, UNVERIFIABLE",
        "204, REFUSED",
        "301, REFUSED",
        "401, REFUSED",
        "404, REFUSED",
        "405, REFUSED",
        "408, UNREACHABLE",
        "503, UNREACHABLE",
    })
    void theCheckTellsWhetherTaboolaAnswersAtTheAddress(int status, String verdict) {
        ProbeResult result =
                TABOOLA.destination().interpretProbe(Answers.of(status, ""), TABOOLA.settings());
        assertEquals(verdict, result.verdict().name());
    }

    @Test
    void theCheckSaysWhereAWrongEventNameShows() {
        ProbeResult result =
                TABOOLA.destination().interpretProbe(Answers.of(400, ""), TABOOLA.settings());
        assertTrue(result.sentence().contains("Realize"), result.sentence());
    }

    private static List<Outcome> answered(int status, PlatformRecord... records) {
        return TABOOLA.outcomes(Answers.of(status, ""), records);
    }

    private static Duration pause(PlatformAnswer answer) {
        return ((Outcome.Throttled) TABOOLA.outcomes(answer, ACTION).get(0)).pause();
    }
}
