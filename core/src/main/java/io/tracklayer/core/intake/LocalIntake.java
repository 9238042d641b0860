// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalUnavailableException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The inner door: takes in what the operator's own routes and imports bring. Nobody asks who it is
 * from, because the operator has set it up; otherwise it is a request like any other. What a source
 * cannot read is kept as well and ends as a visible rejection, so that one bad message never holds
 * up those behind it.
 */
public final class LocalIntake {
    private static final long JOURNAL_PATIENCE_SECONDS = 10;
    private static final int REFUSED_BYTES = 4 * 1024;

    /** A journal record holds 16 MiB, the head included. */
    private static final int MOST_BYTES = 15 * 1024 * 1024;

    private final Supplier<Configuration> configuration;
    private final Journal journal;
    private final Underway underway;
    private final Clock clock;

    /**
     * @param underway the requests that are not journalled yet, shared with the door for HTTP
     */
    public LocalIntake(
            Supplier<Configuration> configuration,
            Journal journal,
            Underway underway,
            Clock clock) {
        this.configuration = configuration;
        this.journal = journal;
        this.underway = underway;
        this.clock = clock;
    }

    /** One that knows the sources and takes nothing in, to check routes with. */
    public static LocalIntake closed(Configuration configuration, Clock clock) {
        return new LocalIntake(() -> configuration, null, new Underway(() -> 0), clock);
    }

    /** The source of a store, as it is set up now. */
    public StoreConfig.SourceConfig source(String store, String source)
            throws UnknownSourceException {
        return owner(store, source).source(source).orElseThrow();
    }

    /**
     * Takes a request in.
     *
     * @return completes with its journal offset once it is synced, and exceptionally when that
     *     cannot be promised
     * @throws UnknownSourceException if the store has no such source; nothing is kept
     * @throws JournalUnavailableException if the journal takes nothing now
     */
    public CompletableFuture<Long> keep(LocalInput input) throws UnknownSourceException {
        if (journal == null) {
            throw new JournalUnavailableException("routes are checked here, not run");
        }
        try (Underway.Visit visit = underway.begin()) {
            byte[] payload = JournalCodec.encode(arrival(input));
            return visit.until(journal.append(payload))
                    .copy()
                    .orTimeout(JOURNAL_PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * A request as it would be kept.
     *
     * @throws UnknownSourceException if the store has no such source
     */
    public Arrival arrival(LocalInput input) throws UnknownSourceException {
        StoreConfig store = owner(input.store(), input.source());
        int most =
                Math.min(
                        MOST_BYTES,
                        store.source(input.source())
                                .orElseThrow()
                                .source()
                                .descriptor()
                                .maxBytes());
        Arrival arrival = arrival(input, store);
        return input.body().length > most ? tooLarge(arrival, most) : arrival;
    }

    private StoreConfig owner(String store, String source) throws UnknownSourceException {
        Optional<StoreConfig> known =
                configuration.get().store(store).filter(one -> one.source(source).isPresent());
        if (known.isEmpty()) {
            throw new UnknownSourceException(store, source);
        }
        return known.get();
    }

    private Arrival arrival(LocalInput input, StoreConfig store) {
        return new Arrival(
                store.merchant(),
                store.id(),
                input.source(),
                input.way(),
                input.path(),
                Map.of(),
                Map.of(),
                "",
                clock.instant(),
                input.verifiedBy(),
                null,
                input.body());
    }

    /** Whoever brings it would only bring it again: it is refused for good, and seen. */
    private static Arrival tooLarge(Arrival arrival, int most) {
        return arrival.refusedFor(
                new Arrival.Refusal(
                        413,
                        "too_large",
                        "the message has "
                                + arrival.raw().length
                                + " bytes, and the source takes "
                                + most
                                + "; bring it in parts"),
                Arrays.copyOf(arrival.raw(), Math.min(REFUSED_BYTES, arrival.raw().length)));
    }
}
