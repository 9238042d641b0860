// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.util.Comparator;

/** The last delivery a replay has looked at, in the order in which it goes through them. */
public record ReplayCursor(long eventSeq, String destination) implements Comparable<ReplayCursor> {
    /** Before the first one. */
    public static final ReplayCursor START = new ReplayCursor(0, "");

    private static final Comparator<ReplayCursor> ORDER =
            Comparator.comparingLong(ReplayCursor::eventSeq)
                    .thenComparing(ReplayCursor::destination);

    @Override
    public int compareTo(ReplayCursor other) {
        return ORDER.compare(this, other);
    }
}
