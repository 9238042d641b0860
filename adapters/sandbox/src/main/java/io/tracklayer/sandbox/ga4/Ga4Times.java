// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Judges {@code timestamp_micros}: 16 digits, at most 72 hours back. */
final class Ga4Times {
    private static final Duration MAX_AGE = Duration.ofHours(72);
    private static final Duration MAX_AHEAD = Duration.ofMinutes(15);
    private static final String FIELD = "timestamp_micros";

    private final Clock clock;

    Ga4Times(Clock clock) {
        this.clock = clock;
    }

    /** GA4: milliseconds, 13 digits, are silently misread. */
    void checkShape(Ga4Fields fields) {
        if (fields.has(FIELD) && !fields.get(FIELD).asText().matches("\\d{16}")) {
            fields.invalid(FIELD, "timestamp_not_micros", "must be 16 digits of microseconds");
        }
    }

    /**
     * GA4: an older event is moved to 72 hours ago when checks are relaxed, and refused when
     * recommendations are enforced.
     */
    void checkAge(Ga4Fields event, JsonNode body, boolean enforced) {
        String micros = event.get(FIELD).asText(body.path(FIELD).asText());
        if (!micros.matches("\\d{16}")) {
            return;
        }
        Instant time = Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
        Instant now = clock.instant();
        if (time.isBefore(now.minus(MAX_AGE))) {
            report(event, enforced, "event_too_old", "is more than 72 hours back");
        } else if (time.isAfter(now.plus(MAX_AHEAD))) {
            report(event, enforced, "event_in_future", "is more than 15 minutes ahead");
        }
    }

    private static void report(Ga4Fields event, boolean enforced, String reason, String text) {
        if (enforced) {
            event.outOfBounds(FIELD, reason, text);
        } else {
            event.problems().mark(reason, "recorded at another time: " + FIELD + " " + text);
        }
    }
}
