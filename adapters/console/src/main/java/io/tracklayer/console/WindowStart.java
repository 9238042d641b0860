// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.spi.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a window begins and ends: a time, or a length before now. */
final class WindowStart {
    static final String USUAL = "1h";
    private static final Duration LONGEST = Duration.ofDays(400);

    private WindowStart() {}

    /** Reads {@code 15m}, {@code 24h}, {@code 7d} or a time; an empty text is the usual length. */
    static Instant of(String text, Instant now) {
        return past("since", text.isEmpty() ? USUAL : text, now);
    }

    /** Reads the same; an empty text is now. */
    static Instant end(String text, Instant since, Instant now) {
        Instant end = text.isEmpty() ? now : past("until", text, now);
        if (end.isBefore(since)) {
            throw new BadParameterException(
                    "parameter \"until\" must be later than \"since\": it lies before the"
                            + " window begins");
        }
        return end;
    }

    private static Instant past(String name, String given, Instant now) {
        Instant at =
                Settings.parseDuration(given)
                        .filter(length -> length.compareTo(LONGEST) <= 0)
                        .map(now::minus)
                        .or(() -> time(given, now))
                        .orElseThrow(() -> unreadable(name));
        if (at.isAfter(now) || at.isBefore(now.minus(LONGEST))) {
            throw unreadable(name);
        }
        return at;
    }

    private static Optional<Instant> time(String text, Instant now) {
        String whole = text.replace(' ', 'T');
        return read(() -> Instant.parse(whole))
                .or(() -> read(() -> LocalDateTime.parse(whole).toInstant(ZoneOffset.UTC)))
                .or(
                        () ->
                                read(
                                        () ->
                                                LocalDate.parse(text)
                                                        .atStartOfDay()
                                                        .toInstant(ZoneOffset.UTC)))
                .or(() -> read(() -> latest(LocalTime.parse(padded(text)), now)));
    }

    /** Noon is today's, or yesterday's when today's is still to come. */
    private static Instant latest(LocalTime clock, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant at = today.atTime(clock).toInstant(ZoneOffset.UTC);
        return at.isAfter(now) ? at.minus(Duration.ofDays(1)) : at;
    }

    private static String padded(String clock) {
        return clock.indexOf(':') == 1 ? "0" + clock : clock;
    }

    private static Optional<Instant> read(Supplier<Instant> form) {
        try {
            return Optional.of(form.get());
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    private static BadParameterException unreadable(String name) {
        return new BadParameterException(
                "parameter \""
                        + name
                        + "\" must be a length of time such as 15m, 24h or 7d, or a past time in"
                        + " UTC like 12:00, 2026-01-31 or 2026-01-31T12:00:00Z");
    }
}
