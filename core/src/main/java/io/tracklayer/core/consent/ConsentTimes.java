// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a visitor decided, as a sender writes it. */
final class ConsentTimes {
    private static final long SMALLEST_MILLIS = 100_000_000_000L;
    private static final Pattern NUMBER = Pattern.compile("\\d{9,14}");

    private ConsentTimes() {}

    /** The later decision wins, so a clock that runs ahead must not outlive a real one. */
    static Optional<Instant> read(Object value, Instant receivedAt) {
        return instant(value).map(at -> at.isAfter(receivedAt) ? receivedAt : at);
    }

    private static Optional<Instant> instant(Object value) {
        if (value instanceof Long epoch) {
            return Optional.of(sinceEpoch(epoch));
        }
        if (value instanceof String text && NUMBER.matcher(text).matches()) {
            return Optional.of(sinceEpoch(Long.parseLong(text)));
        }
        try {
            return value instanceof String text
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Instant sinceEpoch(long number) {
        return number < SMALLEST_MILLIS
                ? Instant.ofEpochSecond(Math.max(0, number))
                : Instant.ofEpochMilli(number);
    }
}
