// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests may come.
 *
 * @param requests in the long run, at least 1
 * @param per in this time
 * @param burst how many may come at once after a quiet while, at least 1
 */
public record Rate(int requests, Duration per, int burst) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,6})/([smh])");

    public Rate {
        if (requests < 1 || burst < 1 || per.isZero() || per.isNegative()) {
            throw new IllegalArgumentException("a rate is at least one request in some time");
        }
    }

    /** Reads {@code 50/s}, {@code 600/m} or {@code 1000/h}; empty when it is none of these. */
    public static Optional<Rate> parse(String text, int burst) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new Rate(Integer.parseInt(matcher.group(1)), unit(matcher.group(2)), burst))
                : Optional.empty();
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
    }

    /** The time one request takes in the long run. */
    Duration each() {
        return per.dividedBy(requests);
    }

    @Override
    public String toString() {
        String unit = per.equals(unit("s")) ? "s" : per.equals(unit("m")) ? "m" : "h";
        return requests + "/" + unit;
    }
}
