// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

/**
 * How often something happened of late, the last 24 hours, and usually, the 7 days before.
 *
 * @param of how many there were of all kinds of late
 * @param usualOf the same of the days before
 */
record Trend(long lately, long of, long usually, long usualOf) {
    private static final long WORTH_SAYING = 20;

    /**
     * Whether it is more than twice its usual share, not just a few, and at least that many of a
     * hundred.
     */
    boolean rising(int leastPercent) {
        return lately >= WORTH_SAYING
                && percent() >= leastPercent
                && lately * Math.max(1, usualOf) > 2 * usually * of;
    }

    long percent() {
        return share(lately, of);
    }

    long usualPercent() {
        return share(usually, usualOf);
    }

    private static long share(long part, long whole) {
        return whole == 0 ? 0 : Math.round(100.0 * part / whole);
    }
}
