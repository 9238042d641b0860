// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.journal.JournalEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Short forms the journal tests share. */
final class Journals {
    static final JournalSettings SMALL =
            JournalSettings.defaults()
                    .withSegmentBytes(1024)
                    .withMaxRecordBytes(64 * 1024)
                    .withMaxBytes(64L * 1024 * 1024);

    private Journals() {}

    static SegmentJournal open(Path directory) {
        return SegmentJournal.open(directory, SMALL, new DiskFiles());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(JournalEntry entry) {
        return new String(entry.payload(), StandardCharsets.UTF_8);
    }

    static long append(SegmentJournal journal, String text) {
        return journal.append(bytes(text)).join();
    }

    /** Appends "r0", "r1" and so on up to the count given. */
    static void fill(SegmentJournal journal, int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(i, append(journal, "r" + i));
        }
    }

    static List<JournalEntry> readAll(SegmentJournal journal) throws InterruptedException {
        List<JournalEntry> all = new ArrayList<>();
        long from = 0;
        while (true) {
            List<JournalEntry> batch = journal.read(from, 7, Duration.ZERO);
            if (batch.isEmpty()) {
                return all;
            }
            all.addAll(batch);
            from = batch.get(batch.size() - 1).offset() + 1;
        }
    }

    /** Each entry as "offset=text". */
    static List<String> contents(SegmentJournal journal) throws InterruptedException {
        return readAll(journal).stream().map(e -> e.offset() + "=" + text(e)).toList();
    }

    /** What {@link #contents} gives after {@link #fill}. */
    static List<String> filled(int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> i + "=r" + i).toList();
    }

    static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".seg")).sorted().toList();
        }
    }

    static Path newest(Path directory) throws IOException {
        List<Path> segments = segments(directory);
        return segments.get(segments.size() - 1);
    }
}
