// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;

/** The newest entries, bounded by number and by size so that large bodies cannot fill the heap. */
public final class RecentList<T> {
    private final int maxEntries;
    private final long maxWeight;
    private final ToLongFunction<T> weight;
    private final Deque<T> entries = new ArrayDeque<>();
    private long total;

    public RecentList(int maxEntries, long maxWeight, ToLongFunction<T> weight) {
        this.maxEntries = maxEntries;
        this.maxWeight = maxWeight;
        this.weight = weight;
    }

    public synchronized void add(T entry) {
        entries.addFirst(entry);
        total += weight.applyAsLong(entry);
        while (entries.size() > maxEntries || (total > maxWeight && entries.size() > 1)) {
            total -= weight.applyAsLong(entries.removeLast());
        }
    }

    public synchronized List<T> newestFirst() {
        return List.copyOf(entries);
    }

    public synchronized void clear() {
        entries.clear();
        total = 0;
    }
}
