// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.enrich.Enricher;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.normalise.Normalised;
import io.tracklayer.core.normalise.Normaliser;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What would become of requests if they were taken in now. Nothing is kept or sent, and neither
 * copies nor what visitors had decided before are asked for.
 */
public final class Preview {
    /** Stands where a destination has no reason against an event. */
    public static final String SENT = "sent";

    private static final Logger LOG = LoggerFactory.getLogger(Preview.class);

    private final ActiveConfiguration active;
    private final EvidenceQueries evidence;
    private final Instant now;
    private final Normaliser normaliser = new Normaliser();
    private final Enricher enricher = new Enricher();

    /**
     * @param evidence is asked by plugins what they have accepted of an order
     */
    public Preview(ActiveConfiguration active, EvidenceQueries evidence, Instant now) {
        this.active = active;
        this.evidence = evidence;
        this.now = now;
    }

    /**
     * What would become of one message.
     *
     * @param reason closed code, {@code accepted} for an event
     * @param destinations {@link #SENT} or the reason against it, by destination
     */
    public record Outcome(
            Verdict verdict, String reason, String sentence, Map<String, String> destinations) {
        private static Outcome without(Verdict verdict, String reason, String sentence) {
            return new Outcome(verdict, reason, sentence, Map.of());
        }
    }

    /** One outcome per message of a request whose store and source there are. */
    public List<Outcome> of(Arrival arrival) {
        if (arrival.refused().isPresent()) {
            Arrival.Refusal refusal = arrival.refused().get();
            return List.of(Outcome.without(Verdict.REFUSED, refusal.code(), refusal.sentence()));
        }
        StoreConfig store = active.configuration().store(arrival.store()).orElseThrow();
        StoreConfig.SourceConfig source = store.source(arrival.source()).orElseThrow();
        try {
            return source
                    .source()
                    .decode(new StoredRequest(arrival), source.settings(), SourceMemory.none())
                    .stream()
                    .map(message -> outcome(message, arrival, store, source.source()))
                    .toList();
        } catch (MalformedInputException malformed) {
            return List.of(
                    Outcome.without(Verdict.REJECTED, malformed.code(), malformed.getMessage()));
        }
    }

    private Outcome outcome(Decoded message, Arrival arrival, StoreConfig store, Source source) {
        if (message instanceof Decoded.Happened happened) {
            return happened(happened.observation(), arrival, store, source);
        }
        if (message instanceof Decoded.Ignored ignored) {
            return Outcome.without(Verdict.IGNORED, ignored.code(), ignored.sentence());
        }
        if (message instanceof Decoded.Rejected rejected) {
            return Outcome.without(Verdict.REJECTED, rejected.code(), rejected.sentence());
        }
        return Outcome.without(Verdict.IDENTITY, "identity_only", "it tells who somebody is");
    }

    private Outcome happened(
            Observation observation, Arrival arrival, StoreConfig store, Source source) {
        Normalised result =
                normaliser.normalise(
                        observation,
                        new Normaliser.Context(
                                "preview",
                                arrival.source(),
                                source.descriptor().authority(),
                                store,
                                arrival.receivedAt()));
        if (result instanceof Normalised.Rejected rejected) {
            return Outcome.without(Verdict.REJECTED, rejected.code(), rejected.sentence());
        }
        Normalised.Accepted accepted = (Normalised.Accepted) result;
        Event event = enricher.enrich(accepted.event(), accepted.provenance()).event();
        Map<String, String> destinations = new TreeMap<>();
        for (DestinationConfig destination : active.configuration().destinations()) {
            if (destination.serves(store.merchant(), store.id())) {
                destinations.put(destination.id(), reason(event, store, destination));
            }
        }
        return new Outcome(Verdict.ACCEPTED, "accepted", "", destinations);
    }

    private String reason(Event event, StoreConfig store, DestinationConfig destination) {
        Decision decision =
                active.decider()
                        .decide(
                                event,
                                Region.of(event, store),
                                destination,
                                destination.destination().purposes(destination.settings()));
        if (!decision.allowed()) {
            return decision.reason();
        }
        Instant oldest = now.minus(destination.destination().descriptor().limits().maxAge());
        return event.eventTime().isBefore(oldest)
                ? "too_late"
                : mapped(decision.applyTo(event), destination);
    }

    private String mapped(Event event, DestinationConfig destination) {
        try {
            Mapping mapping =
                    destination
                            .destination()
                            .map(
                                    event,
                                    destination.settings(),
                                    new Standing(evidence, destination, now));
            return mapping instanceof Mapping.Skip skip ? skip.code() : SENT;
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            LOG.error("{}: the plugin failed to map a previewed event", destination.id(), broken);
            return "adapter_contract";
        }
    }

    /** The destination as it stands: what the previewed requests would send is not among it. */
    private record Standing(EvidenceQueries evidence, DestinationConfig config, Instant now)
            implements MapContext {
        @Override
        public boolean accepted(EventName name, String orderId) {
            return evidence.accepted(config.id(), config.merchant(), name.wire(), orderId);
        }

        @Override
        public List<Event> accepted(String orderId) {
            return evidence.acceptedEvents(config.id(), config.merchant(), orderId);
        }
    }
}
