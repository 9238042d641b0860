// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField.Authority;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Who saw one purchase-like event.
 *
 * @param day the UTC day its first copy arrived; a merge does not change it
 * @param byBrowser whether a source that speaks for the browser reported it
 * @param byServer whether a source that speaks for the order system reported it
 * @param eventId the first event id a sender stated, or empty while all were made up
 */
public record Sighting(
        long eventSeq,
        String merchant,
        String store,
        String eventName,
        LocalDate day,
        boolean byBrowser,
        boolean byServer,
        String eventId) {

    /**
     * What one copy says.
     *
     * @param id where the copy's event id came from, which also tells what kind of source it was
     */
    public static Sighting of(long eventSeq, Event event, Provenance id) {
        return new Sighting(
                eventSeq,
                event.merchant(),
                event.store(),
                event.name().wire(),
                LocalDate.ofInstant(event.receivedAt(), ZoneOffset.UTC),
                id.authority() == Authority.BROWSER,
                id.authority() == Authority.ORDER_SYSTEM,
                id.stated() ? event.eventId() : "");
    }

    /** What this and a further copy say together. */
    public Sighting and(Sighting copy) {
        return new Sighting(
                eventSeq,
                merchant,
                store,
                eventName,
                day,
                byBrowser || copy.byBrowser,
                byServer || copy.byServer,
                eventId.isEmpty() ? copy.eventId : eventId);
    }
}
