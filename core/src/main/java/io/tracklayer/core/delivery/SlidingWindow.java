// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.RateWindow;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was sent within the last stretch of time of one length, in a hundred slices. A slice is
 * forgotten when its end is that long ago, so the count is never too low and what is sent at most
 * one percent too slow. A token bucket would let twice the permits through in one window. Not
 * thread-safe.
 */
final class SlidingWindow {
    static final int SLICES = 100;

    private final RateWindow rate;
    private final long sliceMillis;
    private final TreeMap<Long, Integer> used = new TreeMap<>();

    SlidingWindow(RateWindow rate) {
        this.rate = rate;
        this.sliceMillis = sliceMillis(rate);
    }

    static long sliceMillis(RateWindow rate) {
        return rate.per().toMillis() / SLICES;
    }

    /** What one request of so many records costs; never more than a whole window. */
    int cost(int records) {
        return rate.unit() == RateWindow.Unit.REQUESTS ? 1 : Math.min(records, rate.permits());
    }

    int permits() {
        return rate.permits();
    }

    /** How many permits are left. */
    int left(Instant now) {
        forget(now);
        return Math.max(
                0, rate.permits() - used.values().stream().mapToInt(Integer::intValue).sum());
    }

    /** When so many permits are left, at most as many as the window has; now, if they are. */
    Instant free(int permits, Instant now) {
        int missing = permits - left(now);
        Instant at = now;
        for (Map.Entry<Long, Integer> slice : used.entrySet()) {
            if (missing <= 0) {
                return at;
            }
            missing -= slice.getValue();
            at = forgotten(slice.getKey());
        }
        return at;
    }

    /** Counts what was sent. */
    void add(int permits, Instant at) {
        used.merge(at.toEpochMilli() / sliceMillis, permits, Integer::sum);
    }

    private void forget(Instant now) {
        while (!used.isEmpty() && !forgotten(used.firstKey()).isAfter(now)) {
            used.pollFirstEntry();
        }
    }

    private Instant forgotten(long slice) {
        return Instant.ofEpochMilli((slice + 1) * sliceMillis).plus(rate.per());
    }
}
