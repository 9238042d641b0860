// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.LiveChanges;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/**
 * What live viewers read, once for all who stand at the same place. A reading is good until
 * something changes; one that was full is good for longer, since what it holds stays true of that
 * stretch: what changed since comes later. Thread-safe.
 */
final class SharedReadings {
    private static final int MOST_KEPT = 8;

    private final LongFunction<LiveChanges> source;
    private final Executor workers;
    private final Map<Long, Reading> readings = new LinkedHashMap<>(16, 0.75f, true);
    private long changes;

    private record Reading(long changes, CompletableFuture<LiveChanges> result) {
        /** Whether it is complete, and full. */
        boolean lasts() {
            return result.isDone() && !result.isCompletedExceptionally() && result.join().more();
        }
    }

    /**
     * @param source reads what changed from an offset on
     */
    SharedReadings(LongFunction<LiveChanges> source, Executor workers) {
        this.source = source;
        this.workers = workers;
    }

    /** Says that there may be something new. */
    synchronized void changed() {
        changes++;
    }

    /** What changed from an offset on, as of now; fails as the reading does. */
    synchronized CompletableFuture<LiveChanges> from(long offset) {
        Reading known = readings.get(offset);
        boolean failed = known != null && known.result.isCompletedExceptionally();
        if (known == null || failed || known.changes != changes && !known.lasts()) {
            known =
                    new Reading(
                            changes,
                            CompletableFuture.supplyAsync(() -> source.apply(offset), workers));
            readings.put(offset, known);
            if (readings.size() > MOST_KEPT) {
                readings.remove(readings.keySet().iterator().next());
            }
        }
        return known.result;
    }
}
