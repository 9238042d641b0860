// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Instant;
import java.util.Objects;

/**
 * What an attempt, or the decision not to make one, means for one delivery.
 *
 * @param eventSeq the event
 * @param status the new status
 * @param reason code, e.g. {@code accepted}, {@code http_503}, {@code not_supported}
 * @param sentence the reason for people
 * @param attemptBurnt whether it counts against the redelivery policy
 * @param nextAttemptAt when to try again, or null when final
 */
public record DeliveryResult(
        long eventSeq,
        DeliveryStatus status,
        String reason,
        String sentence,
        boolean attemptBurnt,
        Instant nextAttemptAt) {

    public DeliveryResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(sentence, "sentence");
        if (status == DeliveryStatus.PENDING && nextAttemptAt == null) {
            throw new IllegalArgumentException(
                    "a pending delivery needs the time of its next attempt");
        }
    }

    /** The same for an attempt that is counted already. */
    DeliveryResult counted() {
        return new DeliveryResult(eventSeq, status, reason, sentence, false, nextAttemptAt);
    }
}
