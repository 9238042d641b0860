// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * The node's time without steps back: when the clock is put back, time goes on from where it was
 * until the clock has caught up. What was to happen in five seconds then happens in five seconds.
 * Thread-safe.
 */
final class ForwardClock extends Clock {
    private final Clock clock;
    private final LongSupplier nanos;
    private Instant anchor;
    private long anchorNanos;
    private boolean putBack;

    ForwardClock(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.anchor = clock.instant();
        this.anchorNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        Instant wall = clock.instant();
        long elapsed = nanos.getAsLong();
        Instant ahead = anchor.plusNanos(elapsed - anchorNanos);
        putBack = wall.isBefore(putBack ? ahead : anchor);
        if (putBack) {
            return ahead;
        }
        anchor = wall;
        anchorNanos = elapsed;
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ForwardClock(clock.withZone(zone), nanos);
    }
}
