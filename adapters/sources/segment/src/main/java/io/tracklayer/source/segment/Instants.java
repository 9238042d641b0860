// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times that a decision here depends on; all others are handed on as they are. */
final class Instants {
    /** Fewer digits are seconds: 99,999,999,999 s is the year 5138. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private Instants() {}

    /** ISO 8601 with an offset, or seconds or milliseconds since the epoch. */
    static Optional<Instant> read(Object raw) {
        if (raw instanceof Long number && number > 0) {
            return Optional.of(
                    number < MILLISECONDS_FROM
                            ? Instant.ofEpochSecond(number)
                            : Instant.ofEpochMilli(number));
        }
        try {
            return raw instanceof String text
                    ? Optional.of(OffsetDateTime.parse(text.strip()).toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
