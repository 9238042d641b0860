// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.normalise.Times.EventTime;
import io.tracklayer.spi.Observation.Timing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-15T10:20:31Z");
    private static final String UNREADABLE =
            "event_time_from_arrival: the message's time cannot be read, so its arrival counts";

    static List<Arguments> epochs() {
        return List.of(
                Arguments.of(1768472430L, "2026-01-15T10:20:30Z", "epoch seconds"),
                Arguments.of(1768472430123L, "2026-01-15T10:20:30.123Z", "epoch milliseconds"),
                Arguments.of(
                        1768472430123456L, "2026-01-15T10:20:30.123456Z", "epoch microseconds"),
                Arguments.of("1768472430", "2026-01-15T10:20:30Z", "epoch seconds"),
                Arguments.of(" 1768472430123 ", "2026-01-15T10:20:30.123Z", "epoch milliseconds"),
                Arguments.of(
                        "1768472430123456", "2026-01-15T10:20:30.123456Z", "epoch microseconds"),
                Arguments.of(
                        new BigDecimal("1768472430.5"),
                        "2026-01-15T10:20:30.500Z",
                        "epoch seconds"),
                Arguments.of("1768472430.25", "2026-01-15T10:20:30.250Z", "epoch seconds"),
                Arguments.of(
                        new BigDecimal("1.76847243E+9"), "2026-01-15T10:20:30Z", "epoch seconds"),
                Arguments.of(
                        BigInteger.valueOf(1768472430123L),
                        "2026-01-15T10:20:30.123Z",
                        "epoch milliseconds"));
    }

    @ParameterizedTest
    @MethodSource("epochs")
    void theUnitOfANumberFollowsFromItsMagnitude(Object raw, Instant expected, String rule) {
        EventTime time = Times.of(server(raw), RECEIVED);
        assertEquals(new EventTime(expected, rule, List.of()), time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:20:30Z, 2026-01-15T10:20:30Z",
        "2026-01-15T10:20:30.123456789Z, 2026-01-15T10:20:30.123456789Z",
        "2026-01-15T11:20:30+01:00, 2026-01-15T10:20:30Z",
        "2026-01-15T02:20:30-08:00, 2026-01-15T10:20:30Z",
        "2026-01-15T15:50:30+05:30, 2026-01-15T10:20:30Z",
        "2026-01-15T10:20:30, 2026-01-15T10:20:30Z",
        "2026-01-15 10:20:30, 2026-01-15T10:20:30Z",
        "2026-01-15 11:20:30+01:00, 2026-01-15T10:20:30Z"
    })
    void isoTextIsReadWithItsZoneAndAsUtcWithoutOne(String raw, Instant expected) {
        assertEquals(
                new EventTime(expected, "ISO 8601", List.of()), Times.of(server(raw), RECEIVED));
    }

    static List<Object> unreadable() {
        return List.of(
                0L,
                -1768472430L,
                86_400L,
                "0",
                "1970-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "2026-02-30T10:00:00Z",
                "yesterday",
                "",
                true,
                List.of(1768472430L),
                123456789012345678L,
                new BigDecimal("1e9999999"),
                new BigDecimal("1e-9999999"),
                new BigInteger("9".repeat(90)));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aTimeThatCannotBeMeantIsReplacedByTheArrivalAndSaysSo(Object raw) {
        EventTime time =
                assertTimeoutPreemptively(
                        Duration.ofMillis(200), () -> Times.of(server(raw), RECEIVED));
        assertEquals(new EventTime(RECEIVED, "arrival", List.of(UNREADABLE)), time);
    }

    @Test
    void aMessageWithoutTimeTakesItsArrivalAndSaysSo() {
        String note = "event_time_from_arrival: the message gives no time, so its arrival counts";
        assertEquals(
                new EventTime(RECEIVED, "arrival", List.of(note)),
                Times.of(Timing.unknown(), RECEIVED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-01-15T10:25:31.001Z", "2026-01-16T10:20:31Z", "2100-01-01T00:00:00Z"})
    void aTimeMoreThanFiveMinutesAheadIsReplacedByTheArrivalAndNamed(String ahead) {
        EventTime time = Times.of(server(ahead), RECEIVED);
        String note =
                "event_time_in_future: " + ahead + " is after the arrival, so the arrival counts";
        assertEquals(new EventTime(RECEIVED, "arrival", List.of(note)), time);
    }

    @Test
    void aTimeUpToFiveMinutesAheadStays() {
        assertEquals(
                new EventTime(Instant.parse("2026-01-15T10:25:31Z"), "ISO 8601", List.of()),
                Times.of(server("2026-01-15T10:25:31Z"), RECEIVED));
    }

    @Test
    void aTimeOlderThanSevenDaysStaysAndIsMarkedLate() {
        Instant edge = RECEIVED.minus(Duration.ofDays(7));
        assertEquals(
                new EventTime(edge, "ISO 8601", List.of()),
                Times.of(server(edge.toString()), RECEIVED));
        Instant older = RECEIVED.minus(Duration.ofDays(400));
        assertEquals(
                new EventTime(
                        older, "ISO 8601", List.of("late: happened 400 days before it arrived")),
                Times.of(server(older.toString()), RECEIVED));
    }

    @Test
    void aClientsClockIsCorrectedByTheTimeItSentAndTheCorrectionIsShown() {
        Timing timing =
                new Timing("2026-01-15T10:00:00Z", "2026-01-15T10:00:05Z", true, "/timestamp");
        EventTime time = Times.of(timing, Instant.parse("2026-01-15T10:10:05Z"));
        assertEquals(Instant.parse("2026-01-15T10:10:00Z"), time.time());
        assertEquals("arrival minus (sent minus occurred)", time.rule());
        assertEquals(
                List.of(
                        "clock_skew_ms 600000: the client's clock or queue was off and was"
                                + " corrected"),
                time.notes());
    }

    @Test
    void aClockADayAheadIsCorrectedAndNotTakenForTheFuture() {
        Timing timing =
                new Timing("2026-01-17T10:00:00Z", "2026-01-17T10:00:05Z", true, "/timestamp");
        EventTime time = Times.of(timing, Instant.parse("2026-01-15T10:00:05Z"));
        assertEquals(Instant.parse("2026-01-15T10:00:00Z"), time.time());
        assertEquals(
                List.of(
                        "clock_skew_ms -172800000: the client's clock or queue was off and was"
                                + " corrected"),
                time.notes());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:20:29Z, 0",
        "2026-01-15T10:20:33Z, 0",
        "2026-01-15T10:20:28.999Z, 1",
        "2026-01-15T10:20:33.001Z, 1"
    })
    void onlyASkewOfMoreThanTwoSecondsIsWorthANote(String sent, int notes) {
        EventTime time = Times.of(new Timing("2026-01-15T10:20:20Z", sent, true, ""), RECEIVED);
        assertEquals(notes, time.notes().size(), time.notes()::toString);
        assertEquals("arrival minus (sent minus occurred)", time.rule());
    }

    @Test
    void aServersClockIsBelieved() {
        Timing timing = new Timing("2026-01-15T10:00:00Z", "2026-01-15T10:00:05Z", false, "");
        assertEquals(
                new EventTime(Instant.parse("2026-01-15T10:00:00Z"), "ISO 8601", List.of()),
                Times.of(timing, RECEIVED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "1970-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z"})
    void anUnusableSendingTimeCorrectsNothing(String sent) {
        EventTime time = Times.of(new Timing("2026-01-15T10:00:00Z", sent, true, ""), RECEIVED);
        assertEquals(
                new EventTime(Instant.parse("2026-01-15T10:00:00Z"), "ISO 8601", List.of()), time);
    }

    @Test
    void theOutermostClocksStillGiveATime() {
        Timing timing =
                new Timing("2000-01-01T00:00:01Z", "9999-12-31T23:59:58Z", true, "/timestamp");
        EventTime time = Times.of(timing, RECEIVED);
        assertTrue(time.time().isBefore(Instant.EPOCH));
        assertTrue(time.notes().get(0).startsWith("clock_skew_ms -2"), time.notes()::toString);
    }

    @Test
    void readingNothingGivesNothing() {
        assertEquals(Optional.empty(), Times.parse(null));
    }

    private static Timing server(Object occurred) {
        return new Timing(occurred, null, false, "/created_at");
    }
}
