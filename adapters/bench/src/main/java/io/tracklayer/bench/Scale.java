// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long and how large a run is.
 *
 * @param rounds of each of the two servers that are compared
 * @param round how long one of them is asked
 * @param events measured per step, after as many to warm up
 * @param keys how many dedup keys the store already holds, the first is what others compare with
 * @param backlog pending deliveries at a restart, and events the console's queries look through
 */
record Scale(int rounds, Duration round, int events, List<Long> keys, int backlog) {
    static Scale quick() {
        return new Scale(2, Duration.ofSeconds(2), 2_000, List.of(20_000L, 100_000L), 20_000);
    }

    static Scale usual() {
        return new Scale(
                4, Duration.ofSeconds(4), 6_000, List.of(100_000L, 1_000_000L), 1_000_000);
    }

    static Scale full() {
        return new Scale(
                8,
                Duration.ofSeconds(5),
                20_000,
                List.of(100_000L, 1_000_000L, 10_000_000L),
                1_000_000);
    }
}
