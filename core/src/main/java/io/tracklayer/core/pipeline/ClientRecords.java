// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.ClientData;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.traffic.ClientCut;
import java.util.Set;
import java.util.stream.Collectors;

/** What is kept of a visitor's address and browser: in the event and in the requests it is of. */
final class ClientRecords {
    private ClientRecords() {}

    /** A request as it is kept when it arrives: cut where its store never keeps it. */
    static Arrival kept(ActiveConfiguration active, Arrival arrival) {
        boolean never =
                active.configuration()
                        .store(arrival.store())
                        .filter(store -> store.clientData() == ClientData.NEVER)
                        .isPresent();
        return never ? ClientCut.of(arrival) : arrival;
    }

    /** Cuts it in the event of the passage and in every request that gave a value to it. */
    static void cut(Passage passage) {
        UnitOfWork unit = passage.unit();
        unit.updateArrival(passage.offset(), ClientCut.of(passage.arrival()));
        if (passage.event().copies() > 1) {
            cutRequests(unit, passage.event());
        }
        passage.event(ClientCut.of(passage.event()));
    }

    /** The event without it, when it is another one than the passage's; storing it is not done. */
    static StoredEvent cut(UnitOfWork unit, StoredEvent event) {
        cutRequests(unit, event);
        return ClientCut.of(event);
    }

    private static void cutRequests(UnitOfWork unit, StoredEvent event) {
        for (long offset : offsets(event)) {
            unit.findArrival(offset).ifPresent(kept -> cut(unit, offset, kept));
        }
    }

    private static void cut(UnitOfWork unit, long offset, Arrival kept) {
        Arrival less = ClientCut.of(kept);
        if (!less.equals(kept)) {
            unit.updateArrival(offset, less);
        }
    }

    /** Observations are called after the journal offset of their request. */
    private static Set<Long> offsets(StoredEvent event) {
        return event.provenance().values().stream()
                .map(Provenance::observation)
                .filter(observation -> observation.matches("\\d{1,18}-\\d+"))
                .map(
                        observation ->
                                Long.valueOf(observation.substring(0, observation.indexOf('-'))))
                .collect(Collectors.toSet());
    }
}
