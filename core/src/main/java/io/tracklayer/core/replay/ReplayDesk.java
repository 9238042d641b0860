// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.journal.ReplayCommand;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Where operators preview, start and cancel replays. Thread-safe. */
public final class ReplayDesk {
    /** The most deliveries a preview looks at. */
    public static final int MOST_PREVIEWED = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    private final Journal journal;
    private final EvidenceStore store;
    private final Supplier<ActiveConfiguration> active;
    private final Clock clock;

    public ReplayDesk(
            Journal journal,
            EvidenceStore store,
            Supplier<ActiveConfiguration> active,
            Clock clock) {
        this.journal = journal;
        this.store = store;
        this.active = active;
        this.clock = clock;
    }

    /** What a replay would do. */
    public ReplayPreview preview(ReplayOrder order) {
        return new Previewer(store.queries(), MOST_PREVIEWED)
                .of(order, active.get(), clock.instant());
    }

    /**
     * Starts a replay durably and waits until the evidence shows it.
     *
     * @return the replay, which may have been refused; empty when the evidence is behind
     * @throws JournalUnavailableException if it could not be stored
     */
    public Optional<Replay> start(ReplayOrder order, String by) throws InterruptedException {
        ReplayPreview preview = preview(order);
        String id = "rpl_" + UUID.randomUUID();
        append(
                ReplayCommand.start(
                        id,
                        clock.instant(),
                        by,
                        order,
                        preview.complete() ? preview.matched() : -1));
        return store.queries().replays().replay(id);
    }

    /**
     * Cancels a running replay durably; one that has ended stays as it is.
     *
     * @return the replay; empty when there is none of that id
     * @throws JournalUnavailableException if it could not be stored
     */
    public Optional<Replay> cancel(String id, String by) throws InterruptedException {
        ReplayQueries replays = store.queries().replays();
        if (replays.replay(id).filter(r -> r.state() == Replay.State.RUNNING).isPresent()) {
            append(ReplayCommand.cancel(id, clock.instant(), by));
        }
        return replays.replay(id);
    }

    private void append(ReplayCommand command) throws InterruptedException {
        try {
            awaitApplied(journal.append(JournalCodec.encode(command)).get());
        } catch (ExecutionException failed) {
            throw new JournalUnavailableException(
                    "the journal cannot store it: " + failed.getCause().getMessage(), failed);
        }
    }

    private void awaitApplied(long offset) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (store.appliedOffset() <= offset && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
