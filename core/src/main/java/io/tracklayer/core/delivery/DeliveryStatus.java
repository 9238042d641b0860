// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.util.Locale;

/**
 * Where a delivery stands. Held is not stored: a pending delivery of a held destination is shown as
 * held.
 */
public enum DeliveryStatus {
    /** Waits for its next attempt. */
    PENDING,
    /** The platform took it. */
    DELIVERED,
    /** It will not be tried again. */
    FAILED,
    /** Nothing was to be sent. */
    SKIPPED,
    /** Pending, and the destination waits for a new credential or a change of its set-up. */
    HELD;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The spelling in JSON, YAML and the database. */
    public String wire() {
        return wire;
    }

    /** The status of that spelling. */
    public static DeliveryStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more happens to it by itself. */
    public boolean isFinal() {
        return this == DELIVERED || this == FAILED || this == SKIPPED;
    }
}
