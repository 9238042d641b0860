// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How batches that were refused as a whole are being split: the two halves of one never share a
 * batch again, so that the culprit is alone in the end. Lost harmlessly with the process.
 * Thread-safe.
 */
final class Halves {
    private final Map<Long, String> halves = new ConcurrentHashMap<>();

    /** What to add to the batch key of an event; empty when it is in no split. */
    String of(long eventSeq) {
        return halves.getOrDefault(eventSeq, "");
    }

    void split(List<Long> events) {
        for (int i = 0; i < events.size(); i++) {
            halves.put(
                    events.get(i),
                    "#" + events.get(0) + (i < events.size() / 2 ? "a" : "b") + events.size());
        }
    }

    void forget(Collection<Long> events) {
        events.forEach(halves::remove);
    }
}
