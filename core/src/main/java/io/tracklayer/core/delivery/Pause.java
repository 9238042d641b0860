// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Instant;
import java.util.Objects;

/**
 * A pause of a whole destination.
 *
 * @param kind why
 * @param code the platform's code
 * @param sentence what happened and what to do
 * @param since when it began
 * @param until when the next attempt may be made; a hold tries one request then, and ends early
 *     when the set-up changes
 * @param fingerprint of the settings in force when a hold began, so that a change ends it
 */
public record Pause(
        Kind kind, String code, String sentence, Instant since, Instant until, String fingerprint) {

    public Pause {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }

    /** Whether it waits for a person. */
    public boolean isHold() {
        return kind != Kind.THROTTLED;
    }

    /** Why a destination pauses. */
    public enum Kind {
        /** The credential is refused. */
        AUTH_HOLD,
        /** The set-up is wrong. */
        CONFIG_HOLD,
        /** The platform asks for time. */
        THROTTLED
    }
}
