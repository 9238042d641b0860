// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Outcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The alternatives of {@link Outcome}, as names. */
public enum OutcomeKind {
    DELIVERED(Outcome.Delivered.class),
    ACCEPTED_PENDING(Outcome.AcceptedPending.class),
    ALREADY_DELIVERED(Outcome.AlreadyDelivered.class),
    RETRY(Outcome.Retry.class),
    THROTTLED(Outcome.Throttled.class),
    AUTH_HOLD(Outcome.AuthHold.class),
    CONFIG_HOLD(Outcome.ConfigHold.class),
    PERMANENT(Outcome.Permanent.class),
    SPLIT(Outcome.Split.class);

    private final Class<? extends Outcome> type;

    OutcomeKind(Class<? extends Outcome> type) {
        this.type = type;
    }

    /** The kind of an outcome. */
    public static OutcomeKind of(Outcome outcome) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(outcome))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not an outcome: " + outcome));
    }

    /** The kind of that wire spelling, or empty. */
    public static Optional<OutcomeKind> find(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }

    /** The spelling in JSON, e.g. {@code auth_hold}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
