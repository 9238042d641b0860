// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.evidence.EvidenceQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes a delivery wait while an earlier event of its order is on its way to the same destination.
 * The wait is a row; the projection ends it when the earlier one is final ({@link OrderQueue}), so
 * waiting rows are not read again and again.
 */
final class OrderGate {
    static final String REASON = "after_earlier";

    /** When it is looked at again should the earlier one be settled past the projection. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    private final EvidenceQueries evidence;

    OrderGate(EvidenceQueries evidence) {
        this.evidence = evidence;
    }

    /** The wait the destination's {@code order} asks for. */
    Optional<DeliveryResult> waits(DestinationConfig config, Delivery delivery, Instant now) {
        return config.order() == DestinationConfig.Order.BY_ORDER_ID
                ? wait(delivery, now)
                : Optional.empty();
    }

    /** The wait of one that was skipped for want of an earlier one that is still on its way. */
    Optional<DeliveryResult> mayChange(HostMapContext context, Delivery delivery, Instant now) {
        return context.missed(delivery.orderId()) ? wait(delivery, now) : Optional.empty();
    }

    private Optional<DeliveryResult> wait(Delivery delivery, Instant now) {
        if (delivery.orderId().isEmpty()) {
            return Optional.empty();
        }
        return evidence.earlierOpen(delivery.destination(), delivery.orderId(), delivery.eventSeq())
                .map(
                        earlier ->
                                new DeliveryResult(
                                        delivery.eventSeq(),
                                        DeliveryStatus.PENDING,
                                        REASON,
                                        "waits for event "
                                                + earlier
                                                + " of the same order, which goes first",
                                        false,
                                        now.plus(LOOK_AGAIN)));
    }
}
