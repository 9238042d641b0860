// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Duration;
import java.util.List;

/**
 * What happens after an attempt that may be repeated. Delays are written down as the next attempt's
 * time and never waited out in memory.
 *
 * @param maxAttempts most attempts of one delivery, the first included
 * @param firstDelay delay after the first failure; ignored when {@code steps} are given
 * @param multiplier growth of the delay from one failure to the next, at least 1
 * @param maxDelay longest delay
 * @param jitter share of the delay that is random in both directions, 0 to 1
 * @param giveUpAfter age of the delivery after which no further attempt is made
 * @param steps explicit delays after the first, second, ... failure; the last one repeats; empty
 *     for exponential growth
 */
public record RedeliveryPolicy(
        int maxAttempts,
        Duration firstDelay,
        double multiplier,
        Duration maxDelay,
        double jitter,
        Duration giveUpAfter,
        List<Duration> steps) {

    public RedeliveryPolicy {
        if (maxAttempts < 1 || multiplier < 1 || jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException(
                    "redelivery policy needs maxAttempts >= 1, multiplier >= 1 and jitter in 0..1");
        }
        steps = List.copyOf(steps);
    }

    /** Exponential growth with jitter. */
    public static RedeliveryPolicy exponential(
            int maxAttempts,
            Duration firstDelay,
            double multiplier,
            Duration maxDelay,
            Duration giveUpAfter) {
        return new RedeliveryPolicy(
                maxAttempts, firstDelay, multiplier, maxDelay, 0.2, giveUpAfter, List.of());
    }

    /**
     * A fixed schedule of delays with ten percent jitter; one attempt more than there are delays.
     */
    public static RedeliveryPolicy schedule(List<Duration> steps, Duration giveUpAfter) {
        Duration longest = steps.stream().max(Duration::compareTo).orElseThrow();
        return new RedeliveryPolicy(
                steps.size() + 1, steps.get(0), 1, longest, 0.1, giveUpAfter, steps);
    }
}
