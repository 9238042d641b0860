// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.core.delivery.DeliveryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What arrived and what became of it, counted per UTC hour, so that no page counts rows. An hour is
 * that in which something arrived: a delivery stays in the hour of its event's first copy however
 * late it ends. Counts are made with the rows they count, in the same transaction, from the journal
 * alone, and outlive them.
 */
public interface HourCounts {
    /** How long an hour is kept, whatever the retention of what it counts. */
    Duration KEPT = Duration.ofDays(90);

    /** Messages of the hours that begin in a range; the hour of {@code from} counts whole. */
    List<Arrived> arrived(Instant from, Instant before);

    /** Deliveries of the same hours. Pending is pending here, also when a destination is held. */
    List<Delivered> delivered(Instant from, Instant before);

    /**
     * The newest events of these names, by merchant: at most so many each, found among the newest
     * {@code looked} of each name.
     */
    Map<String, List<Long>> newest(Set<String> eventNames, int mostEach, int looked);

    /** Messages of one hour that were taken for the same. */
    record Arrived(
            Instant hour,
            String merchant,
            String store,
            String source,
            String verdict,
            String reason,
            long count) {}

    /** Deliveries of one hour that stand the same. */
    record Delivered(
            Instant hour,
            String merchant,
            String store,
            String destination,
            DeliveryStatus status,
            String reason,
            long count) {}
}
