// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.time.Duration;
import java.util.Locale;

/** How numbers and lengths of time are put. */
final class Figures {
    private Figures() {}

    /** With commas between thousands. */
    static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** In the largest unit that fits, and the next one. */
    static String length(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        return length.toMinutes() > 0
                ? length.toMinutes() + " min " + length.toSecondsPart() + " s"
                : length.toSeconds() + " s";
    }
}
