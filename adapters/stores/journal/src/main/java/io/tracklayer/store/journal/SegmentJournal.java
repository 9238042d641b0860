// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalEntry;
import io.tracklayer.core.journal.JournalHealth;
import io.tracklayer.core.journal.JournalUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in segment files of one directory, see the package description for the format and the
 * promises.
 *
 * <p>Open from {@link #open} to {@link #close}; one per directory at a time. Thread-safe. Futures
 * of {@link #append} are completed by the committing thread: work that takes time belongs
 * elsewhere.
 */
public final class SegmentJournal implements Journal {
    private static final Logger log = LoggerFactory.getLogger(SegmentJournal.class);

    /** A sender that would wait longer had better come back. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(3);

    private final JournalSettings settings;
    private final LongSupplier nanoTime;
    private final DirectoryLock lock;
    private final Segments segments;
    private final Damages damages;
    private final JournalReader reader;
    private final Retention retention;
    private final AppendQueue queue;
    private final Committer committer;
    private final Thread committing;
    private final long cutBytes;

    private SegmentJournal(
            Path directory,
            JournalSettings settings,
            JournalFiles files,
            LongSupplier nanoTime,
            DirectoryLock lock,
            long appliedOffset)
            throws IOException {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.lock = lock;
        this.damages = new Damages();
        ByteBuffer buffer = ByteBuffer.allocateDirect(Committer.BUFFER_BYTES);
        Recovery.Recovered recovered =
                new Recovery(directory, settings, files, damages, buffer).run(appliedOffset);
        this.cutBytes = recovered.cutBytes();
        this.segments = new Segments(recovered.segments(), recovered.nextOffset());
        this.reader = new JournalReader(segments, files, damages);
        this.retention = new Retention(directory, settings, files, segments, reader, damages);
        this.queue = new AppendQueue(settings.queueBytes(), MOST_WAIT.toNanos());
        this.committer =
                new Committer(
                        directory,
                        settings,
                        files,
                        nanoTime,
                        segments,
                        retention,
                        queue,
                        recovered.writer(),
                        buffer);
        this.committing = new Thread(committer, "journal-committer");
        // Nothing is acknowledged before its sync, so the JVM need not wait for this thread.
        committing.setDaemon(true);
    }

    /**
     * Opens the journal, creating the directory if need be, and recovers what a crash left behind.
     *
     * @throws JournalUnavailableException when another journal has the directory or it cannot be
     *     read and synced
     */
    public static SegmentJournal open(
            Path directory, JournalSettings settings, JournalFiles files) {
        return open(directory, settings, files, System::nanoTime, 0);
    }

    /**
     * @param nanoTime a monotonic clock
     * @param appliedOffset offsets below it have been applied by the store and are never given out
     *     again, even if this directory has lost them
     */
    public static SegmentJournal open(
            Path directory,
            JournalSettings settings,
            JournalFiles files,
            LongSupplier nanoTime,
            long appliedOffset) {
        DirectoryLock lock = null;
        try {
            files.createDirectory(directory);
            lock = DirectoryLock.acquire(directory);
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                files.syncDirectory(parent);
            }
            SegmentJournal journal =
                    new SegmentJournal(directory, settings, files, nanoTime, lock, appliedOffset);
            journal.committing.start();
            return journal;
        } catch (IOException e) {
            release(lock);
            throw new JournalUnavailableException(
                    "journal "
                            + directory
                            + " cannot be opened: "
                            + e
                            + ". Check that the directory is writable and the disk is neither full"
                            + " nor failing.",
                    e);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /** The payload must not be changed until the future is complete. */
    @Override
    public CompletableFuture<Long> append(byte[] payload) {
        if (payload.length > settings.maxRecordBytes()) {
            throw new IllegalArgumentException(
                    "journal: a record of "
                            + payload.length
                            + " bytes is larger than "
                            + settings.maxRecordBytes()
                            + ". Refuse such input earlier, or raise journal.max-record-bytes.");
        }
        JournalUnavailableException refusal = committer.refusal();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        CompletableFuture<Long> answer = new CompletableFuture<>();
        return switch (queue.offer(new PendingAppend(payload, answer, nanoTime.getAsLong()))) {
            case ACCEPTED -> answer;
            case FULL ->
                    refused(
                            "journal: "
                                    + settings.queueBytes()
                                    + " bytes of appends wait for the disk already. Come back"
                                    + " later; if this lasts, the disk is too slow for the load.");
            case SLOW ->
                    refused(
                            "journal: the oldest append has waited for the disk for more than "
                                    + MOST_WAIT.toSeconds()
                                    + " s. Come back later; if this lasts, the disk is too slow"
                                    + " for the load.");
            case CLOSED -> refused("journal: it is closed, the node is stopping. Come back later.");
        };
    }

    /**
     * Returns at most about 8 MiB per call. Damaged records are reported in {@link #health} and
     * passed over. Ends early, with an empty list, when the journal is closed while waiting.
     *
     * @throws java.io.UncheckedIOException when the disk fails to read; the call may be repeated
     */
    @Override
    public List<JournalEntry> read(long fromOffset, int maxRecords, Duration patience)
            throws InterruptedException {
        if (fromOffset < 0 || maxRecords < 1) {
            throw new IllegalArgumentException(
                    "journal: cannot read "
                            + maxRecords
                            + " records from offset "
                            + fromOffset
                            + ". Ask for at least one, from 0 on.");
        }
        if (segments.closed()) {
            throw new IllegalStateException("journal: read after close. Stop readers first.");
        }
        return reader.read(fromOffset, maxRecords, patience);
    }

    @Override
    public void wake() {
        segments.wake();
    }

    @Override
    public long firstOffset() {
        return segments.firstOffset();
    }

    @Override
    public long nextOffset() {
        return segments.nextOffset();
    }

    @Override
    public int maxRecordBytes() {
        return settings.maxRecordBytes();
    }

    @Override
    public JournalHealth health() {
        String problem = committer.problem();
        long now = nanoTime.getAsLong();
        Duration oldest = Duration.ofNanos(Math.max(0, now - queue.oldestSince(now)));
        return new JournalHealth(
                problem.isEmpty(),
                problem.isEmpty() ? damages.summary() : problem,
                oldest,
                segments.bytes());
    }

    /**
     * Deletes segments wholly below {@code neededFrom} that are older than the retention or beyond
     * the byte cap. The offset is remembered: when the cap is reached between two calls, segments
     * below it are dropped too.
     */
    public void retain(long neededFrom, Instant now) {
        retention.retain(neededFrom, now);
        committer.reconsiderRefusal();
    }

    /** Writes and answers what waits, then gives the directory free. May be called again. */
    @Override
    public void close() {
        queue.close();
        if (Thread.currentThread() == committing) {
            throw new IllegalStateException(
                    "journal: closed by the callback of an append, which the close would wait for."
                            + " Close it from another thread.");
        }
        boolean interrupted = false;
        while (committing.isAlive()) {
            try {
                committing.join();
            } catch (InterruptedException e) {
                // The lock may not be released while the thread still writes.
                interrupted = true;
            }
        }
        segments.close();
        reader.close();
        release(lock);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes of unfinished records removed when this journal was opened. */
    long cutBytes() {
        return cutBytes;
    }

    private static CompletableFuture<Long> refused(String message) {
        return CompletableFuture.failedFuture(new JournalUnavailableException(message));
    }

    private static void release(DirectoryLock lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            log.warn("journal: the lock could not be released.", e);
        }
    }
}
