// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.ReasonCode;
import io.tracklayer.core.decide.Treatment;
import java.time.Instant;
import java.util.Optional;

/** Deliveries that may not go yet, because a rule has them wait. */
public final class ConsentWait {
    private ConsentWait() {}

    /** Whether a delivery waits for the visitor's answer. */
    public static boolean waits(Delivery delivery) {
        return delivery.status() == DeliveryStatus.PENDING
                && delivery.decision().allowed()
                && delivery.decision().treatment().waits().isPresent();
    }

    /** The reason of a pending delivery. */
    public static String reason(Decision decision) {
        return decision.treatment().waits().isPresent()
                ? ReasonCode.WAITING_FOR_CONSENT.wire()
                : ReasonCode.WAITING.wire();
    }

    /** The sentence of a pending delivery of an event that arrived then. */
    public static String sentence(Decision decision, Instant arrived) {
        Treatment treatment = decision.treatment();
        return treatment.waits().isPresent()
                ? "waits for the visitor's answer, until "
                        + treatment.notBefore(arrived)
                        + " at the latest"
                : "waits to be sent";
    }

    /**
     * What becomes of a delivery that was claimed: it goes on waiting when it was claimed too
     * early, or is skipped when nobody answered in time; empty when it is to be sent.
     */
    static Optional<DeliveryResult> result(Delivery delivery, Instant now) {
        Treatment treatment = delivery.decision().treatment();
        Instant due = treatment.notBefore(delivery.createdAt());
        if (due.isAfter(delivery.createdAt()) && now.isBefore(due)) {
            return Optional.of(
                    new DeliveryResult(
                            delivery.eventSeq(),
                            DeliveryStatus.PENDING,
                            reason(delivery.decision()),
                            sentence(delivery.decision(), delivery.createdAt()),
                            false,
                            due));
        }
        return treatment
                .waits()
                .filter(Treatment.Delay::endsSkipped)
                .map(
                        delay ->
                                new DeliveryResult(
                                        delivery.eventSeq(),
                                        DeliveryStatus.SKIPPED,
                                        delay.reason(),
                                        delay.sentence(),
                                        false,
                                        null));
    }
}
