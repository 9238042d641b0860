// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people give it: 15m, 24h or 7d ago, a day, or a time of ISO 8601. */
record Moment(Instant at) {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})(s|m|h|d)");
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    /** Reads it as an option's value. */
    static final class Converter implements ITypeConverter<Moment> {
        private final Clock clock = Clock.systemUTC();

        @Override
        public Moment convert(String text) {
            return Moment.of(text, clock);
        }
    }

    static Moment of(String text, Clock clock) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            Duration back = UNITS.get(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1)));
            return new Moment(clock.instant().minus(back));
        }
        try {
            return new Moment(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            throw new TypeConversionException(
                    "\""
                            + text
                            + "\" is no time; write 15m, 24h, 7d, 2026-01-31 or 2026-01-31T12:00:00Z");
        }
    }

    /** Whether it is later than a time of ISO 8601. */
    boolean isAfter(String time) {
        return at.isAfter(Instant.parse(time));
    }
}
