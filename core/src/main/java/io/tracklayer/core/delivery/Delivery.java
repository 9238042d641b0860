// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.Event;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One event meant for one destination: always a row, also when nothing is sent.
 *
 * @param eventSeq the event
 * @param destination the destination's id
 * @param eventName wire name of the event
 * @param eventId shared id of the event
 * @param orderId order id or empty
 * @param status where it stands; never {@link DeliveryStatus#HELD}
 * @param reason code
 * @param sentence the reason for people
 * @param decision what the rules said
 * @param attempts attempts burnt so far
 * @param createdAt when the event first arrived
 * @param updatedAt when the status last changed
 * @param nextAttemptAt when it is due, or null when final
 * @param lastAttempt id of the last attempt, or empty
 */
public record Delivery(
        long eventSeq,
        String destination,
        String merchant,
        String eventName,
        String eventId,
        String orderId,
        DeliveryStatus status,
        String reason,
        String sentence,
        Decision decision,
        int attempts,
        Instant createdAt,
        Instant updatedAt,
        Instant nextAttemptAt,
        String lastAttempt) {

    public Delivery {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(decision, "decision");
    }

    /** When it is due, while it is pending. */
    public Optional<Instant> due() {
        return Optional.ofNullable(nextAttemptAt);
    }

    /** Whether a request was made for it, whatever came of it. */
    public boolean wasTried() {
        return status == DeliveryStatus.DELIVERED
                || status == DeliveryStatus.FAILED
                || attempts > 0
                || !lastAttempt.isEmpty();
    }

    /** This delivery under the name and ids its event has now. */
    public Delivery of(Event event) {
        return new Delivery(
                eventSeq,
                destination,
                merchant,
                event.name().wire(),
                event.eventId(),
                event.orderId().orElse(""),
                status,
                reason,
                sentence,
                decision,
                attempts,
                createdAt,
                updatedAt,
                nextAttemptAt,
                lastAttempt);
    }

    /** This delivery after an attempt, or after a decision not to make one. */
    public Delivery after(DeliveryResult result, Instant at, String attempt) {
        return new Delivery(
                eventSeq,
                destination,
                merchant,
                eventName,
                eventId,
                orderId,
                result.status(),
                result.reason(),
                result.sentence(),
                decision,
                attempts + (result.attemptBurnt() ? 1 : 0),
                createdAt,
                at,
                result.nextAttemptAt(),
                attempt.isEmpty() ? lastAttempt : attempt);
    }
}
