// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** The requests that have a time of receipt and are not in the journal yet. Thread-safe. */
public final class Underway {
    private final LongSupplier nanos;
    private final Map<Visit, Long> visits = new LinkedHashMap<>();

    /** Nobody is under way; times come from a source that is never put back, in nanoseconds. */
    public Underway(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** One request, from before its time of receipt is taken. */
    final class Visit implements AutoCloseable {
        private CompletableFuture<Long> append = CompletableFuture.completedFuture(0L);

        /** It is under way until this append has ended, even if nobody waits that long. */
        CompletableFuture<Long> until(CompletableFuture<Long> ending) {
            append = ending;
            return ending;
        }

        @Override
        public void close() {
            append.whenComplete((offset, failed) -> end(this));
        }
    }

    Visit begin() {
        Visit visit = new Visit();
        synchronized (visits) {
            visits.put(visit, nanos.getAsLong());
        }
        return visit;
    }

    /** Since when the oldest is under way; zero when none is. */
    public Duration oldest() {
        synchronized (visits) {
            return visits.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(nanos.getAsLong() - visits.values().iterator().next());
        }
    }

    private void end(Visit visit) {
        synchronized (visits) {
            visits.remove(visit);
        }
    }
}
