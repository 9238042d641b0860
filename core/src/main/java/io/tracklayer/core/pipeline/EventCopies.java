// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.StoreConfig.SourceConfig;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.normalise.Normalised;
import io.tracklayer.core.normalise.Normaliser;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.SourceMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each copy of an event said by itself, read once more from the requests as long as they are
 * kept. A source that remembers earlier messages may not be able to read one alone; its copy is
 * then missing.
 */
public final class EventCopies {
    private final Normaliser normaliser = new Normaliser();
    private final Configuration configuration;
    private final EvidenceQueries evidence;

    public EventCopies(Configuration configuration, EvidenceQueries evidence) {
        this.configuration = configuration;
        this.evidence = evidence;
    }

    /** The copies of an event that can be read, by the id of their message, in order of arrival. */
    public Map<String, Event> of(Event event, List<ObservationRow> messages) {
        Map<String, Event> copies = new LinkedHashMap<>();
        for (ObservationRow message : messages) {
            copy(message)
                    .filter(copy -> copy.name() == event.name())
                    .ifPresent(copy -> copies.put(message.id(), copy));
        }
        return copies;
    }

    private Optional<Event> copy(ObservationRow message) {
        Optional<StoreConfig> store = configuration.store(message.store());
        Optional<SourceConfig> source = store.flatMap(known -> known.source(message.source()));
        Optional<Arrival> arrival = evidence.arrival(message.arrivalOffset());
        if (source.isEmpty() || arrival.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Decoded> decoded =
                    source.get()
                            .source()
                            .decode(
                                    new StoredRequest(arrival.get()),
                                    source.get().settings(),
                                    SourceMemory.none());
            int index = index(message);
            return index < decoded.size()
                    ? event(message, decoded.get(index), store.get(), source.get())
                    : Optional.empty();
        } catch (MalformedInputException | RuntimeException notAlone) {
            return Optional.empty();
        }
    }

    private Optional<Event> event(
            ObservationRow message, Decoded decoded, StoreConfig store, SourceConfig source) {
        if (!(decoded instanceof Decoded.Happened happened)) {
            return Optional.empty();
        }
        Normalised result =
                normaliser.normalise(
                        happened.observation(),
                        new Normaliser.Context(
                                message.id(),
                                message.source(),
                                source.source().descriptor().authority(),
                                store,
                                message.receivedAt()));
        return result instanceof Normalised.Accepted accepted
                ? Optional.of(accepted.event())
                : Optional.empty();
    }

    private static int index(ObservationRow message) {
        return Integer.parseInt(message.id().substring(message.id().lastIndexOf('-') + 1));
    }
}
