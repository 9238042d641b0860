// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import static io.tracklayer.store.journal.Journals.SMALL;
import static io.tracklayer.store.journal.Journals.append;
import static io.tracklayer.store.journal.Journals.contents;
import static io.tracklayer.store.journal.Journals.segments;
import static io.tracklayer.store.journal.Journals.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.JournalEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damage in segments that are not the newest: found when read, never silent, the rest served. */
@Timeout(30)
class DamageTest {
    private static final JournalSettings SETTINGS = SMALL.withSegmentBytes(32 * 1024);
    private static final int RECORD_BYTES = 16 + 500;

    @TempDir Path directory;
    private final List<String> written = new ArrayList<>();
    private Path first;
    private Path second;
    private int secondStart;

    @BeforeEach
    void writeThreeSegments() throws IOException {
        try (SegmentJournal journal = open()) {
            for (int i = 0; segments(directory).size() < 3; i++) {
                String text = String.format("%0500d", i);
                written.add(append(journal, text) + "=" + text);
            }
        }
        first = segments(directory).get(0);
        second = segments(directory).get(1);
        secondStart = (int) Segment.firstOffsetOf(second).getAsLong();
    }

    @Test
    void zeroedKibibytesInTheMiddleLoseOnlyTheRecordsTheyTouch() throws Exception {
        byte[] bytes = Files.readAllBytes(second);
        Arrays.fill(bytes, 10_000, 10_000 + 4096, (byte) 0);
        Files.write(second, bytes);
        int from = secondStart + (10_000 - 24) / RECORD_BYTES;
        int to = secondStart + (10_000 + 4095 - 24) / RECORD_BYTES;
        assertServedExcept(from, to);
    }

    @Test
    void aFlippedBitInAPayloadOrHeaderLosesThatRecord() throws Exception {
        for (int at : new int[] {0, 3, 4, 8, 15, 16, 515}) {
            byte[] bytes = Files.readAllBytes(second);
            byte[] damaged = bytes.clone();
            damaged[24 + 5 * RECORD_BYTES + at] ^= 4;
            Files.write(second, damaged);
            assertServedExcept(secondStart + 5, secondStart + 5);
            Files.write(second, bytes);
        }
    }

    @Test
    void aDamagedHeaderLosesTheSegmentBecauseNothingInItCanBeChecked() throws Exception {
        byte[] bytes = Files.readAllBytes(first);
        bytes[17] ^= 4;
        Files.write(first, bytes);
        assertServedExcept(0, secondStart - 1);
    }

    @Test
    void aShortenedSegmentServesItsBeginning() throws Exception {
        byte[] bytes = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(bytes, 24 + 10 * RECORD_BYTES + 7));
        assertServedExcept(10, secondStart - 1);
    }

    @Test
    void aSegmentThatIsGoneIsReportedInTheOneBeforeIt() throws Exception {
        Files.delete(second);
        int thirdStart = (int) Segment.firstOffsetOf(segments(directory).get(1)).getAsLong();
        assertServedExcept(secondStart, thirdStart - 1);
    }

    @Test
    void aPayloadThatImitatesARecordIsNotTakenForOne() throws Exception {
        Path place = directory.resolve("imitation");
        byte[] forged = "forged".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer payload = ByteBuffer.allocate(4000);
        for (long offset = 2; payload.remaining() > 22; offset++) {
            payload.put(RecordFormat.recordHeader(0, offset, forged)).put(forged);
        }
        try (SegmentJournal journal = SegmentJournal.open(place, SETTINGS, new DiskFiles())) {
            append(journal, "a");
            journal.append(payload.array()).join();
            append(journal, "c");
        }
        Path file = Segment.pathOf(place, 0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[24 + 17 + 9] ^= 1;
        Files.write(file, bytes);
        try (SegmentJournal journal = SegmentJournal.open(place, SETTINGS, new DiskFiles())) {
            assertEquals(List.of("0=a", "2=c"), contents(journal));
            assertTrue(journal.health().problem().contains("offset 1 to 1"));
        }
    }

    @Test
    void aReaderInsideDamageGoesOnBehindIt() throws Exception {
        byte[] bytes = Files.readAllBytes(second);
        Arrays.fill(bytes, 24 + 5 * RECORD_BYTES, bytes.length, (byte) 7);
        Files.write(second, bytes);
        int thirdStart = (int) Segment.firstOffsetOf(segments(directory).get(2)).getAsLong();
        try (SegmentJournal journal = open()) {
            assertEquals(
                    thirdStart, journal.read(secondStart + 9, 1, Duration.ZERO).get(0).offset());
            assertEquals(
                    thirdStart, journal.read(secondStart + 5, 1, Duration.ZERO).get(0).offset());
        }
    }

    @Test
    void damageUpToTheEndDoesNotKeepAReaderFromWhatComesNext() throws Exception {
        Path newest = segments(directory).get(2);
        try (SegmentJournal journal = open()) {
            byte[] bytes = Files.readAllBytes(newest);
            Arrays.fill(bytes, 24, bytes.length, (byte) 0);
            Files.write(newest, bytes);
            int start = (int) Segment.firstOffsetOf(newest).getAsLong();
            assertEquals(List.of(), journal.read(start, 5, Duration.ZERO));
            assertTrue(journal.health().problem().contains(newest.toString()));
            CompletableFuture<List<JournalEntry>> waiting =
                    CompletableFuture.supplyAsync(() -> readPatiently(journal, start));
            append(journal, "later");
            assertEquals("later", text(waiting.join().get(0)));
        }
    }

    @Test
    void severalDamagedPlacesAreCounted() throws Exception {
        for (Path file : List.of(first, second)) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[100] ^= 1;
            Files.write(file, bytes);
        }
        try (SegmentJournal journal = open()) {
            assertEquals(written.size() - 2, contents(journal).size());
            contents(journal);
            String problem = journal.health().problem();
            assertTrue(problem.contains(first.toString()), problem);
            assertTrue(problem.endsWith("(and 1 more places)"), problem);
        }
    }

    private static List<JournalEntry> readPatiently(SegmentJournal journal, long from) {
        try {
            return journal.read(from, 5, Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertServedExcept(int from, int to) throws Exception {
        List<String> expected = new ArrayList<>(written);
        expected.subList(from, to + 1).clear();
        try (SegmentJournal journal = open()) {
            assertEquals("", journal.health().problem());
            assertEquals(expected, contents(journal));
            String problem = journal.health().problem();
            assertTrue(problem.contains("records from offset " + from + " to " + to), problem);
            assertTrue(problem.contains(".seg: "), problem);
            assertTrue(journal.health().writable());
            assertEquals(written.size(), journal.nextOffset());
        }
    }

    private SegmentJournal open() {
        return SegmentJournal.open(directory, SETTINGS, new FaultyFiles().withoutSyncing());
    }
}
