// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads checked records out of one segment file, through a buffer. A record counts only with the
 * offset it is expected to have. Used by one thread at a time.
 */
final class SegmentInput implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final JournalFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long bufferStart;
    private int salt;

    SegmentInput(JournalFile file) {
        this.file = file;
    }

    /** A record found by searching. */
    record Found(long offset, long position) {}

    /**
     * Must be called first, the salt in it is needed to check records. Null: the header is damaged.
     */
    RecordFormat.Header header(long end) throws IOException {
        if (!fetch(0, RecordFormat.HEADER_BYTES, end)) {
            return null;
        }
        byte[] bytes = new byte[RecordFormat.HEADER_BYTES];
        buffer.get(0, bytes);
        RecordFormat.Header header = RecordFormat.parseHeader(bytes);
        salt = header == null ? 0 : header.salt();
        return header;
    }

    /**
     * The payload of the record at this position, or null when there is no whole and correct record
     * with this offset.
     *
     * @param end where the synced bytes end; nothing is read past it, because bytes there may
     *     change
     */
    byte[] payloadAt(long position, long offset, long end) throws IOException {
        if (!fetch(position, RecordFormat.RECORD_HEADER_BYTES, end)) {
            return null;
        }
        int at = (int) (position - bufferStart);
        int length = buffer.getInt(at);
        int crc = buffer.getInt(at + 4);
        long payloadStart = position + RecordFormat.RECORD_HEADER_BYTES;
        boolean plausible =
                buffer.getLong(at + 8) == offset
                        && length >= 0
                        && length <= RecordFormat.MAX_PAYLOAD_BYTES
                        && length <= end - payloadStart;
        if (!plausible) {
            return null;
        }
        byte[] payload = new byte[length];
        boolean whole = copy(payload, payloadStart, end);
        return whole && RecordFormat.crc(salt, offset, payload) == crc ? payload : null;
    }

    /**
     * Searches byte by byte for the next correct record after damage. Each record takes at least
     * its header, which bounds the offsets worth trying.
     */
    Found find(long from, long lowestOffset, long beyondOffset, long end) throws IOException {
        long possible = lowestOffset + (end - from) / RecordFormat.RECORD_HEADER_BYTES + 1;
        long beyond = Math.min(beyondOffset, possible);
        for (long position = from;
                fetch(position, RecordFormat.RECORD_HEADER_BYTES, end);
                position++) {
            long offset = buffer.getLong((int) (position - bufferStart) + 8);
            if (offset >= lowestOffset
                    && offset < beyond
                    && payloadAt(position, offset, end) != null) {
                return new Found(offset, position);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private boolean copy(byte[] target, long position, long end) throws IOException {
        if (target.length <= BUFFER_BYTES) {
            if (!fetch(position, target.length, end)) {
                return false;
            }
            buffer.get((int) (position - bufferStart), target);
            return true;
        }
        return readFully(ByteBuffer.wrap(target), position);
    }

    /** Makes the bytes available in the buffer; false when the file ends before. */
    private boolean fetch(long position, int bytes, long end) throws IOException {
        if (position + bytes > end) {
            return false;
        }
        if (position < bufferStart || position + bytes > bufferStart + buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - position));
            bufferStart = position;
            boolean whole = readFully(buffer, position);
            buffer.flip();
            return whole || buffer.limit() >= bytes;
        }
        return true;
    }

    private boolean readFully(ByteBuffer target, long position) throws IOException {
        long start = position - target.position();
        while (target.hasRemaining()) {
            if (file.read(target, start + target.position()) < 0) {
                return false;
            }
        }
        return true;
    }
}
