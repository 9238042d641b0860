// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.time.Duration;

/** Lengths of time for people: the two largest units. */
final class Spans {
    private Spans() {}

    static String of(Duration span) {
        Duration whole = span.isNegative() ? Duration.ZERO : span;
        if (whole.compareTo(Duration.ofSeconds(1)) < 0) {
            return whole.toMillis() + " ms";
        }
        if (whole.toMinutes() == 0) {
            return whole.toSeconds() + " s";
        }
        if (whole.toHours() == 0) {
            return two(whole.toMinutes(), " min", whole.toSecondsPart(), " s");
        }
        return whole.toDays() == 0
                ? two(whole.toHours(), " h", whole.toMinutesPart(), " min")
                : two(whole.toDays(), " d", whole.toHoursPart(), " h");
    }

    private static String two(long more, String unit, long less, String smaller) {
        return more + unit + (less == 0 ? "" : " " + less + smaller);
    }
}
