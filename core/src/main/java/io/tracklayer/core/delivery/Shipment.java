// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.PlatformRequest;
import java.time.Instant;

/**
 * A request ready to leave.
 *
 * @param attemptId id of the attempt it will be
 * @param batch what it carries
 * @param request the request, unmasked: never logged or stored
 * @param startedAt when it was packed
 */
public record Shipment(String attemptId, Batch batch, PlatformRequest request, Instant startedAt) {
    /** Says what, never the content. */
    @Override
    public String toString() {
        return "attempt "
                + attemptId
                + " to "
                + batch.destination().id()
                + " with "
                + batch.parts().size()
                + " record(s)";
    }
}
