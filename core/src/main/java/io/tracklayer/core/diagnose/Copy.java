// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField.Authority;
import java.util.Optional;

/**
 * One message that reported an action.
 *
 * @param row what became of it
 * @param eventSeq the event it is part of
 * @param arrival the request it came in, or null when that is no longer kept
 * @param said what it says by itself, or null when its request cannot be read again
 */
public record Copy(ObservationRow row, long eventSeq, Arrival arrival, Said said) {
    /**
     * What a message says by itself, before it was joined with others.
     *
     * @param event the event it would be alone
     * @param id where its event id came from
     * @param side whether its source speaks for the browser or the order system
     * @param consent what it says about consent, as it came
     */
    public record Said(Event event, Provenance id, Authority side, ConsentSignals consent) {}

    /** The request it came in. */
    public Optional<Arrival> request() {
        return Optional.ofNullable(arrival);
    }

    /** What it says by itself. */
    public Optional<Said> alone() {
        return Optional.ofNullable(said);
    }

    /** The event id its sender chose; empty when none did, or it is no longer known. */
    public String eventId() {
        return alone().filter(one -> one.id().stated())
                .map(one -> one.event().eventId())
                .orElse("");
    }

    /** The order id it gives, or empty. */
    public String orderId() {
        return alone().flatMap(one -> one.event().orderId()).orElse("");
    }

    /** {@code browser}, {@code server}, or empty when it is not known any more. */
    public String side() {
        return alone().map(one -> one.side() == Authority.BROWSER ? "browser" : "server")
                .orElse("");
    }
}
