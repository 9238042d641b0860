// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.time.Duration;

/**
 * What came of a load.
 *
 * @param good requests answered with a 2xx
 * @param bad requests answered otherwise
 * @param took from the first request to the last answer
 * @param nanos time from when each request was due to its answer, in ascending order
 */
record LoadResult(long good, long bad, Duration took, long[] nanos) {

    double perSecond() {
        return good / (took.toNanos() / 1e9);
    }

    double percentileMillis(double share) {
        return Numbers.percentile(nanos, share) / 1e6;
    }

    /** This result, when all answers were a 2xx. */
    LoadResult allGood(String what) {
        if (bad > 0 || good == 0) {
            throw new BenchFailure(
                    what + ": " + bad + " of " + (good + bad) + " requests were not answered 2xx");
        }
        return this;
    }
}
