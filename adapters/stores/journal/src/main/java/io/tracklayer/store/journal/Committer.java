// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import io.tracklayer.core.journal.JournalUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes whatever waits as one group, writes it, syncs once and only
 * then answers the callers in order. After a failure nothing is written until a probe has created
 * and synced a fresh segment.
 */
final class Committer implements Runnable {
    static final long GROUP_BYTES = 4L * 1024 * 1024;
    static final int BUFFER_BYTES = 256 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    private static final long FOREVER = Long.MAX_VALUE;

    private final Path directory;
    private final JournalSettings settings;
    private final JournalFiles files;
    private final LongSupplier nanoTime;
    private final Segments segments;
    private final Retention retention;
    private final AppendQueue queue;
    private final ByteBuffer buffer;
    private SegmentWriter writer;
    private volatile Trouble trouble;
    private volatile String refusal = "";

    Committer(
            Path directory,
            JournalSettings settings,
            JournalFiles files,
            LongSupplier nanoTime,
            Segments segments,
            Retention retention,
            AppendQueue queue,
            SegmentWriter writer,
            ByteBuffer buffer) {
        this.directory = directory;
        this.settings = settings;
        this.files = files;
        this.nanoTime = nanoTime;
        this.segments = segments;
        this.retention = retention;
        this.queue = queue;
        this.writer = writer;
        this.buffer = buffer;
    }

    /** The last failure of a write or sync, and when it was. */
    private record Trouble(String message, Throwable cause, long atNanos) {
        JournalUnavailableException exception() {
            return new JournalUnavailableException(message, cause);
        }
    }

    @Override
    public void run() {
        try {
            while (!queue.finished()) {
                commitNext();
            }
        } finally {
            // In the normal course nothing is left; after an error here nobody may wait for ever.
            queue.close();
            fail(queue.takeAll(), new JournalUnavailableException(directory + ": stopped"));
            closeWriter();
        }
    }

    /** The exception an append gets without being queued, or null when it may be tried. */
    JournalUnavailableException refusal() {
        Trouble known = trouble;
        return known == null || probeDue(known) ? null : known.exception();
    }

    /** What keeps appends from being accepted; empty when nothing does. */
    String problem() {
        Trouble known = trouble;
        return known == null ? refusal : known.message();
    }

    /** Called after dropping segments, so that the health reading need not wait for an append. */
    void reconsiderRefusal() {
        if (!refusal.isEmpty() && retention.makeRoom(settings.maxRecordBytes())) {
            refusal = "";
        }
    }

    private void commitNext() {
        try {
            List<PendingAppend> group = queue.take(groupBytes(), patienceNanos());
            if (group.isEmpty()) {
                probeIfDue();
            } else {
                commit(group);
            }
        } catch (InterruptedException e) {
            // Nobody asks this thread to stop this way. The flag must not stay set: an
            // interrupted thread cannot use a file channel, it closes it.
            log.warn("journal {}: the committer was interrupted and goes on.", directory);
        }
    }

    private void commit(List<PendingAppend> group) {
        if (!probeIfDue()) {
            fail(group, trouble.exception());
            return;
        }
        long first = segments.nextOffset();
        try {
            long bytes = group.stream().mapToLong(PendingAppend::recordBytes).sum();
            if (!retention.makeRoom(bytes + RecordFormat.HEADER_BYTES)) {
                refuse(group);
                return;
            }
            rollIfFull(bytes);
            writer.write(group, first);
        } catch (Throwable e) {
            // Errors too: whatever it was, the state of the file is unknown.
            breakOff(group.size(), e);
            return;
        }
        segments.synced(writer.segment(), writer.length(), first + group.size());
        refusal = "";
        long offset = first;
        for (PendingAppend append : group) {
            append.answer().complete(offset++);
        }
    }

    private void rollIfFull(long bytes) throws IOException {
        if (writer.hasRecords() && writer.length() + bytes > settings.segmentBytes()) {
            closeWriter();
            startSegment();
        }
    }

    private void startSegment() throws IOException {
        writer = SegmentWriter.create(directory, segments.nextOffset(), files, buffer);
        segments.add(writer.segment());
    }

    private void breakOff(int records, Throwable cause) {
        // A channel closed by an interrupt leaves the flag set, which would close the next one.
        Thread.interrupted();
        if (writer != null) {
            writer.abandon(cause);
            writer = null;
        }
        remember("writing " + records + " records", cause);
        log.error(trouble.message(), cause);
        fail(queue.takeAll(), trouble.exception());
    }

    /** Whether the journal can be written, if need be after trying. */
    private boolean probeIfDue() {
        Trouble known = trouble;
        if (known == null) {
            return true;
        }
        if (!probeDue(known)) {
            return false;
        }
        try {
            startSegment();
        } catch (Throwable e) {
            Thread.interrupted();
            remember("starting a new segment", e);
            log.debug(trouble.message(), e);
            fail(queue.takeAll(), trouble.exception());
            return false;
        }
        trouble = null;
        log.info("journal {}: writing again, from offset {}.", directory, segments.nextOffset());
        return true;
    }

    private boolean probeDue(Trouble known) {
        return nanoTime.getAsLong() - known.atNanos() >= settings.probeInterval().toNanos();
    }

    private void remember(String what, Throwable cause) {
        String message =
                "journal "
                        + directory
                        + ": "
                        + what
                        + " at offset "
                        + segments.nextOffset()
                        + " failed: "
                        + cause.getMessage()
                        + ". "
                        + advice(cause)
                        + " It is tried again every "
                        + settings.probeInterval().toMillis()
                        + " ms, no restart is needed.";
        trouble = new Trouble(message, cause, nanoTime.getAsLong());
    }

    private static String advice(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = text.contains("no space left") || text.contains("quota exceeded");
        return full ? "The disk is full: free space on it." : "Check the disk and the kernel log.";
    }

    private void refuse(List<PendingAppend> group) {
        refusal =
                "journal "
                        + directory
                        + " has reached its cap of "
                        + settings.maxBytes()
                        + " bytes with records the store has not applied. Bring the store back,"
                        + " or raise journal.max-size.";
        fail(group, new JournalUnavailableException(refusal));
    }

    private static void fail(List<PendingAppend> appends, JournalUnavailableException reason) {
        appends.forEach(a -> a.answer().completeExceptionally(reason));
    }

    private long groupBytes() {
        return Math.min(GROUP_BYTES, settings.segmentBytes());
    }

    private long patienceNanos() {
        return trouble == null ? FOREVER : settings.probeInterval().toNanos();
    }

    private void closeWriter() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            log.debug("journal {}: closing a synced segment failed.", directory, e);
        } finally {
            writer = null;
        }
    }
}
