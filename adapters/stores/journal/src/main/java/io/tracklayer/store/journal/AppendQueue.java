// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The appends that wait for the committer, bounded in memory. Thread-safe. */
final class AppendQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<PendingAppend> waiting = new ArrayDeque<>();
    private final long capacityBytes;
    private final long mostWaitNanos;
    private long waitingBytes;
    private List<PendingAppend> taken = List.of();
    private boolean closed;

    /**
     * @param capacityBytes how much may wait
     * @param mostWaitNanos how long the oldest may wait before nothing more is accepted
     */
    AppendQueue(long capacityBytes, long mostWaitNanos) {
        this.capacityBytes = capacityBytes;
        this.mostWaitNanos = mostWaitNanos;
    }

    enum Offer {
        ACCEPTED,
        FULL,
        SLOW,
        CLOSED
    }

    /** An append larger than the whole queue is accepted when nothing else waits. */
    Offer offer(PendingAppend append) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (append.sinceNanos() - oldestSince(append.sinceNanos()) > mostWaitNanos) {
                return Offer.SLOW;
            }
            long after = waitingBytes + append.memoryBytes();
            if (after > capacityBytes && !waiting.isEmpty()) {
                return Offer.FULL;
            }
            waiting.addLast(append);
            waitingBytes = after;
            changed.signal();
            return Offer.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what waits, up to the bytes given but at least one, and forgets the group taken before.
     * Empty when nothing came in time or the queue is closed.
     */
    List<PendingAppend> take(long groupBytes, long patienceNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            taken = List.of();
            long left = patienceNanos;
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<PendingAppend> group = new ArrayList<>();
            long bytes = 0;
            while (!waiting.isEmpty()) {
                bytes += waiting.peekFirst().recordBytes();
                if (bytes > groupBytes && !group.isEmpty()) {
                    break;
                }
                group.add(removeFirst());
            }
            taken = group;
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Everything that waits, with the group taken last: answering that again does nothing. */
    List<PendingAppend> takeAll() {
        lock.lock();
        try {
            List<PendingAppend> all = new ArrayList<>(taken);
            all.addAll(waiting);
            waiting.clear();
            waitingBytes = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Since when the oldest unanswered append waits; {@code now} when none does. */
    long oldestSince(long now) {
        lock.lock();
        try {
            if (!taken.isEmpty()) {
                return taken.get(0).sinceNanos();
            }
            return waiting.isEmpty() ? now : waiting.peekFirst().sinceNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Accepts nothing more; what waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is left and nothing will come. */
    boolean finished() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private PendingAppend removeFirst() {
        PendingAppend first = waiting.removeFirst();
        waitingBytes -= first.memoryBytes();
        return first;
    }
}
