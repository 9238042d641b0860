// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/** Stores what operators order durably and waits until the evidence shows it. */
record Commands(Journal journal, EvidenceStore store) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    /**
     * Appends the records in order.
     *
     * @return whether the evidence shows them already
     * @throws JournalUnavailableException if they could not be stored; some may have been
     */
    boolean append(List<? extends JournalRecord> records) throws InterruptedException {
        try {
            List<CompletableFuture<Long>> stored = new ArrayList<>();
            for (JournalRecord each : records) {
                stored.add(journal.append(JournalCodec.encode(each)));
            }
            long last = -1;
            for (CompletableFuture<Long> offset : stored) {
                last = Math.max(last, offset.get());
            }
            return applied(last);
        } catch (ExecutionException failed) {
            throw new JournalUnavailableException(
                    "the journal cannot store it: " + failed.getCause().getMessage(), failed);
        }
    }

    private boolean applied(long offset) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (store.appliedOffset() <= offset && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return store.appliedOffset() > offset;
    }
}
