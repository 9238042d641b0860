// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.journal.ReplayCommand;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Where operators preview, start and cancel replays. Thread-safe. */
public final class ReplayDesk {
    /** The most deliveries a preview looks at. */
    public static final int MOST_PREVIEWED = 10_000;

    private final Commands commands;
    private final EvidenceStore store;
    private final Supplier<ActiveConfiguration> active;
    private final Clock clock;

    public ReplayDesk(
            Journal journal,
            EvidenceStore store,
            Supplier<ActiveConfiguration> active,
            Clock clock) {
        this.commands = new Commands(journal, store);
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
        commands.append(
                List.of(
                        ReplayCommand.start(
                                id,
                                clock.instant(),
                                by,
                                order,
                                preview.complete() ? preview.matched() : -1)));
        return store.queries().replays().replay(id);
    }

    /** One replay. */
    public Optional<Replay> find(String id) {
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
            commands.append(List.of(ReplayCommand.cancel(id, clock.instant(), by)));
        }
        return replays.replay(id);
    }
}
