// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1, PT1S",
        "' 120 ', PT2M",
        "1.5, PT2S",
        "0.2, PT1S",
        "86400, PT24H",
        "86401, PT24H",
        "999999999, PT24H",
        "9999999999, PT24H",
        "99999999999999999999999999, PT24H",
        "'Thu, 15 Jan 2026 12:01:30 GMT', PT1M30S",
        "'Thu, 15 Jan 2026 12:00:01 GMT', PT1S",
        "'Fri, 15 Jan 2027 12:00:00 GMT', PT24H"
    })
    void secondsAndDatesAreUnderstoodAndNoWaitIsLongerThanADay(String header, Duration wait) {
        assertEquals(Optional.of(wait), RetryAfter.parse(header, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-5",
                "+5",
                "1e3",
                "soon",
                "12 s",
                "٣",
                "Thu, 15 Jan 2026 12:00:00 GMT",
                "Thu, 15 Jan 2026 11:59:59 GMT",
                "Wed, 15 Jan 2026 12:01:30 GMT",
                "2026-01-15T12:01:30Z"
            })
    void whatIsUnusableOrPastGivesNoWaitOfItsOwn(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
    }
}
