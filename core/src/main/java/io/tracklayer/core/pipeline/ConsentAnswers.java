// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.ClientData;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.consent.ConsentMemory;
import io.tracklayer.core.consent.ConsentRecords;
import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.core.delivery.ConsentWait;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.traffic.ClientCut;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings an answer a visitor gives later to the events whose deliveries wait for it. Only what an
 * event left open is filled in: what was granted or refused when it happened stays.
 */
final class ConsentAnswers {
    private final Passage passage;
    private final UnitOfWork unit;
    private final ConsentRecords records;

    ConsentAnswers(Passage passage) {
        this.passage = passage;
        this.unit = passage.unit();
        this.records = unit.consents();
    }

    /** Remembers that a delivery of the passage's event waits. */
    void await(Delivery delivery) {
        if (ConsentWait.waits(delivery)) {
            Instant until = delivery.due().orElse(delivery.createdAt());
            for (String visitor : VisitorKeys.of(passage.event().event())) {
                records.await(visitor, delivery.eventSeq(), until);
            }
        }
    }

    /** Decides again what waited for the answer the passage's event carries, if it carries one. */
    void answer() {
        Event answer = passage.event().event();
        if (!answer.consent().known() || answer.test()) {
            return;
        }
        for (String visitor : VisitorKeys.of(answer)) {
            for (long seq : records.awaiting(visitor)) {
                if (seq != passage.event().seq()) {
                    unit.findEvent(seq).ifPresent(waiting -> answer(visitor, waiting, answer));
                }
            }
        }
    }

    private void answer(String visitor, StoredEvent waiting, Event answer) {
        Instant answered = ConsentMemory.decidedAt(answer);
        Map<Purpose, ConsentState> open = new LinkedHashMap<>();
        for (Purpose purpose : Purpose.values()) {
            ConsentState state = answer.consent().state(purpose);
            if (state != ConsentState.UNKNOWN
                    && waiting.event().consent().state(purpose) == ConsentState.UNKNOWN) {
                open.put(purpose, state);
            }
        }
        // what was decided before the event happened was no answer to it
        if (open.isEmpty() || answered.isBefore(waiting.event().eventTime())) {
            return;
        }
        StoredEvent known = with(waiting, open, answer, answered);
        boolean refused = ClientCut.required(clientData(known), known.event());
        unit.updateEvent(refused ? ClientRecords.cut(unit, known) : known);
        Redecision.answered(unit, passage.active(), known, passage.arrival().receivedAt());
        if (unit.deliveriesOf(known.seq()).stream().noneMatch(ConsentWait::waits)) {
            records.answered(visitor, known.seq());
        }
    }

    private ClientData clientData(StoredEvent event) {
        return passage.active()
                .configuration()
                .store(event.event().store())
                .map(StoreConfig::clientData)
                .orElse(ClientData.BY_CONSENT);
    }

    private StoredEvent with(
            StoredEvent waiting, Map<Purpose, ConsentState> open, Event answer, Instant answered) {
        Consent before = waiting.event().consent();
        Consent consent = before;
        Map<String, Provenance> provenance = new HashMap<>(waiting.provenance());
        for (Map.Entry<Purpose, ConsentState> purpose : open.entrySet()) {
            consent = consent.with(purpose.getKey(), purpose.getValue());
            provenance.put("consent." + purpose.getKey().wire(), origin(answer, answered));
        }
        return new StoredEvent(
                waiting.seq(),
                waiting.event().toBuilder().consent(consent).build(),
                provenance,
                waiting.notes(),
                waiting.copies(),
                passage.active().decider().version(),
                passage.offset(),
                waiting.aside());
    }

    private static Provenance origin(Event answer, Instant answered) {
        return new Provenance(
                "",
                Optional.of(answer.consent().source()).filter(s -> !s.isEmpty()).orElse("api"),
                Authority.ORDER_SYSTEM,
                "event " + answer.eventId(),
                Provenance.ANSWERED,
                answered);
    }
}
