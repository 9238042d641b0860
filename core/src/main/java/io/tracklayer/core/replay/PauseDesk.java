// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.PauseCommand;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Where operators have a destination send nothing for a while. What is ordered is in the journal
 * before it counts, so it survives a restart and a store made anew. Thread-safe.
 */
public final class PauseDesk {
    private final Commands commands;
    private final Clock clock;

    public PauseDesk(Journal journal, EvidenceStore store, Clock clock) {
        this.commands = new Commands(journal, store);
        this.clock = clock;
    }

    /**
     * Stores a pause durably and waits a little until the evidence shows it.
     *
     * @return the pause, which the destination's lane is to be told
     * @throws io.tracklayer.core.journal.JournalUnavailableException if it could not be stored
     */
    public Pause pause(String destination, String by, String reason) throws InterruptedException {
        return order(destination, by, true, reason).orElseThrow();
    }

    /**
     * Ends a pause, likewise. Does no harm where none was ordered.
     *
     * @throws io.tracklayer.core.journal.JournalUnavailableException if it could not be stored
     */
    public void resume(String destination, String by, String reason) throws InterruptedException {
        order(destination, by, false, reason);
    }

    private Optional<Pause> order(String destination, String by, boolean begins, String reason)
            throws InterruptedException {
        PauseCommand command = new PauseCommand(destination, clock.instant(), by, begins, reason);
        commands.append(List.of(command));
        return command.pause();
    }
}
