// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.delivery.Delivery;
import java.util.Optional;

/**
 * An event and a destination that a replay's filter is about.
 *
 * @param eventName wire name of the event
 * @param delivery the delivery as it stands, or null when there is none yet
 */
public record Candidate(long eventSeq, String destination, String eventName, Delivery delivery) {

    /** The candidate of a delivery. */
    public static Candidate of(Delivery delivery) {
        return new Candidate(
                delivery.eventSeq(), delivery.destination(), delivery.eventName(), delivery);
    }

    /** The delivery as it stands, when there is one. */
    public Optional<Delivery> present() {
        return Optional.ofNullable(delivery);
    }

    /** Its place in the order in which a replay goes. */
    public ReplayCursor place() {
        return new ReplayCursor(eventSeq, destination);
    }
}
