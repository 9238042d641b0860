// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The calls of the last minute by API key: what is counted is the user, not the advertiser. */
final class AwinCalls {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Deque<Instant>> byKey = new HashMap<>();

    AwinCalls(Clock clock) {
        this.clock = clock;
    }

    /** Counts a call, if it is within the limit. */
    synchronized boolean allow(AwinAdvertiser advertiser) {
        if (advertiser.callsPerMinute().isEmpty()) {
            return true;
        }
        Instant now = clock.instant();
        Deque<Instant> calls = byKey.computeIfAbsent(advertiser.token(), key -> new ArrayDeque<>());
        calls.removeIf(at -> !at.isAfter(now.minus(MINUTE)));
        if (calls.size() >= advertiser.callsPerMinute().get()) {
            return false;
        }
        calls.add(now);
        return true;
    }

    synchronized void clear() {
        byKey.clear();
    }
}
