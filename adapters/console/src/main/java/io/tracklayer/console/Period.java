// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The while an overview is of, and the slices its charts have.
 *
 * @param slice length of one bar
 */
record Period(Choice choice, Instant from, Instant until, Duration slice) {

    /** Reads {@code period}: today, 24h or 7d. */
    static Period of(Parameters query, Instant now) {
        String wanted = query.text("period");
        return Arrays.stream(Choice.values())
                .filter(choice -> wanted.isEmpty() || choice.wire.equals(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadParameterException(
                                        "parameter \"period\" must be one of "
                                                + Arrays.stream(Choice.values())
                                                        .map(choice -> choice.wire)
                                                        .collect(Collectors.joining(", "))))
                .until(now);
    }

    /** How many bars there are. */
    int slices() {
        return (int) Duration.between(from, end()).dividedBy(slice);
    }

    /** The bar an hour is part of. */
    int slice(Instant hour) {
        return (int) Duration.between(from, hour).dividedBy(slice);
    }

    /** When a bar begins. */
    Instant begin(int index) {
        return from.plus(slice.multipliedBy(index));
    }

    private Instant end() {
        return choice == Choice.TODAY ? from.plus(Duration.ofDays(1)) : from.plus(choice.length);
    }

    /** What can be chosen. */
    enum Choice {
        TODAY("today", "Today", Duration.ofDays(1), Duration.ofHours(1)),
        DAY("24h", "24 hours", Duration.ofHours(24), Duration.ofHours(1)),
        WEEK("7d", "7 days", Duration.ofDays(7), Duration.ofHours(6));

        private final String wire;
        private final String title;
        private final Duration length;
        private final Duration slice;

        Choice(String wire, String title, Duration length, Duration slice) {
            this.wire = wire;
            this.title = title;
            this.length = length;
            this.slice = slice;
        }

        String wire() {
            return wire;
        }

        String title() {
            return title;
        }

        // The hour that has begun is the last one of a length.
        private Period until(Instant now) {
            Instant nextHour = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
            Instant from =
                    this == TODAY ? now.truncatedTo(ChronoUnit.DAYS) : nextHour.minus(length);
            return new Period(this, from, nextHour, slice);
        }
    }
}
