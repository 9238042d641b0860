// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The durable, ordered log that every acknowledgement rests on. The evidence store is a projection
 * of it: it commits the offset it has applied together with its rows and resumes from there.
 *
 * <p>Thread-safe. Offsets are dense: the first record ever written has offset 0 and each record's
 * offset is its predecessor's plus one, also across restarts.
 */
public interface Journal extends AutoCloseable {

    /**
     * Appends one record. The future completes with the record's offset only after the record and
     * everything before it has been written and synced to disk and both calls were checked; it
     * completes exceptionally with {@link JournalUnavailableException} when that cannot be
     * promised, in which case the record may or may not reappear after a restart.
     *
     * @param payload opaque bytes, at most {@link #maxRecordBytes()}
     */
    CompletableFuture<Long> append(byte[] payload);

    /**
     * Reads synced records in order, starting at {@code fromOffset}.
     *
     * @param fromOffset first offset wanted; an offset older than {@link #firstOffset()} reads from
     *     there
     * @param maxRecords upper bound of the list
     * @param patience how long to wait for the first record when there is none yet; zero returns at
     *     once
     * @return at most {@code maxRecords} entries, empty when nothing arrived in time
     */
    List<JournalEntry> read(long fromOffset, int maxRecords, Duration patience)
            throws InterruptedException;

    /** Has reads that wait now return with nothing: their reader is to look at something else. */
    void wake();

    /** The oldest offset still kept. */
    long firstOffset();

    /** The offset the next record will get; everything below it is synced. */
    long nextOffset();

    /** Largest payload accepted by {@link #append}. */
    int maxRecordBytes();

    /** How the journal is doing, for health checks and back-pressure. */
    JournalHealth health();

    @Override
    void close();
}
