// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.TokenGrant;
import java.time.Instant;
import java.util.Optional;

/**
 * A request ready to leave.
 *
 * @param attemptId id of the attempt it will be
 * @param batch what it carries
 * @param request the request, unmasked: never logged or stored
 * @param grant with what the access token is got that it must carry, if any
 * @param startedAt when it was packed
 */
public record Shipment(
        String attemptId,
        Batch batch,
        PlatformRequest request,
        Optional<TokenGrant> grant,
        Instant startedAt) {

    /** The same with the request as it left. */
    public Shipment sentAs(PlatformRequest sent) {
        return new Shipment(attemptId, batch, sent, grant, startedAt);
    }

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
