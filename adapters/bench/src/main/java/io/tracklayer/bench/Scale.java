// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long and how large a run is.
 *
 * @param rounds of each of the two servers that are compared
 * @param round how long one of them is asked
 * @param deliveries made per round of a step
 * @param keys how many dedup keys the store already holds, the first is what others compare with
 * @param backlog pending deliveries at a restart, and events the console's queries look through
 */
record Scale(int rounds, Duration round, int deliveries, List<Long> keys, int backlog) {
    /** Events per step, so that steps with many destinations take about as long as others. */
    int events(int destinations) {
        return Math.max(100, deliveries / destinations);
    }

    /** The same with stores of another size. */
    Scale with(int events) {
        return new Scale(rounds, round, deliveries, keys, events);
    }

    static Scale quick() {
        return new Scale(2, Duration.ofSeconds(2), 1_000, List.of(20_000L, 100_000L), 10_000);
    }

    static Scale usual() {
        return new Scale(
                4, Duration.ofSeconds(4), 15_000, List.of(100_000L, 1_000_000L), 1_000_000);
    }

    static Scale full() {
        return new Scale(
                8,
                Duration.ofSeconds(5),
                40_000,
                List.of(100_000L, 1_000_000L, 10_000_000L),
                1_000_000);
    }
}
