// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.delivery.DeliveryStatus;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a replay is, in deliveries.
 *
 * @param queued taken up so far
 * @param delivered of those, accepted by the platform
 * @param failed of those, given up again
 * @param skipped of those, not sent after all
 * @param excluded looked at and left alone, by reason code
 */
public record Tally(
        long queued, long delivered, long failed, long skipped, Map<String, Long> excluded) {
    /** Nothing yet. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, Map.of());

    public Tally {
        excluded = Map.copyOf(excluded);
    }

    /** Queued ones of which the outcome is not known yet. */
    public long outstanding() {
        return queued - delivered - failed - skipped;
    }

    /** All left alone. */
    public long excludedInAll() {
        return excluded.values().stream().mapToLong(Long::longValue).sum();
    }

    Tally plusChunk(long taken, Map<String, Long> left) {
        Map<String, Long> all = new TreeMap<>(excluded);
        left.forEach((reason, n) -> all.merge(reason, n, Long::sum));
        return new Tally(queued + taken, delivered, failed, skipped, all);
    }

    Tally plusEnded(DeliveryStatus status, long n) {
        return switch (status) {
            case DELIVERED -> new Tally(queued, delivered + n, failed, skipped, excluded);
            case FAILED -> new Tally(queued, delivered, failed + n, skipped, excluded);
            case SKIPPED -> new Tally(queued, delivered, failed, skipped + n, excluded);
            case PENDING, HELD -> this;
        };
    }
}
