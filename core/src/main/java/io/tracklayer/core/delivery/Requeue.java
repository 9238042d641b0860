// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Instant;
import java.util.Objects;

/**
 * That a replay has taken a delivery up.
 *
 * @param replay the replay's id
 * @param at when
 * @param resendUntil until when it may be sent, when the platform had accepted it before; else null
 */
public record Requeue(String replay, Instant at, Instant resendUntil) {
    public Requeue {
        Objects.requireNonNull(replay, "replay");
        Objects.requireNonNull(at, "at");
    }

    /** Whether the platform had accepted the delivery before. */
    public boolean acceptedBefore() {
        return resendUntil != null;
    }

    /** Whether it is too late to send what the platform had accepted. */
    boolean over(Instant now) {
        return acceptedBefore() && !now.isBefore(resendUntil);
    }
}
