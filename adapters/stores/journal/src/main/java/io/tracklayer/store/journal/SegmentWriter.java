// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Appends to the newest segment. Used by the committer only. */
final class SegmentWriter {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Segment segment;
    private final JournalFile file;
    private final int salt;
    private final ByteBuffer buffer;
    private long position;

    SegmentWriter(Segment segment, JournalFile file, int salt, ByteBuffer buffer) {
        this.segment = segment;
        this.file = file;
        this.salt = salt;
        this.buffer = buffer;
        this.position = segment.length();
    }

    /**
     * Creates a segment that is durable with header and name before it gets its own name: a
     * half-made one never looks like a segment. A segment with the same first offset is replaced;
     * it holds no record that was ever acknowledged. Deleting it instead would, for a moment, leave
     * a directory that does not know the next offset.
     */
    static SegmentWriter create(
            Path directory, long firstOffset, JournalFiles files, ByteBuffer buffer)
            throws IOException {
        Path path = Segment.pathOf(directory, firstOffset);
        Path unfinished = path.resolveSibling(path.getFileName() + Recovery.UNFINISHED_SUFFIX);
        int salt = RANDOM.nextInt();
        JournalFile file = files.create(unfinished);
        try {
            ByteBuffer header = ByteBuffer.wrap(RecordFormat.header(firstOffset, salt));
            writeFully(file, header, 0);
            file.force();
            files.rename(unfinished, path);
            files.syncDirectory(directory);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, file);
            throw e;
        }
        Segment segment = new Segment(path, firstOffset, RecordFormat.HEADER_BYTES);
        return new SegmentWriter(segment, file, salt, buffer);
    }

    static void writeFully(JournalFile file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int written = file.write(bytes, at);
            if (written <= 0) {
                throw new IOException("the file accepts no more bytes");
            }
            at += written;
        }
    }

    Segment segment() {
        return segment;
    }

    boolean hasRecords() {
        return position > RecordFormat.HEADER_BYTES;
    }

    long length() {
        return position;
    }

    /** Writes the records and syncs the file, once. */
    void write(List<PendingAppend> group, long firstOffset) throws IOException {
        buffer.clear();
        long recordStart = position;
        long offset = firstOffset;
        for (PendingAppend append : group) {
            segment.note(offset, recordStart);
            put(RecordFormat.recordHeader(salt, offset, append.payload()));
            put(append.payload());
            recordStart += append.recordBytes();
            offset++;
        }
        flush();
        file.force();
    }

    /** Everything was synced by the last {@link #write}, so closing decides nothing. */
    void close() throws IOException {
        file.close();
    }

    /**
     * Ends the file after a failed write or sync. It is not synced again: the kernel marks pages
     * clean after a failed write-back, so a later sync can succeed without the bytes being on disk.
     */
    void abandon(Throwable cause) {
        try {
            file.truncate(segment.length());
        } catch (IOException | RuntimeException e) {
            // The first offset of the next segment bounds this one, with or without the bytes.
            cause.addSuppressed(e);
        }
        closeAfter(cause, file);
    }

    private void put(byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), bytes.length - done);
            buffer.put(bytes, done, part);
            done += part;
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        int bytes = buffer.limit();
        writeFully(file, buffer, position);
        position += bytes;
        buffer.clear();
    }

    private static void closeAfter(Throwable cause, JournalFile file) {
        try {
            file.close();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
