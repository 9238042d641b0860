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
 * @param requeue the last replay that took it up, or null
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
        String lastAttempt,
        Requeue requeue) {

    public Delivery {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(decision, "decision");
    }

    /** A delivery that no replay has taken up. */
    public Delivery(
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
        this(
                eventSeq,
                destination,
                merchant,
                eventName,
                eventId,
                orderId,
                status,
                reason,
                sentence,
                decision,
                attempts,
                createdAt,
                updatedAt,
                nextAttemptAt,
                lastAttempt,
                null);
    }

    /** The last replay that took it up. */
    public Optional<Requeue> requeued() {
        return Optional.ofNullable(requeue);
    }

    /**
     * Since when attempts could be made: the age by which one gives up counts from here, not from
     * an arrival after which rules had it wait.
     */
    public Instant begunAt() {
        return requeued()
                .map(Requeue::at)
                .orElseGet(() -> decision.treatment().notBefore(createdAt));
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
                lastAttempt,
                requeue);
    }

    /**
     * This delivery after an attempt, or after a decision not to make one. What a platform has
     * accepted stays accepted, however sending it once more ends.
     */
    public Delivery after(DeliveryResult result, Instant at, String attempt) {
        boolean kept =
                requeued().filter(Requeue::acceptedBefore).isPresent()
                        && result.status().isFinal()
                        && result.status() != DeliveryStatus.DELIVERED;
        return new Delivery(
                eventSeq,
                destination,
                merchant,
                eventName,
                eventId,
                orderId,
                kept ? DeliveryStatus.DELIVERED : result.status(),
                kept ? "already_accepted" : result.reason(),
                kept
                        ? "the platform had accepted it; sent again: "
                                + result.reason()
                                + ", "
                                + result.sentence()
                        : result.sentence(),
                decision,
                attempts + (result.attemptBurnt() ? 1 : 0),
                createdAt,
                at,
                result.nextAttemptAt(),
                attempt.isEmpty() ? lastAttempt : attempt,
                requeue);
    }

    /** This delivery taken up by a replay: due again, with all its attempts before it. */
    public Delivery requeued(Requeue by, Decision decided, Instant due) {
        return new Delivery(
                eventSeq,
                destination,
                merchant,
                eventName,
                eventId,
                orderId,
                DeliveryStatus.PENDING,
                "waiting",
                "waits to be sent again",
                decided,
                0,
                createdAt,
                by.at(),
                due,
                lastAttempt,
                by);
    }

    /** This delivery after a further copy of the event led to a decision against sending it. */
    public Delivery refused(Delivery decided) {
        DeliveryResult result =
                new DeliveryResult(
                        eventSeq,
                        decided.status(),
                        decided.reason(),
                        decided.sentence(),
                        false,
                        decided.nextAttemptAt());
        return after(result, decided.updatedAt(), "").decidedBy(decided.decision());
    }

    private Delivery decidedBy(Decision changed) {
        return new Delivery(
                eventSeq,
                destination,
                merchant,
                eventName,
                eventId,
                orderId,
                status,
                reason,
                sentence,
                changed,
                attempts,
                createdAt,
                updatedAt,
                nextAttemptAt,
                lastAttempt,
                requeue);
    }
}
