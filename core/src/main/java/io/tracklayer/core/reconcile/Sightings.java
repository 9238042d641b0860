// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.normalise.Normalised.Accepted;

/** Keeps who saw each purchase-like event. */
public final class Sightings {
    private static final String EVENT_ID = "event_id";

    private Sightings() {}

    /** Notes the first copy of an event. */
    public static void first(UnitOfWork unit, long eventSeq, Accepted copy) {
        if (copy.event().name().purchaseLike()) {
            unit.putSighting(of(eventSeq, copy));
        }
    }

    /** Notes a further copy of an event. */
    public static void further(UnitOfWork unit, StoredEvent known, Accepted copy) {
        if (known.event().name().purchaseLike()) {
            unit.putSighting(known(unit, known).and(of(known.seq(), copy)));
        }
    }

    static Sighting of(long eventSeq, Accepted copy) {
        return Sighting.of(eventSeq, copy.event(), copy.provenance().get(EVENT_ID));
    }

    /** An event from before sightings were kept has the event id of its first copy. */
    static Sighting known(UnitOfWork unit, StoredEvent known) {
        return unit.findSighting(known.seq())
                .orElseGet(
                        () ->
                                Sighting.of(
                                        known.seq(),
                                        known.event(),
                                        known.provenance().get(EVENT_ID)));
    }
}
