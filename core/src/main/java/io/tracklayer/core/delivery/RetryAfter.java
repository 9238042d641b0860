// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The Retry-After header (RFC 9110, section 10.2.3): seconds or an HTTP date. */
final class RetryAfter {
    /** Nothing longer than this is told apart. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final int MOST_CHARACTERS = 40;

    private RetryAfter() {}

    /** The wait it asks for; empty when it is unusable or lies in the past. */
    static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        if (text.length() > MOST_CHARACTERS) {
            return text.matches("[0-9]+") ? Optional.of(LONGEST) : Optional.empty();
        }
        Optional<Duration> wait =
                text.matches("[0-9]+([.][0-9]+)?")
                        ? Optional.of(seconds(new BigDecimal(text)))
                        : date(text, now);
        return wait.filter(w -> !w.isNegative() && !w.isZero())
                .map(w -> w.compareTo(LONGEST) > 0 ? LONGEST : w);
    }

    // Some platforms send fractions; rounded up, because earlier than asked would be too early.
    private static Duration seconds(BigDecimal asked) {
        BigDecimal most = BigDecimal.valueOf(LONGEST.toSeconds());
        return Duration.ofSeconds(asked.min(most).setScale(0, RoundingMode.CEILING).longValue());
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
