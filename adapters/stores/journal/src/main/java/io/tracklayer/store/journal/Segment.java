// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One segment file as the readers see it. It never says where it ends: the first offset of the next
 * segment does. So bytes a failed write left behind in this file can never compete with the records
 * that were given the same offsets later.
 */
final class Segment {
    private static final Pattern NAME = Pattern.compile("journal-(\\d{20})\\.seg");
    private static final long INDEX_STEP_BYTES = 64 * 1024;

    private final Path path;
    private final long firstOffset;
    private final ConcurrentSkipListMap<Long, Long> positions = new ConcurrentSkipListMap<>();
    private volatile long length;

    Segment(Path path, long firstOffset, long length) {
        this.path = path;
        this.firstOffset = firstOffset;
        this.length = length;
    }

    static Path pathOf(Path directory, long firstOffset) {
        return directory.resolve(String.format("journal-%020d.seg", firstOffset));
    }

    /** The first offset a file name states; empty when the file is not a segment. */
    static OptionalLong firstOffsetOf(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        try {
            return name.matches()
                    ? OptionalLong.of(Long.parseLong(name.group(1)))
                    : OptionalLong.empty();
        } catch (NumberFormatException beyondLong) {
            return OptionalLong.empty();
        }
    }

    Path path() {
        return path;
    }

    long firstOffset() {
        return firstOffset;
    }

    /** Bytes that were synced; what lies behind them is not looked at. */
    long length() {
        return length;
    }

    void grownTo(long syncedLength) {
        length = syncedLength;
    }

    /** Remembers about every 64 KiB where a record begins. Safe to call for unsynced records. */
    void note(long offset, long position) {
        Map.Entry<Long, Long> before = positions.lowerEntry(offset);
        long previous = before == null ? RecordFormat.HEADER_BYTES : before.getValue();
        if (position - previous >= INDEX_STEP_BYTES) {
            positions.put(offset, position);
        }
    }

    /** The nearest known record at or before the offset, as offset and position. */
    Map.Entry<Long, Long> nearest(long offset) {
        Map.Entry<Long, Long> known = positions.floorEntry(offset);
        return known == null ? Map.entry(firstOffset, (long) RecordFormat.HEADER_BYTES) : known;
    }
}
