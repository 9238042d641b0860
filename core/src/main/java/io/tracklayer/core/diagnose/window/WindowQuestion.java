// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import java.time.Instant;
import java.util.Set;

/**
 * Which part of the evidence is asked about.
 *
 * @param since events that arrived at or after this time
 * @param until events that arrived before this time; now unless the window has ended
 * @param now when it is asked: what waits, and what keeps a destination back, is told of now
 * @param destinations only what concerns these, by their ids; all when empty
 * @param merchants whose events; all when empty
 */
public record WindowQuestion(
        Instant since,
        Instant until,
        Instant now,
        Set<String> destinations,
        Set<String> merchants) {
    public WindowQuestion {
        destinations = Set.copyOf(destinations);
        merchants = Set.copyOf(merchants);
        if (since.isAfter(until) || until.isAfter(now)) {
            throw new IllegalArgumentException("a window begins before it ends");
        }
    }

    /** Whether it is about the past alone. */
    public boolean ended() {
        return until.isBefore(now);
    }

    boolean includes(Instant at) {
        return !at.isBefore(since) && (!ended() || at.isBefore(until));
    }

    boolean concerns(String merchant) {
        return merchants.isEmpty() || merchants.contains(merchant);
    }

    boolean asksFor(DestinationConfig config) {
        return concerns(config.merchant()) && asksFor(config.id());
    }

    boolean asksFor(String destination) {
        return destinations.isEmpty() || destinations.contains(destination);
    }
}
