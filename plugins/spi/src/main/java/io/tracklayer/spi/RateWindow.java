// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a platform takes within any stretch of time of one length. The host never sends more; it
 * waits instead, and waiting burns no attempt.
 *
 * @param permits most requests or records, 1 to 1,000,000
 * @param per length of the window, 1 second to 24 hours
 * @param unit what is counted
 * @param scope who shares the window
 */
public record RateWindow(int permits, Duration per, Unit unit, Scope scope) {
    private static final int MOST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    public RateWindow {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(scope, "scope");
        if (permits < 1 || permits > MOST) {
            throw new IllegalArgumentException("a rate window has 1 to 1000000 permits");
        }
        if (per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a rate window is 1 s to 24 h long");
        }
    }

    /** So many requests per length of time and account. */
    public static RateWindow requests(int permits, Duration per) {
        return new RateWindow(permits, per, Unit.REQUESTS, Scope.ACCOUNT);
    }

    /** What a permit is for. */
    public enum Unit {
        /** One request, whatever it carries. */
        REQUESTS,
        /** One record of a request. */
        RECORDS
    }

    /** Who shares a window. */
    public enum Scope {
        /** All instances with the same plugin, addresses and secrets. */
        ACCOUNT,
        /** Each instance has its own. */
        DESTINATION
    }
}
