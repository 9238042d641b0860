// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.PlatformRecord;
import java.util.List;

/**
 * Deliveries that go out in one request.
 *
 * @param destination the destination as it was set up when they were claimed
 * @param parts in order; at least one, unless the request only asks about earlier ones
 */
public record Batch(DestinationConfig destination, List<Part> parts) {
    public Batch {
        parts = List.copyOf(parts);
    }

    /** One delivery with what the destination made of its event. */
    public record Part(Delivery delivery, PlatformRecord platformRecord) {}

    /** The records, in order. */
    public List<PlatformRecord> records() {
        return parts.stream().map(Part::platformRecord).toList();
    }

    /** The events, in order. */
    public List<Long> eventSeqs() {
        return parts.stream().map(part -> part.delivery().eventSeq()).toList();
    }
}
