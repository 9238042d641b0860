// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** How times, spans and lists are put in sentences. */
final class Say {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int LONGEST = 400;

    /** A name of ours, which is written small wherever it stands. */
    private static final Pattern CODE = Pattern.compile("[a-z]+[_.][a-z]");

    private Say() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** Time of day to the millisecond, for things a moment apart. */
    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** A length of time in its two largest units, e.g. {@code 3 h 12 min}. */
    static String span(Duration length) {
        Duration positive = length.abs();
        if (positive.toDays() > 0) {
            return positive.toDays() + " d" + rest(positive.toHoursPart(), " h");
        }
        if (positive.toHours() > 0) {
            return positive.toHours() + " h" + rest(positive.toMinutesPart(), " min");
        }
        if (positive.toMinutes() > 0) {
            return positive.toMinutes() + " min" + rest(positive.toSecondsPart(), " s");
        }
        return positive.toSeconds() > 0
                ? positive.toSeconds() + "." + positive.toMillisPart() / 100 + " s"
                : positive.toMillis() + " ms";
    }

    private static String rest(int part, String unit) {
        return part == 0 ? "" : " " + part + unit;
    }

    static String count(long number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }

    /** Words joined by commas, and the last by "and". */
    static String list(Collection<String> words) {
        List<String> all = List.copyOf(words);
        if (all.size() < 2) {
            return String.join("", all);
        }
        return String.join(", ", all.subList(0, all.size() - 1))
                + " and "
                + all.get(all.size() - 1);
    }

    /** What somebody else said, as a sentence of ours: one capital, one stop, not too long. */
    static String sentence(String said) {
        String text = said.strip();
        if (text.isEmpty()) {
            return "";
        }
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        String whole =
                CODE.matcher(cut).lookingAt()
                        ? cut
                        : Character.toUpperCase(cut.charAt(0)) + cut.substring(1);
        return whole.matches("(?s).*[.!?…]") ? whole : whole + ".";
    }

    static String quoted(String text) {
        return "\"" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "\"";
    }
}
