// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * Bounds of one request and of an event's age.
 *
 * @param maxRecords most records in one request, at least 1
 * @param maxBytes most bytes of one request body
 * @param maxAge oldest event the platform takes; the host fails older ones as {@code too_late}
 *     before packing
 * @param futureSkew how far ahead an event's time may be
 */
public record Limits(int maxRecords, int maxBytes, Duration maxAge, Duration futureSkew) {
    public Limits {
        if (maxRecords < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
        Objects.requireNonNull(maxAge, "maxAge");
        Objects.requireNonNull(futureSkew, "futureSkew");
    }
}
