// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import io.tracklayer.core.journal.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Reads across segments. Positions are kept between calls, so that reading on where the last call
 * ended needs no search; each is used by one call at a time. Thread-safe.
 */
final class JournalReader {
    private static final int IDLE_POSITIONS = 4;
    private static final long BYTES_PER_CALL = 8L * 1024 * 1024;

    private final Segments segments;
    private final JournalFiles files;
    private final Damages damages;
    private final Deque<SegmentReader> idle = new ArrayDeque<>();
    private boolean closed;

    JournalReader(Segments segments, JournalFiles files, Damages damages) {
        this.segments = segments;
        this.files = files;
        this.damages = damages;
    }

    List<JournalEntry> read(long fromOffset, int maxRecords, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + boundedNanos(patience);
        long from = Math.max(fromOffset, segments.firstOffset());
        while (true) {
            long limit = segments.awaitBeyond(from, deadline - System.nanoTime());
            if (limit <= from) {
                return List.of();
            }
            List<JournalEntry> batch = collect(from, limit, maxRecords);
            if (!batch.isEmpty()) {
                return batch;
            }
            // Everything below the limit is damaged: wait for something behind it.
            from = limit;
        }
    }

    /** Gives up the open files, so that deleted ones free their space. */
    synchronized void closeIdle() {
        idle.forEach(JournalReader::closeQuietly);
        idle.clear();
    }

    synchronized void close() {
        closed = true;
        closeIdle();
    }

    private List<JournalEntry> collect(long from, long limit, int maxRecords)
            throws InterruptedException {
        SegmentReader reader = take(from);
        Batch batch = new Batch(maxRecords);
        long offset = from;
        try {
            while (offset < limit && batch.hasRoom()) {
                Segments.Span span = segments.spanAt(offset);
                if (span == null) {
                    offset = segments.firstOffset();
                    continue;
                }
                if (reader == null || reader.segment() != span.segment()) {
                    closeQuietly(reader);
                    reader = null;
                    reader = open(span.segment(), offset);
                }
                if (reader != null) {
                    offset = drain(reader, offset, Math.min(limit, span.end()), batch);
                }
            }
            give(reader);
            return batch.entries;
        } catch (ClosedByInterruptException e) {
            closeQuietly(reader);
            // The channel has closed itself because this thread was interrupted; the flag is still
            // set and is turned into the exception the caller expects.
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException("interrupted in read");
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOException e) {
            closeQuietly(reader);
            throw new UncheckedIOException(
                    "journal: reading at offset "
                            + offset
                            + " failed: "
                            + e.getMessage()
                            + ". Nothing is passed over, the read can be repeated; check the disk.",
                    e);
        }
    }

    private static long drain(SegmentReader reader, long from, long end, Batch batch)
            throws IOException {
        long offset = from;
        while (offset < end && batch.hasRoom()) {
            JournalEntry entry = reader.next(offset, end);
            if (entry == null) {
                return end;
            }
            batch.add(entry);
            offset = entry.offset() + 1;
        }
        return offset;
    }

    /** Null when the segment was dropped in the meantime. */
    private SegmentReader open(Segment segment, long offset) throws IOException {
        try {
            return SegmentReader.open(segment, offset, files, damages);
        } catch (NoSuchFileException e) {
            if (segments.contains(segment)) {
                throw e;
            }
            return null;
        }
    }

    private synchronized SegmentReader take(long offset) {
        Iterator<SegmentReader> each = idle.iterator();
        while (each.hasNext()) {
            SegmentReader reader = each.next();
            if (reader.offset() == offset) {
                each.remove();
                return reader;
            }
        }
        return null;
    }

    private synchronized void give(SegmentReader reader) {
        if (reader == null) {
            return;
        }
        if (closed || !segments.contains(reader.segment())) {
            closeQuietly(reader);
            return;
        }
        idle.addLast(reader);
        if (idle.size() > IDLE_POSITIONS) {
            closeQuietly(idle.removeFirst());
        }
    }

    private static void closeQuietly(SegmentReader reader) {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException e) {
            // Nothing was written through it, so nothing can be lost.
        }
    }

    private static long boundedNanos(Duration patience) {
        long longest = Long.MAX_VALUE / 4;
        return patience.compareTo(Duration.ofNanos(longest)) > 0 ? longest : patience.toNanos();
    }

    private static final class Batch {
        private final List<JournalEntry> entries = new ArrayList<>();
        private final int maxRecords;
        private long bytes;

        Batch(int maxRecords) {
            this.maxRecords = maxRecords;
        }

        boolean hasRoom() {
            return entries.size() < maxRecords && bytes < BYTES_PER_CALL;
        }

        void add(JournalEntry entry) {
            entries.add(entry);
            bytes += entry.payload().length;
        }
    }
}
