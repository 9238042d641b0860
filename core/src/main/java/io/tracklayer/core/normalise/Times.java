// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.Observation.Timing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The time an event happened in the business: read in any unit, corrected for a client's clock, and
 * never silently replaced by the time of processing.
 */
final class Times {
    private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);
    private static final Duration LATE = Duration.ofDays(7);
    private static final Duration NOTABLE_SKEW = Duration.ofSeconds(2);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    // Later than any clock means; the span between two times stays countable in milliseconds.
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern NUMBER = Pattern.compile("\\d{9,17}(\\.\\d{1,9})?");

    private static final String CORRECTED = "arrival minus (sent minus occurred)";

    private Times() {}

    /**
     * An event time and how it came about.
     *
     * @param rule what was done, for provenance
     * @param notes what was corrected, as sentences
     */
    record EventTime(Instant time, String rule, List<String> notes) {
        /** The time as the message states it, or null when it follows from the arrival. */
        Instant stated() {
            return rule.equals(Provenance.ARRIVAL) || rule.equals(CORRECTED) ? null : time;
        }
    }

    /** The event time a message states, against its arrival. */
    static EventTime of(Timing timing, Instant received) {
        List<String> notes = new ArrayList<>();
        Optional<Instant> occurred = parse(timing.occurred());
        if (occurred.isEmpty()) {
            notes.add(
                    timing.occurred() == null
                            ? "event_time_from_arrival: the message gives no time, so its arrival counts"
                            : "event_time_from_arrival: the message's time cannot be read, so its arrival counts");
            return new EventTime(received, Provenance.ARRIVAL, notes);
        }
        Instant time = occurred.get();
        String rule =
                number(timing.occurred()).map(number -> "epoch " + unit(number)).orElse("ISO 8601");
        Optional<Instant> sent = timing.clientClock() ? parse(timing.sent()) : Optional.empty();
        if (sent.isPresent()) {
            Duration skew = Duration.between(sent.get(), received);
            time = time.plus(skew);
            rule = CORRECTED;
            if (skew.abs().compareTo(NOTABLE_SKEW) > 0) {
                notes.add(
                        "clock_skew_ms "
                                + skew.toMillis()
                                + ": the client's clock or queue was off and was corrected");
            }
        }
        if (time.isAfter(received.plus(FUTURE_TOLERANCE))) {
            notes.add(
                    "event_time_in_future: "
                            + time
                            + " is after the arrival, so the arrival counts");
            return new EventTime(received, Provenance.ARRIVAL, notes);
        }
        if (time.isBefore(received.minus(LATE))) {
            notes.add(
                    "late: happened "
                            + Duration.between(time, received).toDays()
                            + " days before it arrived");
        }
        return new EventTime(time, rule, notes);
    }

    /** Reads ISO 8601 text, or a number since the epoch whose unit follows from its magnitude. */
    static Optional<Instant> parse(Object raw) {
        Optional<Instant> time = number(raw).flatMap(Times::epoch);
        if (time.isEmpty() && raw instanceof String text) {
            time = iso(text.strip().replace(' ', 'T'));
        }
        return time.filter(known -> known.isAfter(EARLIEST) && known.isBefore(LATEST));
    }

    private static Optional<BigDecimal> number(Object raw) {
        if (raw instanceof String text) {
            return NUMBER.matcher(text.strip()).matches()
                    ? Optional.of(new BigDecimal(text.strip()))
                    : Optional.empty();
        }
        if (raw instanceof Long || raw instanceof BigInteger) {
            return Optional.of(new BigDecimal(raw.toString()));
        }
        return raw instanceof BigDecimal number && Math.abs((long) number.scale()) <= 20
                ? Optional.of(number)
                : Optional.empty();
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException withoutOffset) {
            try {
                return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException unreadable) {
                return Optional.empty();
            }
        }
    }

    private static Optional<Instant> epoch(BigDecimal number) {
        if (number.signum() <= 0 || number.precision() - number.scale() > 17) {
            return Optional.empty();
        }
        BigDecimal micros = number.movePointRight(6 - decimalsOf(unit(number)));
        long whole = micros.longValue();
        return Optional.of(Instant.ofEpochSecond(whole / 1_000_000, whole % 1_000_000 * 1_000));
    }

    private static String unit(BigDecimal number) {
        int digits = number.precision() - number.scale();
        return digits <= 11 ? "seconds" : digits <= 14 ? "milliseconds" : "microseconds";
    }

    private static int decimalsOf(String unit) {
        return switch (unit) {
            case "seconds" -> 0;
            case "milliseconds" -> 3;
            default -> 6;
        };
    }
}
