// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts the requests of the last minute per account. */
final class LinkedInRate {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Deque<Instant>> byAccount = new HashMap<>();

    LinkedInRate(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more is taken; it counts then. */
    synchronized boolean allows(LinkedInAccount account) {
        Instant now = clock.instant();
        Deque<Instant> taken =
                byAccount.computeIfAbsent(account.name(), name -> new ArrayDeque<>());
        while (!taken.isEmpty() && !taken.peekFirst().isAfter(now.minus(WINDOW))) {
            taken.removeFirst();
        }
        if (taken.size() >= account.perMinute()) {
            return false;
        }
        taken.addLast(now);
        return true;
    }

    synchronized void clear() {
        byAccount.clear();
    }
}
