// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A platform events are delivered to: a descriptor and three pure functions. Implementations hold
 * no state, open no socket, start no thread, read no clock and never wait; the host may call them
 * from several threads at once.
 */
public interface Destination {

    /** What the destination is and needs. The same object every time. */
    DestinationDescriptor descriptor();

    /**
     * The purposes whose denial means nothing may be sent at all, for an instance with these
     * settings. The host asks before {@link #map}; finer effects of consent (flags, partial data)
     * are up to {@link #map}, which finds the consent on the event.
     */
    default Set<Purpose> purposes(Settings settings) {
        return descriptor().purposes();
    }

    /**
     * Turns one event into the platform's record, or says why this platform gets nothing. Called
     * when a delivery is about to be sent, with the event as merged so far and with every field
     * removed that the decision stripped.
     */
    Mapping map(Event event, Settings settings, MapContext context);

    /**
     * Puts records that share a batch key into one request.
     *
     * @param records at least one and at most {@link Limits#maxRecords()} records, in order
     */
    PlatformRequest pack(List<PlatformRecord> records, Settings settings, PackContext context);

    /**
     * Says what the platform's answer means for each record of the request, in the same order and
     * number. Must cope with any status and any body, and look into the body also on a 2xx. A
     * request that got no answer is judged by the host.
     */
    List<Outcome> interpret(PlatformAnswer answer, List<PlatformRecord> records, Settings settings);

    /**
     * A request that asks what became of records the platform took with {@link
     * Outcome.AcceptedPending}, or empty when it cannot be asked. Asked again, at growing distance,
     * for 24 hours or until it is told.
     *
     * @param receipt what the outcome gave
     */
    default Optional<PlatformRequest> inquiry(
            String receipt, Settings settings, PackContext context) {
        return Optional.empty();
    }

    /**
     * What the answer to {@link #inquiry} says. Must cope with any status and any body: one that
     * says nothing about the records, such as a refused credential or a server error, is {@link
     * InquiryResult.NotYet}.
     *
     * @param records how many records the request had that the receipt was given for
     */
    default InquiryResult interpretInquiry(PlatformAnswer answer, int records, Settings settings) {
        return new InquiryResult.NotYet("unknown", "this platform tells nothing later");
    }

    /**
     * With what the host gets the access token it adds to every request of an instance with these
     * settings; empty when the requests need none or already carry one.
     */
    default Optional<TokenGrant> tokenGrant(Settings settings) {
        return Optional.empty();
    }

    /**
     * A request that checks credentials and addresses without counting a conversion, or empty when
     * the platform offers none.
     */
    default Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.empty();
    }

    /** What the answer to {@link #probe} says about the connection. */
    default ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return new ProbeResult(ProbeResult.Verdict.UNVERIFIABLE, "this platform offers no check");
    }
}
