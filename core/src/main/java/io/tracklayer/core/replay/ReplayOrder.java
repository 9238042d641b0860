// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What an operator asks for.
 *
 * @param perSecond most deliveries queued in one second, 1 to {@link #MOST_PER_SECOND}
 * @param force whether accepted deliveries go again where the platform recognises the repetition
 * @param backfill whether events are meant that have no delivery to the destination, or one that
 *     was skipped because the destination was off
 */
public record ReplayOrder(ReplayFilter filter, int perSecond, boolean force, boolean backfill) {
    /** Most deliveries a replay may queue in one second. */
    public static final int MOST_PER_SECOND = 1_000;

    public ReplayOrder {
        Objects.requireNonNull(filter, "filter");
        if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
            throw new IllegalArgumentException("the rate must be from 1 to " + MOST_PER_SECOND);
        }
    }

    /**
     * The same order of one merchant.
     *
     * @param limit the merchant it is limited to, by the one it names
     */
    public ReplayOrder of(UnaryOperator<String> limit) {
        return new ReplayOrder(
                filter.of(limit.apply(filter.merchant())), perSecond, force, backfill);
    }

    /** Whether both could take up the same delivery. */
    boolean overlaps(ReplayOrder other) {
        return backfill == other.backfill && filter.overlaps(other.filter);
    }
}
