// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies of one purchase as they come out of normalisation. */
final class Copies {
    static final Instant TEN = Instant.parse("2026-01-15T10:00:00Z");

    private Copies() {}

    /** What the browser saw, 120 ms after ten. */
    static Accepted browser() {
        return copy(
                Authority.BROWSER,
                purchase("browser", TEN.plusMillis(120))
                        .set(EventField.FBP, "fb.1.1768470000000.1019141")
                        .set(EventField.FBC, "fb.1.1768472000000.IwAR0AbC")
                        .set(EventField.USER_AGENT, "Mozilla/5.0 (iPhone)")
                        .build());
    }

    /** What the shop knows, 1,480 ms after ten. */
    static Accepted shop() {
        return copy(
                Authority.ORDER_SYSTEM,
                purchase("shopify", TEN.plusMillis(1_480))
                        .set(EventField.EMAIL, "jane@example.com")
                        .set(EventField.VALUE, new BigDecimal("129.90"))
                        .build());
    }

    static Event.Builder purchase(String source, Instant receivedAt) {
        return Event.named(EventName.PURCHASE_PLACED)
                .eventId("ord_548291_purchase")
                .eventTime(receivedAt)
                .receivedAt(receivedAt)
                .of("acme", "acme-eu")
                .sources(List.of(source))
                .actionSource(ActionSource.WEBSITE);
    }

    static Accepted copy(Authority authority, Event event) {
        Map<String, Provenance> provenance = new HashMap<>();
        Provenance of =
                new Provenance(
                        "of-" + event.sources().get(0),
                        event.sources().get(0),
                        authority,
                        "",
                        "as given",
                        event.eventTime());
        event.fields().keySet().forEach(field -> provenance.put(field.path(), of));
        List.of("event_id", "event_time", "action_source")
                .forEach(path -> provenance.put(path, of));
        if (event.consent().known()) {
            provenance.put("consent", of);
        }
        return new Accepted(event, provenance, List.of());
    }

    static Accepted consenting(Accepted copy, Consent consent) {
        Event event = copy.event().toBuilder().consent(consent).build();
        return copy(copy.provenance().get("event_id").authority(), event);
    }

    /** Two copies' consents joined. */
    static Consent consent(Consent one, Consent other) {
        return merged(List.of(consenting(browser(), one), consenting(shop(), other)))
                .event()
                .consent();
    }

    /** The first copy as it is stored. */
    static StoredEvent stored(Accepted first) {
        return new StoredEvent(1, first.event(), first.provenance(), List.of(), 1, "v1", 7);
    }

    /** All copies merged in that order. */
    static StoredEvent merged(List<Accepted> copies) {
        StoredEvent known = stored(copies.get(0));
        for (Accepted copy : copies.subList(1, copies.size())) {
            Merger.Merge merge = new Merger().merge(known, copy);
            known =
                    new StoredEvent(
                            known.seq(),
                            merge.event(),
                            merge.provenance(),
                            List.of(),
                            known.copies() + 1,
                            "v1",
                            7,
                            merge.aside());
        }
        return known;
    }
}
