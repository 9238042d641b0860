// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import static io.tracklayer.store.journal.Journals.SMALL;
import static io.tracklayer.store.journal.Journals.append;
import static io.tracklayer.store.journal.Journals.bytes;
import static io.tracklayer.store.journal.Journals.contents;
import static io.tracklayer.store.journal.Journals.segments;
import static io.tracklayer.store.journal.SegmentJournalTest.assertUnavailable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final JournalSettings WEEK =
            SMALL.withMaxRecordBytes(1024).withRetention(Duration.ofDays(7));

    @TempDir Path directory;

    @Test
    void onlyAppliedSegmentsOlderThanTheRetentionAreDeletedOldestFirst() throws Exception {
        try (SegmentJournal journal = open(WEEK)) {
            writeSegments(journal, 6);
            List<Path> files = segments(directory);
            long third = Segment.firstOffsetOf(files.get(3)).getAsLong();
            setAges(files, 10, 8, 6, 9, 9, 9);

            journal.retain(0, NOW);
            assertEquals(files, segments(directory), "nothing is applied yet");
            journal.retain(third, NOW);
            assertEquals(files.subList(2, files.size()), segments(directory));
            assertEquals(Segment.firstOffsetOf(files.get(2)).getAsLong(), journal.firstOffset());
            assertEquals(journal.firstOffset(), journal.read(0, 1, Duration.ZERO).get(0).offset());

            setAges(files.subList(2, files.size()), 8, 9, 9, 9);
            journal.retain(third - 1, NOW);
            assertEquals(files.subList(2, files.size()), segments(directory), "one is needed");
            journal.retain(Long.MAX_VALUE, NOW);
            assertEquals(files.subList(5, files.size()), segments(directory), "the newest stays");
        }
        try (SegmentJournal journal = open(WEEK)) {
            assertEquals(journal.nextOffset() - 1, append(journal, "x") - 1);
        }
    }

    @Test
    void aReaderInADeletedSegmentGoesOnAtTheOldestKept() throws Exception {
        try (SegmentJournal journal = open(WEEK)) {
            writeSegments(journal, 4);
            assertEquals(0, journal.read(0, 1, Duration.ZERO).get(0).offset());
            setAges(segments(directory), 8, 8, 0, 0);
            journal.retain(Long.MAX_VALUE, NOW);
            assertTrue(journal.firstOffset() > 1);
            assertEquals(journal.firstOffset(), journal.read(1, 1, Duration.ZERO).get(0).offset());
        }
    }

    @Test
    void theCapDropsAppliedSegmentsAndThenRefusesAppends() throws Exception {
        try (SegmentJournal journal = open(WEEK.withMaxBytes(4096))) {
            long acked = 0;
            CompletableFuture<Long> answer = journal.append(new byte[200]);
            while (!failed(answer)) {
                acked++;
                answer = journal.append(new byte[200]);
            }
            assertUnavailable(answer, "has reached its cap of 4096 bytes");
            assertUnavailable(answer, "Bring the store back, or raise journal.max-size.");
            assertFalse(journal.health().writable());
            assertTrue(journal.health().problem().contains("cap"), journal.health().problem());
            assertTrue(journal.health().bytes() <= 4096);
            assertEquals(acked, journal.nextOffset());
            assertEquals(acked, contents(journal).size());

            journal.retain(acked, NOW);
            assertEquals(acked, journal.append(new byte[200]).join());
            assertTrue(journal.health().writable());
            // The offset given is remembered: more room is made without another call.
            for (int i = 0; i < 4; i++) {
                journal.append(new byte[200]).join();
            }
            assertTrue(journal.firstOffset() > 0);
            assertTrue(journal.health().bytes() <= 4096);
        }
    }

    @Test
    void aSegmentThatCannotBeDeletedIsKeptAndTriedAgain() throws Exception {
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = SegmentJournal.open(directory, WEEK, files)) {
            writeSegments(journal, 4);
            setAges(segments(directory), 8, 8, 8, 8);
            files.with(
                    (call, count) -> {
                        if (call.equals("delete")) {
                            throw new IOException("Operation not permitted");
                        }
                    });
            journal.retain(Long.MAX_VALUE, NOW);
            assertEquals(0, journal.firstOffset());
            files.with((call, count) -> {});
            journal.retain(Long.MAX_VALUE, NOW);
            assertEquals(1, segments(directory).size());
            append(journal, "goes on");
        }
    }

    private SegmentJournal open(JournalSettings settings) {
        return SegmentJournal.open(directory, settings, new FaultyFiles().withoutSyncing());
    }

    private void writeSegments(SegmentJournal journal, int count) throws IOException {
        while (segments(directory).size() < count) {
            journal.append(bytes("r".repeat(200))).join();
        }
    }

    private static boolean failed(CompletableFuture<Long> answer) {
        return answer.handle((offset, failure) -> failure != null).join();
    }

    private static void setAges(List<Path> files, int... days) throws IOException {
        for (int i = 0; i < days.length; i++) {
            Instant time = NOW.minus(Duration.ofDays(days[i]));
            Files.setLastModifiedTime(files.get(i), FileTime.from(time));
        }
    }
}
