// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Up to when everything that was received is in the evidence. A delivery that fell due later must
 * wait: a copy received during its hold may still be on its way there, and could give the event
 * another id while a request is being sent. Thread-safe.
 */
public final class Horizon {
    private final Supplier<Duration> underway;
    private final LongSupplier journalled;
    private final LongSupplier applied;
    private Instant reached = Instant.EPOCH;
    private Instant mark = Instant.EPOCH;
    private long offset;

    /**
     * Creates a horizon.
     *
     * @param underway since when the oldest request that is not journalled yet is under way
     * @param journalled the offset the next record will get
     * @param applied the first offset that is not in the evidence
     */
    public Horizon(Supplier<Duration> underway, LongSupplier journalled, LongSupplier applied) {
        this.underway = underway;
        this.journalled = journalled;
        this.applied = applied;
    }

    /** Where it is, at most at the time it is now. */
    synchronized Instant at(Instant now) {
        if (advance()) {
            // In this order: what is received from here on has a later time, and what is neither
            // under way nor journalled below the offset was received from here on.
            mark = now.minus(underway.get());
            offset = journalled.getAsLong();
            advance();
        }
        return reached;
    }

    private boolean advance() {
        boolean caughtUp = applied.getAsLong() >= offset;
        if (caughtUp) {
            reached = mark;
        }
        return caughtUp;
    }
}
