// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Remembers keys for a time counted from their first sight; the oldest go when it is full. */
public final class DedupWindow {
    private static final int CAPACITY = 500_000;

    private final Duration length;
    private final Map<UUID, Instant> firstSeen = new LinkedHashMap<>();

    public DedupWindow(Duration length) {
        this.length = length;
    }

    /** Whether this key is new; it is remembered from now on. */
    public synchronized boolean firstSight(Instant now, String... key) {
        forgetBefore(now.minus(length));
        // A digest keeps an entry small however long the ids are that a caller invents.
        byte[] joined = String.join("\u0000", key).getBytes(StandardCharsets.UTF_8);
        return firstSeen.putIfAbsent(UUID.nameUUIDFromBytes(joined), now) == null;
    }

    public synchronized void clear() {
        firstSeen.clear();
    }

    private void forgetBefore(Instant limit) {
        Iterator<Instant> oldest = firstSeen.values().iterator();
        while (oldest.hasNext()
                && (oldest.next().isBefore(limit) || firstSeen.size() >= CAPACITY)) {
            oldest.remove();
        }
    }
}
