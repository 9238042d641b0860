// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a number grows, over its latest readings. Thread-safe. */
final class Pace {
    private static final int READINGS = 30;

    private final Deque<Reading> latest = new ArrayDeque<>();

    /**
     * Takes a reading.
     *
     * @param nanos of a clock that is never put back
     */
    synchronized void note(long nanos, long number) {
        latest.addLast(new Reading(nanos, number));
        if (latest.size() > READINGS) {
            latest.removeFirst();
        }
    }

    /** By how much it grows in a second; 0 before there are two readings. */
    synchronized double perSecond() {
        if (latest.size() < 2) {
            return 0;
        }
        Reading first = latest.getFirst();
        Reading last = latest.getLast();
        return (last.number - first.number) * 1e9 / Math.max(1, last.nanos - first.nanos);
    }

    private record Reading(long nanos, long number) {}
}
