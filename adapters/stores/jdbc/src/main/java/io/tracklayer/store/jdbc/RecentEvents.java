// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.spi.Event;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events that were written or read of late, as objects: each destination needs the same ones a
 * moment after they were written. Bounded by the length of their JSON. Thread-safe.
 */
final class RecentEvents {
    private static final long MOST_CHARACTERS = 4_000_000;

    private final Map<Long, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long characters;
    private long changes;

    private record Kept(Event event, int characters) {}

    synchronized Optional<Event> find(long seq) {
        return Optional.ofNullable(kept.get(seq)).map(Kept::event);
    }

    /** Marks the time at which a read begins. */
    synchronized long mark() {
        return changes;
    }

    /** Keeps what was read, unless an event has been replaced or removed since the mark. */
    synchronized void read(long seq, Event event, int size, long mark) {
        if (changes == mark) {
            put(seq, event, size);
        }
    }

    /** Keeps an event that was just committed for the first time. */
    synchronized void inserted(long seq, Event event, int size) {
        put(seq, event, size);
    }

    /** Forgets an event whose replacement or removal was just committed. */
    synchronized void changed(long seq) {
        changes++;
        forget(seq);
    }

    private void put(long seq, Event event, int size) {
        forget(seq);
        if (size > MOST_CHARACTERS / 10) {
            return;
        }
        kept.put(seq, new Kept(event, size));
        characters += size;
        Iterator<Kept> leastUsedFirst = kept.values().iterator();
        while (characters > MOST_CHARACTERS) {
            characters -= leastUsedFirst.next().characters;
            leastUsedFirst.remove();
        }
    }

    private void forget(long seq) {
        Kept before = kept.remove(seq);
        if (before != null) {
            characters -= before.characters;
        }
    }
}
