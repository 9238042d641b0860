// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import io.tracklayer.core.journal.JournalUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a directory back to a state that can be appended to. Only the newest segment is scanned;
 * older ones are checked as they are read. Every step leaves a directory from which the next start
 * reaches the same result, so it may be killed anywhere, any number of times.
 */
final class Recovery {
    static final String UNFINISHED_SUFFIX = ".new";
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Path directory;
    private final JournalSettings settings;
    private final JournalFiles files;
    private final Damages damages;
    private final ByteBuffer buffer;

    Recovery(
            Path directory,
            JournalSettings settings,
            JournalFiles files,
            Damages damages,
            ByteBuffer buffer) {
        this.directory = directory;
        this.settings = settings;
        this.files = files;
        this.damages = damages;
        this.buffer = buffer;
    }

    /** What the directory holds; the writer's segment is the last of the list. */
    record Recovered(
            List<Segment> segments, SegmentWriter writer, long nextOffset, long cutBytes) {}

    private record Scan(long nextOffset, long length) {}

    /**
     * @param appliedOffset every offset below was given out before, whatever the directory says
     */
    Recovered run(long appliedOffset) throws IOException {
        List<Segment> segments = segmentsOnDisk();
        if (segments.isEmpty()) {
            return continued(segments, appliedOffset, 0);
        }
        Recovered recovered = recoverNewest(segments);
        if (recovered.nextOffset() >= appliedOffset) {
            return recovered;
        }
        log.warn(
                "journal {}: the next offset would be {}, but offsets below {} have been applied"
                        + " already; records are missing here. Going on at {}. Check whether the"
                        + " journal directory was replaced or restored from a copy.",
                directory,
                recovered.nextOffset(),
                appliedOffset,
                appliedOffset);
        recovered.writer().close();
        return continued(recovered.segments(), appliedOffset, recovered.cutBytes());
    }

    private Recovered recoverNewest(List<Segment> segments) throws IOException {
        Segment newest = segments.get(segments.size() - 1);
        JournalFile file = files.openForAppend(newest.path());
        boolean kept = false;
        try {
            long size = file.size();
            // Not closed: it would close the file, which the writer goes on using.
            @SuppressWarnings("resource")
            SegmentInput input = new SegmentInput(file);
            RecordFormat.Header header = input.header(size);
            if (header == null || header.firstOffset() != newest.firstOffset()) {
                return afterDamagedHeader(segments, newest, size);
            }
            requireKnown(header, newest);
            Scan scan = scan(input, newest, size);
            long cut = size - scan.length();
            if (cut > 0) {
                log.warn(
                        "journal {}: cut {} bytes of unfinished records after offset {}; none of"
                                + " them was acknowledged unless the disk is damaged.",
                        newest.path(),
                        cut,
                        scan.nextOffset() - 1);
                file.truncate(scan.length());
            }
            rewriteTail(file, scan.length());
            file.force();
            files.syncDirectory(directory);
            newest.grownTo(scan.length());
            SegmentWriter writer = new SegmentWriter(newest, file, header.salt(), buffer);
            kept = true;
            return new Recovered(segments, writer, scan.nextOffset(), cut);
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }

    private List<Segment> segmentsOnDisk() throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path file : files.list(directory)) {
            OptionalLong firstOffset = Segment.firstOffsetOf(file);
            if (firstOffset.isPresent()) {
                segments.add(new Segment(file, firstOffset.getAsLong(), files.size(file)));
            } else if (file.toString().endsWith(".seg" + UNFINISHED_SUFFIX)) {
                files.delete(file);
            }
        }
        segments.sort(Comparator.comparingLong(Segment::firstOffset));
        return segments;
    }

    /**
     * A file no longer than a header held no record and is made anew. In a longer one nothing can
     * be checked without the salt: it stays for inspection, and the offsets go on behind all it
     * could have held, since giving an offset out twice would hide new records from the store.
     */
    private Recovered afterDamagedHeader(List<Segment> segments, Segment newest, long size)
            throws IOException {
        long possibleRecords =
                Math.max(0, size - RecordFormat.HEADER_BYTES) / RecordFormat.RECORD_HEADER_BYTES;
        long next = newest.firstOffset() + possibleRecords;
        if (possibleRecords == 0) {
            segments.remove(newest);
            log.warn("journal {}: replaced, it has no complete header.", newest.path());
        } else {
            damages.report(newest.path(), newest.firstOffset(), next, 0);
        }
        return continued(segments, next, 0);
    }

    private Recovered continued(List<Segment> before, long nextOffset, long cutBytes)
            throws IOException {
        SegmentWriter writer = SegmentWriter.create(directory, nextOffset, files, buffer);
        List<Segment> segments = new ArrayList<>(before);
        segments.removeIf(s -> s.firstOffset() == nextOffset);
        segments.add(writer.segment());
        return new Recovered(segments, writer, nextOffset, cutBytes);
    }

    /**
     * Damage followed by correct records is not a torn end: those were acknowledged, or may have
     * been, so they are kept and their offsets are not given out again.
     */
    private Scan scan(SegmentInput input, Segment segment, long size) throws IOException {
        long offset = segment.firstOffset();
        long position = RecordFormat.HEADER_BYTES;
        while (true) {
            byte[] payload = input.payloadAt(position, offset, size);
            if (payload != null) {
                segment.note(offset, position);
                position += RecordFormat.recordBytes(payload);
                offset++;
                continue;
            }
            SegmentInput.Found found = input.find(position + 1, offset + 1, Long.MAX_VALUE, size);
            if (found == null) {
                return new Scan(offset, position);
            }
            damages.report(segment.path(), offset, found.offset(), position);
            offset = found.offset();
            position = found.position();
        }
    }

    /**
     * Writes the last bytes over themselves. When the process before this one was killed right
     * after a failed sync, the kernel may hold the last group in clean pages: readable, yet not on
     * disk and not written by any later sync. All earlier groups were synced before the last one
     * was begun.
     */
    private void rewriteTail(JournalFile file, long length) throws IOException {
        long lastGroup =
                Math.max(
                        Committer.GROUP_BYTES,
                        settings.maxRecordBytes() + (long) RecordFormat.RECORD_HEADER_BYTES);
        long position = Math.max(0, length - lastGroup);
        while (position < length) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), length - position));
            while (buffer.hasRemaining()) {
                if (file.read(buffer, position + buffer.position()) < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
            }
            buffer.flip();
            int bytes = buffer.limit();
            SegmentWriter.writeFully(file, buffer, position);
            position += bytes;
        }
    }

    private static void requireKnown(RecordFormat.Header header, Segment segment) {
        if (header.version() != RecordFormat.VERSION) {
            throw new JournalUnavailableException(
                    "journal "
                            + segment.path()
                            + " has format version "
                            + header.version()
                            + ", this release knows "
                            + RecordFormat.VERSION
                            + ". Start the release that wrote it, or a newer one.");
        }
    }
}
