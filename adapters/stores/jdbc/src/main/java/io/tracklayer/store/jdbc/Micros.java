// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.time.Instant;

/**
 * Times as the tables hold them: microseconds since 1970, one BIGINT, which indexes and compares
 * faster than a timestamp. Finer parts are cut off, always downwards, so that a comparison of two
 * times never turns round. The exact event time is in the canonical JSON.
 */
final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final long LAST_SECOND = Long.MAX_VALUE / PER_SECOND - 1;

    private Micros() {}

    /**
     * The time; one beyond the year 290,000, such as {@link Instant#MAX} for "no bound", becomes
     * the last or first.
     */
    static long of(Instant time) {
        if (Math.abs(time.getEpochSecond()) > LAST_SECOND) {
            return time.getEpochSecond() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return time.getEpochSecond() * PER_SECOND + time.getNano() / 1_000;
    }

    static Long ofNullable(Instant time) {
        return time == null ? null : (Long) of(time);
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }
}
