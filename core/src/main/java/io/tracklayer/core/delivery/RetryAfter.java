// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The Retry-After header (RFC 9110, section 10.2.3): seconds or an HTTP date. */
final class RetryAfter {
    /** No platform keeps us waiting longer than this. */
    static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** The wait it asks for; empty when it is unusable or lies in the past. */
    static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        Optional<Duration> wait =
                text.matches("[0-9]+")
                        ? Optional.of(text.length() > 9 ? LONGEST : seconds(text))
                        : date(text, now);
        return wait.filter(w -> !w.isNegative() && !w.isZero())
                .map(w -> w.compareTo(LONGEST) > 0 ? LONGEST : w);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Instant at =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(Duration.between(now, at));
        } catch (DateTimeParseException unusable) {
            return Optional.empty();
        }
    }
}
