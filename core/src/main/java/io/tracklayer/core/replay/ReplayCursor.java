// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last delivery a replay has looked at, in the order in which it goes through them. */
public record ReplayCursor(long eventSeq, String destination) implements Comparable<ReplayCursor> {
    /** Before the first one. */
    public static final ReplayCursor START = new ReplayCursor(0, "");

    private static final Comparator<ReplayCursor> ORDER =
            Comparator.comparingLong(ReplayCursor::eventSeq)
                    .thenComparing(ReplayCursor::destination);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})/([a-z0-9-]{1,60})");

    /** The place of a delivery written as {@code 7000/meta}; empty when it is not. */
    static Optional<ReplayCursor> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new ReplayCursor(Long.parseLong(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    /** The same as text. */
    String toText() {
        return eventSeq + "/" + destination;
    }

    @Override
    public int compareTo(ReplayCursor other) {
        return ORDER.compare(this, other);
    }
}
