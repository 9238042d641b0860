// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The segments in order and the offset up to which records are synced. Thread-safe. */
final class Segments {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Segment> byFirstOffset = new TreeMap<>();
    private long nextOffset;
    private boolean closed;
    private long wakes;

    Segments(List<Segment> segments, long nextOffset) {
        segments.forEach(s -> byFirstOffset.put(s.firstOffset(), s));
        this.nextOffset = nextOffset;
    }

    /** A segment and the offset its records end before. */
    record Span(Segment segment, long end) {}

    /** Adds a segment, in place of one that began at the same offset and so holds no record. */
    void add(Segment segment) {
        lock.lock();
        try {
            byFirstOffset.put(segment.firstOffset(), segment);
        } finally {
            lock.unlock();
        }
    }

    void synced(Segment segment, long length, long next) {
        lock.lock();
        try {
            segment.grownTo(length);
            nextOffset = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a record at or after the offset is synced, or somebody wakes. The answer is the
     * next offset then.
     */
    long awaitBeyond(long offset, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            long before = wakes;
            while (nextOffset <= offset && left > 0 && !closed && wakes == before) {
                left = changed.awaitNanos(left);
            }
            return nextOffset;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the waits there are. */
    void wake() {
        lock.lock();
        try {
            wakes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The segment that holds the offset; null when it was dropped. */
    Span spanAt(long offset) {
        lock.lock();
        try {
            Map.Entry<Long, Segment> at = byFirstOffset.floorEntry(offset);
            if (at == null) {
                return null;
            }
            Long next = byFirstOffset.higherKey(offset);
            return new Span(at.getValue(), next == null ? nextOffset : next);
        } finally {
            lock.unlock();
        }
    }

    /** All but the newest, oldest first, with their ends. */
    List<Span> sealed() {
        lock.lock();
        try {
            List<Span> spans = new ArrayList<>();
            Segment previous = null;
            for (Segment segment : byFirstOffset.values()) {
                if (previous != null) {
                    spans.add(new Span(previous, segment.firstOffset()));
                }
                previous = segment;
            }
            return spans;
        } finally {
            lock.unlock();
        }
    }

    void remove(Segment segment) {
        lock.lock();
        try {
            byFirstOffset.remove(segment.firstOffset(), segment);
        } finally {
            lock.unlock();
        }
    }

    long firstOffset() {
        lock.lock();
        try {
            return byFirstOffset.firstKey();
        } finally {
            lock.unlock();
        }
    }

    long nextOffset() {
        lock.lock();
        try {
            return nextOffset;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return byFirstOffset.values().stream().mapToLong(Segment::length).sum();
        } finally {
            lock.unlock();
        }
    }

    boolean contains(Segment segment) {
        lock.lock();
        try {
            return byFirstOffset.get(segment.firstOffset()) == segment;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
