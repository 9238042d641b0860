// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Reads the same thing once for all who ask for it between two changes of what is read: fifty live
 * viewers that stand at the same place cost one look at the evidence. Thread-safe.
 *
 * @param <K> what is asked for
 * @param <V> what is found; shared, so nobody may change it
 */
final class SharedReads<K, V> {
    /** Viewers that are behind stand at many places, of which each is read once. */
    private static final int MOST_KEPT = 16;

    private final Function<K, V> read;
    private volatile Map<K, FutureTask<V>> sinceChange = new ConcurrentHashMap<>();

    SharedReads(Function<K, V> read) {
        this.read = read;
    }

    /** Forgets all that was read; called when a change can be seen, before anybody is told. */
    void changed() {
        sinceChange = new ConcurrentHashMap<>();
    }

    /**
     * What there was at the last change, or later.
     *
     * @throws RuntimeException as reading threw it, for each who asked meanwhile
     */
    V get(K key) {
        Map<K, FutureTask<V>> kept = sinceChange;
        if (kept.size() >= MOST_KEPT && !kept.containsKey(key)) {
            return read.apply(key);
        }
        FutureTask<V> task = kept.computeIfAbsent(key, k -> new FutureTask<>(() -> read.apply(k)));
        task.run();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            kept.remove(key, task);
            if (failed.getCause() instanceof RuntimeException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }
}
