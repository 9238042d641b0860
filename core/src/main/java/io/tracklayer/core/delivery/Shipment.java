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
 * @param asks the inquiry it makes, or null when it carries the batch
 */
public record Shipment(
        String attemptId,
        Batch batch,
        PlatformRequest request,
        Optional<TokenGrant> grant,
        Instant startedAt,
        Inquiry asks) {

    /** One that carries the batch. */
    public Shipment(
            String attemptId,
            Batch batch,
            PlatformRequest request,
            Optional<TokenGrant> grant,
            Instant startedAt) {
        this(attemptId, batch, request, grant, startedAt, null);
    }

    /** The inquiry it makes, if it carries nothing. */
    Optional<Inquiry> inquiry() {
        return Optional.ofNullable(asks);
    }

    /** The same with the request as it left. */
    public Shipment sentAs(PlatformRequest sent) {
        return new Shipment(attemptId, batch, sent, grant, startedAt, asks);
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
