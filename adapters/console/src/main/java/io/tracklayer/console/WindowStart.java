// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.spi.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Where a window begins: a time, or a length before now. */
final class WindowStart {
    static final String USUAL = "1h";
    private static final Duration LONGEST = Duration.ofDays(400);

    private WindowStart() {}

    /** Reads {@code 15m}, {@code 24h}, {@code 7d} or a time; an empty text is the usual length. */
    static Instant of(String text, Instant now) {
        String given = text.isEmpty() ? USUAL : text;
        Instant start =
                Settings.parseDuration(given)
                        .filter(length -> length.compareTo(LONGEST) <= 0)
                        .map(now::minus)
                        .orElseGet(() -> time(given));
        if (start.isAfter(now) || start.isBefore(now.minus(LONGEST))) {
            throw unreadable();
        }
        return start;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw unreadable();
        }
    }

    private static BadParameterException unreadable() {
        return new BadParameterException(
                "parameter \"since\" must be a length of time such as 15m, 24h or 7d, or a past time"
                        + " like 2026-01-31T12:00:00Z");
    }
}
