// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls of each pixel within one second of the clock. */
final class RedditRate {
    private final Clock clock;
    private final Map<String, Integer> calls = new HashMap<>();
    private long second;

    RedditRate(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more call of the pixel is too many; it is counted in any case. */
    synchronized boolean exceeded(RedditPixel pixel) {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            calls.clear();
        }
        int made = calls.merge(pixel.name(), 1, Integer::sum);
        return pixel.perSecond().filter(most -> made > most).isPresent();
    }

    synchronized void clear() {
        calls.clear();
    }
}
