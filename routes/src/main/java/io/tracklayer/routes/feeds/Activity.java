// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What one route has done. Thread-safe. */
final class Activity {
    private final Clock clock;
    private final LongAdder messages = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile Instant lastStored;
    private volatile Failure lastFailure;

    Activity(Clock clock) {
        this.clock = clock;
    }

    /** An exchange that failed. */
    record Failure(Instant at, String text) {}

    void stored() {
        messages.increment();
        lastStored = clock.instant();
    }

    void failed(String text) {
        failures.increment();
        lastFailure = new Failure(clock.instant(), text);
    }

    long messages() {
        return messages.sum();
    }

    long failures() {
        return failures.sum();
    }

    Optional<Instant> lastStored() {
        return Optional.ofNullable(lastStored);
    }

    Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }
}
