// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Aside;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the two that are joined: what is known so far, or a further copy. */
record Side(Event event, Map<String, Provenance> provenance, List<Aside> aside) {
    private static final Provenance NOBODY = new Provenance("", "", Authority.BROWSER, "", "");

    static Side of(StoredEvent known) {
        Provenance consent = known.provenance().get(ConsentMerge.PATH);
        return consent != null && consent.derived()
                ? new Side(withoutConsent(known.event()), known.provenance(), known.aside())
                : new Side(known.event(), known.provenance(), known.aside());
    }

    /** Remembered consent is not said: it is recalled again for the union. */
    private static Event withoutConsent(Event event) {
        return event.toBuilder().consent(Consent.notGiven()).build();
    }

    static Side of(Accepted copy) {
        return new Side(copy.event(), copy.provenance(), List.of());
    }

    /** Where something came from; an event from before provenance was kept does not say. */
    Provenance from(String path) {
        return provenance.getOrDefault(path, NOBODY);
    }

    /**
     * What it says about a field. What we derived from its other fields is not said: it is derived
     * again from the union.
     */
    Optional<Claim> claim(EventField field) {
        return Optional.ofNullable(event.fields().get(field))
                .map(value -> new Claim(value, from(field.path())))
                .filter(claim -> !claim.from().derived());
    }

    String currency() {
        return event.currency().orElse("");
    }
}
