// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Calls an account's Cloud project has made; refused ones do not count. */
final class GoogleAdsQuota {
    private final Clock clock;
    private final String service;
    private final Map<String, Deque<Instant>> byAccount = new HashMap<>();

    /** Counts calls of a service, by Google's name in the limits. */
    GoogleAdsQuota(Clock clock, String service) {
        this.clock = clock;
        this.service = service;
    }

    /** The exhausted limit; else the call is counted. */
    synchronized Optional<String> exhausted(GoogleAdsAccount account) {
        Instant now = clock.instant();
        Deque<Instant> calls =
                byAccount.computeIfAbsent(account.name(), name -> new ArrayDeque<>());
        while (!calls.isEmpty() && !calls.peekFirst().isAfter(now.minus(Duration.ofDays(1)))) {
            calls.removeFirst();
        }
        if (calls.size() >= account.perDay()) {
            return Optional.of(service + "RequestsPerDayPerProject");
        }
        Instant minute = now.minus(Duration.ofMinutes(1));
        if (calls.stream().filter(at -> at.isAfter(minute)).count() >= account.perMinute()) {
            return Optional.of(service + "RequestsPerMinutePerProject");
        }
        calls.addLast(now);
        return Optional.empty();
    }

    synchronized void clear() {
        byAccount.clear();
    }
}
