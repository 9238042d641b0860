// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A journal in memory that a test can let fail. */
public final class MemoryJournal implements Journal {
    private final List<Duration> waits = new ArrayList<>();
    private final List<byte[]> records = new ArrayList<>();
    private RuntimeException busy;
    private Throwable broken;
    private int maxRecordBytes = 1 << 20;
    private CompletableFuture<Void> synced = CompletableFuture.completedFuture(null);

    /** Refuses every append at once. */
    public void busy(RuntimeException reason) {
        busy = reason;
    }

    /** Fails every append at its sync. */
    public void broken(Throwable reason) {
        broken = reason;
    }

    /** Leaves appends without an answer until the returned future ends. */
    public CompletableFuture<Void> slow() {
        synced = new CompletableFuture<>();
        return synced;
    }

    public void maxRecordBytes(int bytes) {
        maxRecordBytes = bytes;
    }

    /** What was appended, decoded. */
    public List<JournalRecord> records() {
        return records.stream().map(JournalCodec::decode).toList();
    }

    /** The only arrival that was appended. */
    public Arrival onlyArrival() {
        if (records.size() != 1) {
            throw new AssertionError("there are " + records.size() + " records");
        }
        return (Arrival) records().get(0);
    }

    /** How long each read would have waited. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public CompletableFuture<Long> append(byte[] payload) {
        if (busy != null) {
            throw busy;
        }
        if (broken != null) {
            return CompletableFuture.failedFuture(broken);
        }
        records.add(payload.clone());
        long offset = records.size() - 1L;
        return synced.thenApply(done -> offset);
    }

    @Override
    public List<JournalEntry> read(long fromOffset, int maxRecords, Duration patience) {
        waits.add(patience);
        List<JournalEntry> entries = new ArrayList<>();
        for (long at = fromOffset; at < records.size() && entries.size() < maxRecords; at++) {
            entries.add(new JournalEntry(at, records.get((int) at).clone()));
        }
        return entries;
    }

    @Override
    public void wake() {}

    @Override
    public long firstOffset() {
        return 0;
    }

    @Override
    public long nextOffset() {
        return records.size();
    }

    @Override
    public int maxRecordBytes() {
        return maxRecordBytes;
    }

    @Override
    public JournalHealth health() {
        return new JournalHealth(true, "", Duration.ZERO, 0);
    }

    @Override
    public void close() {}
}
