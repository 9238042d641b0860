// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import static io.tracklayer.store.journal.Journals.SMALL;
import static io.tracklayer.store.journal.Journals.append;
import static io.tracklayer.store.journal.Journals.bytes;
import static io.tracklayer.store.journal.Journals.contents;
import static io.tracklayer.store.journal.Journals.fill;
import static io.tracklayer.store.journal.Journals.filled;
import static io.tracklayer.store.journal.Journals.newest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.JournalUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecoveryTest {
    private static final JournalSettings ONE_FILE = SMALL.withSegmentBytes(64 * 1024);
    private static final int RECORDS = 50;
    private static final int RECORD_BYTES = 16 + 100;

    @TempDir Path directory;

    @Test
    void everyTornTailIsCutAfterTheLastWholeRecord() throws Exception {
        byte[] whole = hundredByteRecords();
        // Every byte of the last record, then steps that meet each place in a record.
        for (int torn = 1; torn <= 4096; torn += torn < 130 ? 1 : 13) {
            Files.write(file(), Arrays.copyOf(whole, whole.length - torn));
            int complete = (whole.length - torn - 24) / RECORD_BYTES;
            assertRecovered(complete, (whole.length - torn - 24) % RECORD_BYTES, "torn " + torn);
        }
    }

    @Test
    void everyGarbledTailIsCutAfterTheLastWholeRecord() throws Exception {
        byte[] whole = hundredByteRecords();
        long seed = Long.getLong("tracklayer.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int garbled = 1; garbled <= 4096; garbled += garbled < 130 ? 1 : 13) {
            byte[] file = whole.clone();
            byte[] garbage = new byte[garbled];
            if (garbled % 2 == 0) {
                random.nextBytes(garbage);
            }
            // One byte that surely differs, where the garbage begins.
            garbage[0] = (byte) (file[file.length - garbled] ^ 0x55);
            System.arraycopy(garbage, 0, file, file.length - garbled, garbled);
            Files.write(file(), file);
            int complete = (whole.length - garbled - 24) / RECORD_BYTES;
            long cut = whole.length - 24L - (long) complete * RECORD_BYTES;
            assertRecovered(complete, cut, "-Dtracklayer.seed=" + seed + " garbled " + garbled);
        }
    }

    @Test
    void aWrongByteAnywhereInTheLastRecordCutsThatRecord() throws Exception {
        byte[] whole = hundredByteRecords();
        for (int back = 1; back <= RECORD_BYTES; back++) {
            byte[] file = whole.clone();
            file[file.length - back] ^= 1;
            Files.write(file(), file);
            assertRecovered(RECORDS - 1, RECORD_BYTES, "byte " + back + " from the end");
        }
    }

    @Test
    void aWrongByteBeforeCorrectRecordsLosesOneRecordAndReusesNoOffset() throws Exception {
        byte[] whole = hundredByteRecords();
        for (int at = 24 + 20 * RECORD_BYTES; at < 24 + 21 * RECORD_BYTES; at++) {
            byte[] file = whole.clone();
            file[at] ^= 1;
            Files.write(file(), file);
            for (int start = 0; start < 2; start++) {
                try (SegmentJournal journal = open()) {
                    assertTrue(journal.health().problem().contains(file() + ": records from"));
                    assertTrue(journal.health().problem().contains("offset 20 to 20"));
                    assertTrue(journal.health().writable());
                    assertEquals(RECORDS, journal.nextOffset());
                    List<String> expected = new ArrayList<>(hundredByteTexts(RECORDS));
                    expected.remove(20);
                    assertEquals(expected, contents(journal), "byte " + at);
                }
            }
        }
    }

    @Test
    void bytesOfZeroBehindTheRecordsAreCut() throws Exception {
        byte[] whole = hundredByteRecords();
        Files.write(file(), Arrays.copyOf(whole, whole.length + 8192));
        assertRecovered(RECORDS, 8192, "zeros");
    }

    @Test
    void afterACutOffsetsGoOnAndTheNextStartFindsNothingToDo() throws Exception {
        byte[] whole = hundredByteRecords();
        Files.write(file(), Arrays.copyOf(whole, whole.length - 5));
        try (SegmentJournal journal = open()) {
            assertEquals(RECORDS - 1, append(journal, "instead"));
        }
        try (SegmentJournal journal = open()) {
            assertEquals(0, journal.cutBytes());
            assertEquals(RECORDS, journal.nextOffset());
            assertEquals("49=instead", contents(journal).get(49));
        }
    }

    @Test
    void aNewestFileWithoutAWholeHeaderIsMadeAnew() throws Exception {
        Path whole = directory.resolve("whole");
        try (SegmentJournal journal = Journals.open(whole)) {
            fill(journal, 100);
        }
        for (int length = 0; length <= 24; length++) {
            Path place = Directories.copy(whole);
            Files.write(Segment.pathOf(place, 100), new byte[length]);
            try (SegmentJournal journal = Journals.open(place)) {
                assertEquals(filled(100), contents(journal));
                assertEquals(100, append(journal, "r100"));
                assertEquals("", journal.health().problem());
            }
            try (SegmentJournal journal = Journals.open(place)) {
                assertEquals(filled(101), contents(journal));
            }
        }
    }

    @Test
    void aDamagedHeaderOfTheNewestFileKeepsTheFileAndGivesOutNoOffsetTwice() throws Exception {
        byte[] whole = hundredByteRecords();
        whole[9] ^= 1;
        Files.write(file(), whole);
        long next;
        try (SegmentJournal journal = open()) {
            next = append(journal, "new");
            assertTrue(next >= RECORDS, "next " + next);
            assertTrue(journal.health().problem().contains(file().toString()));
            assertEquals(List.of(next + "=new"), contents(journal));
        }
        try (SegmentJournal journal = open()) {
            assertEquals(List.of(next + "=new"), contents(journal));
            assertFalse(journal.health().problem().isEmpty());
        }
        assertEquals(whole.length, Files.size(file()));
    }

    @Test
    void aNewerFormatIsRefusedWithTheReason() throws Exception {
        byte[] whole = hundredByteRecords();
        ByteBuffer header = ByteBuffer.wrap(whole).putInt(4, 2);
        CRC32C crc = new CRC32C();
        crc.update(whole, 0, 20);
        header.putInt(20, (int) crc.getValue());
        Files.write(file(), whole);
        String message = assertThrows(JournalUnavailableException.class, this::open).getMessage();
        assertTrue(message.contains("has format version 2, this release knows 1"), message);
        assertEquals(whole.length, Files.size(file()));
    }

    @Test
    void anUnfinishedNewSegmentIsRemovedAndOtherFilesAreLeftAlone() throws Exception {
        try (SegmentJournal journal = Journals.open(directory)) {
            fill(journal, 3);
        }
        Path unfinished = directory.resolve("journal-00000000000000000003.seg.new");
        Path other = directory.resolve("journal-99999999999999999999.seg");
        Files.write(unfinished, bytes("TLJ1"));
        Files.write(other, bytes("not ours"));
        try (SegmentJournal journal = Journals.open(directory)) {
            assertEquals(filled(3), contents(journal));
        }
        assertFalse(Files.exists(unfinished));
        assertTrue(Files.exists(other));
    }

    @Test
    void aNewSegmentIsSyncedBeforeItGetsItsNameAndTheNameAfterwards() {
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = SegmentJournal.open(directory, ONE_FILE, files)) {
            assertEquals(0, journal.nextOffset());
            // The parent directory first, it may have got this directory a moment ago.
            assertEquals(
                    List.of("syncDirectory", "create", "write", "force", "rename", "syncDirectory"),
                    files.calls());
        }
    }

    @Test
    void theLastGroupIsWrittenAgainBeforeItIsServed() throws Exception {
        byte[] whole = hundredByteRecords();
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = SegmentJournal.open(directory, ONE_FILE, files)) {
            assertEquals(RECORDS, journal.nextOffset());
            // The parent directory first; then the bytes, their sync, and the directory.
            assertEquals(
                    List.of("syncDirectory", "write", "force", "syncDirectory"), files.calls());
        }
        assertEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(file())));
    }

    @Test
    void aDiskThatCannotSyncAtTheStartIsNamed() throws Exception {
        hundredByteRecords();
        FaultyFiles files =
                new FaultyFiles()
                        .with(
                                (call, count) -> {
                                    if (call.equals("force")) {
                                        throw new IOException("Input/output error");
                                    }
                                });
        String message =
                assertThrows(
                                JournalUnavailableException.class,
                                () -> SegmentJournal.open(directory, ONE_FILE, files))
                        .getMessage();
        assertTrue(message.contains("cannot be opened"), message);
        assertTrue(message.contains("Input/output error"), message);
        try (SegmentJournal journal = open()) {
            assertEquals(RECORDS, journal.nextOffset());
        }
    }

    private byte[] hundredByteRecords() throws Exception {
        try (SegmentJournal journal = open()) {
            for (int i = 0; i < RECORDS; i++) {
                append(journal, hundredBytes(i));
            }
        }
        return Files.readAllBytes(newest(directory));
    }

    private void assertRecovered(int records, long cut, String note) throws Exception {
        try (SegmentJournal journal = open()) {
            assertEquals(records, journal.nextOffset(), note);
            assertEquals(cut, journal.cutBytes(), note);
            assertEquals("", journal.health().problem(), note);
            assertEquals(hundredByteTexts(records), contents(journal), note);
        }
        assertEquals(24 + (long) records * RECORD_BYTES, Files.size(file()), note);
    }

    private SegmentJournal open() {
        return SegmentJournal.open(directory, ONE_FILE, new FaultyFiles().withoutSyncing());
    }

    private Path file() {
        return Segment.pathOf(directory, 0);
    }

    private static List<String> hundredByteTexts(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(i + "=" + hundredBytes(i));
        }
        return texts;
    }

    private static String hundredBytes(int i) {
        return String.format("%0100d", i);
    }
}
