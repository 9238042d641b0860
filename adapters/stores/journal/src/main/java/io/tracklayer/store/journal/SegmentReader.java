// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import io.tracklayer.core.journal.JournalEntry;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** A position in one segment, moving forward over its records. Used by one thread at a time. */
final class SegmentReader implements Closeable {
    private final Segment segment;
    private final SegmentInput input;
    private final Damages damages;
    private final boolean readable;
    private long offset;
    private long position;

    private SegmentReader(Segment segment, SegmentInput input, Damages damages) throws IOException {
        this.segment = segment;
        this.input = input;
        this.damages = damages;
        RecordFormat.Header header = input.header(segment.length());
        this.readable =
                header != null
                        && header.version() == RecordFormat.VERSION
                        && header.firstOffset() == segment.firstOffset();
    }

    static SegmentReader open(Segment segment, long from, JournalFiles files, Damages damages)
            throws IOException {
        SegmentInput input = new SegmentInput(files.openForRead(segment.path()));
        try {
            SegmentReader reader = new SegmentReader(segment, input, damages);
            Map.Entry<Long, Long> start = segment.nearest(from);
            reader.offset = start.getKey();
            reader.position = start.getValue();
            return reader;
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    Segment segment() {
        return segment;
    }

    /** The offset the next record read would have if nothing is damaged. */
    long offset() {
        return offset;
    }

    /**
     * The first readable record at or after {@code wanted} and below {@code end}; null when there
     * is none. What is damaged on the way is reported and passed over.
     */
    JournalEntry next(long wanted, long end) throws IOException {
        if (!readable) {
            damages.report(segment.path(), wanted, end, 0);
            return null;
        }
        while (offset < end) {
            byte[] payload = input.payloadAt(position, offset, segment.length());
            if (payload == null) {
                if (!passDamage(end)) {
                    return null;
                }
                continue;
            }
            long read = offset;
            segment.note(read, position);
            position += RecordFormat.recordBytes(payload);
            offset++;
            if (read >= wanted) {
                return new JournalEntry(read, payload);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private boolean passDamage(long end) throws IOException {
        SegmentInput.Found found = input.find(position + 1, offset + 1, end, segment.length());
        damages.report(segment.path(), offset, found == null ? end : found.offset(), position);
        if (found == null) {
            return false;
        }
        offset = found.offset();
        position = found.position();
        return true;
    }
}
