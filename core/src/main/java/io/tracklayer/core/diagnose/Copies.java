// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.StoreConfig.SourceConfig;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.normalise.Normalised;
import io.tracklayer.core.normalise.Normaliser;
import io.tracklayer.core.pipeline.StoredRequest;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.SourceMemory;
import java.util.List;
import java.util.Optional;

/** Reads the messages of an event again from the requests that are kept. */
final class Copies {
    private static final int MOST = 12;

    private final Ground ground;
    private final Normaliser normaliser = new Normaliser();

    Copies(Ground ground) {
        this.ground = ground;
    }

    /** Oldest first. */
    List<Copy> of(StoredEvent stored) {
        return ground.evidence().observationsOf(stored.seq()).stream()
                .limit(MOST)
                .map(row -> copy(stored, row))
                .toList();
    }

    private Copy copy(StoredEvent stored, ObservationRow row) {
        Optional<Arrival> arrival = ground.evidence().arrival(row.arrivalOffset());
        return new Copy(
                row,
                stored.seq(),
                arrival.orElse(null),
                arrival.flatMap(request -> said(request, row)).orElse(null));
    }

    private Optional<Copy.Said> said(Arrival arrival, ObservationRow row) {
        Optional<StoreConfig> store = ground.configuration().store(arrival.store());
        Optional<SourceConfig> source = store.flatMap(known -> known.source(arrival.source()));
        return source.flatMap(
                config ->
                        observation(arrival, row, config)
                                .flatMap(seen -> said(seen, arrival, row, store.get(), config)));
    }

    /** A plugin may fail on what it once read, after an update: then the copy is not known. */
    private static Optional<Observation> observation(
            Arrival arrival, ObservationRow row, SourceConfig source) {
        try {
            List<Decoded> messages =
                    source.source()
                            .decode(
                                    new StoredRequest(arrival),
                                    source.settings(),
                                    SourceMemory.none());
            int index = Integer.parseInt(row.id().substring(row.id().lastIndexOf('-') + 1));
            return index < messages.size()
                            && messages.get(index) instanceof Decoded.Happened happened
                    ? Optional.of(happened.observation())
                    : Optional.empty();
        } catch (MalformedInputException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Copy.Said> said(
            Observation seen,
            Arrival arrival,
            ObservationRow row,
            StoreConfig store,
            SourceConfig source) {
        Normaliser.Context context =
                new Normaliser.Context(
                        row.id(),
                        arrival.source(),
                        source.source().descriptor().authority(),
                        store,
                        arrival.receivedAt());
        return normaliser.normalise(seen, context) instanceof Normalised.Accepted accepted
                ? Optional.of(
                        new Copy.Said(
                                accepted.event(),
                                accepted.provenance().get("event_id"),
                                source.source().descriptor().authority(),
                                seen.consent()))
                : Optional.empty();
    }
}
