// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Bounds of one request, of an event's age and of the traffic as a whole.
 *
 * @param maxRecords most records in one request, at least 1
 * @param maxBytes most bytes of one request body
 * @param maxAge oldest event the platform takes; the host fails older ones as {@code too_late}
 *     before packing
 * @param futureSkew how far ahead an event's time may be
 * @param rates what the platform takes at most within a length of time; all of them hold, and none
 *     means that it names no limit
 */
public record Limits(
        int maxRecords,
        int maxBytes,
        Duration maxAge,
        Duration futureSkew,
        List<RateWindow> rates) {
    public Limits {
        if (maxRecords < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
        Objects.requireNonNull(maxAge, "maxAge");
        Objects.requireNonNull(futureSkew, "futureSkew");
        rates = List.copyOf(rates);
    }

    /** Bounds of a platform that names no limit of its traffic. */
    public Limits(int maxRecords, int maxBytes, Duration maxAge, Duration futureSkew) {
        this(maxRecords, maxBytes, maxAge, futureSkew, List.of());
    }
}
