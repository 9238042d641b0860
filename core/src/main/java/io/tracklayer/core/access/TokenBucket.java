// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.time.Duration;

/**
 * Counts requests against a rate. It keeps one number: the time up to which what came before is
 * paid for. Not thread-safe.
 */
final class TokenBucket {
    private final long each;
    private final long credit;
    private long paidUntil;

    /** A bucket that is full now; times in nanoseconds of a clock that is never put back. */
    TokenBucket(Rate rate, long now) {
        this.each = Math.max(1, rate.each().toNanos());
        this.credit = each * (rate.burst() - 1L);
        this.paidUntil = now;
    }

    /** Takes one; zero when it was there, else the time until it will be. */
    Duration take(long now) {
        long from = Math.max(paidUntil, now);
        if (from - now > credit) {
            return Duration.ofNanos(from - now - credit);
        }
        paidUntil = from + each;
        return Duration.ZERO;
    }
}
