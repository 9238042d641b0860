// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import static io.tracklayer.store.journal.Journals.SMALL;
import static io.tracklayer.store.journal.Journals.append;
import static io.tracklayer.store.journal.Journals.bytes;
import static io.tracklayer.store.journal.Journals.contents;
import static io.tracklayer.store.journal.Journals.fill;
import static io.tracklayer.store.journal.Journals.filled;
import static io.tracklayer.store.journal.Journals.open;
import static io.tracklayer.store.journal.Journals.segments;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.JournalEntry;
import io.tracklayer.core.journal.JournalUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SegmentJournalTest {
    @TempDir Path directory;

    @Test
    void offsetsAreDenseOverSegmentsAndRestarts() throws Exception {
        for (int start = 0; start < 400; start += 100) {
            try (SegmentJournal journal = open(directory)) {
                assertEquals(start, journal.nextOffset());
                for (int i = start; i < start + 100; i++) {
                    assertEquals(i, append(journal, "r" + i));
                }
                assertEquals(filled(start + 100), contents(journal));
            }
        }
        assertTrue(segments(directory).size() > 5, "the segments must have rolled");
        try (SegmentJournal journal = open(directory)) {
            assertEquals(filled(400), contents(journal));
            assertEquals(0, journal.firstOffset());
            assertEquals(0, journal.cutBytes());
        }
    }

    @Test
    void recordsOfAnySizeComeBackAsTheyWere() throws Exception {
        JournalSettings settings = JournalSettings.defaults().withSegmentBytes(4 * 1024 * 1024);
        Random random = new Random(42);
        int[] sizes = {
            0, 1, 15, 16, 17, 65_519, 65_520, 65_536, 65_537, 262_128, 262_145, 5_000_000, 3
        };
        List<byte[]> written = new ArrayList<>();
        try (SegmentJournal journal = SegmentJournal.open(directory, settings, new DiskFiles())) {
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            for (int size : sizes) {
                byte[] payload = new byte[size];
                random.nextBytes(payload);
                written.add(payload);
                answers.add(journal.append(payload));
            }
            answers.forEach(CompletableFuture::join);
        }
        try (SegmentJournal journal = SegmentJournal.open(directory, settings, new DiskFiles())) {
            assertEquals(sizes.length, journal.nextOffset());
            for (int i = 0; i < sizes.length; i++) {
                JournalEntry entry = journal.read(i, 1, Duration.ZERO).get(0);
                assertEquals(i, entry.offset());
                assertArrayEquals(written.get(i), entry.payload());
            }
        }
    }

    @Test
    void nothingIsAnsweredOrReadBeforeTheSyncReturned() throws Exception {
        CountDownLatch inForce = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = SegmentJournal.open(directory, SMALL, files)) {
            files.with(holdAtForce(inForce, release));
            CompletableFuture<Long> answer = journal.append(bytes("a"));
            inForce.await();
            assertFalse(answer.isDone());
            assertEquals(0, journal.nextOffset());
            assertEquals(List.of(), journal.read(0, 10, Duration.ZERO));
            release.countDown();
            assertEquals(0, answer.join());
            assertEquals(List.of("0=a"), contents(journal));
        }
    }

    @Test
    void appendsThatWaitShareOneSyncAndAreAnsweredInOrder() throws Exception {
        CountDownLatch inForce = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FaultyFiles files = new FaultyFiles();
        JournalSettings settings = JournalSettings.defaults();
        try (SegmentJournal journal = SegmentJournal.open(directory, settings, files)) {
            files.with(holdAtForce(inForce, release));
            journal.append(bytes("first"));
            inForce.await();
            long forcesBefore = files.count("force");
            List<Long> order = new ArrayList<>();
            List<CompletableFuture<Void>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                answers.add(journal.append(bytes("r" + i)).thenAccept(order::add));
            }
            release.countDown();
            answers.forEach(CompletableFuture::join);
            assertEquals(forcesBefore + 1, files.count("force"));
            for (int i = 0; i < 1000; i++) {
                assertEquals(i + 1L, order.get(i));
            }
        }
    }

    @Test
    void whatSixtyFourThreadsWereAnsweredIsAllThereAfterReopening() throws Exception {
        Map<Long, String> acked = new ConcurrentHashMap<>();
        FaultyFiles files = new FaultyFiles();
        JournalSettings settings = SMALL.withSegmentBytes(64 * 1024).withMaxBytes(10_000_000);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (SegmentJournal journal = SegmentJournal.open(directory, settings, files)) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 64; t++) {
                int thread = t;
                done.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 100; i++) {
                                        String text = thread + ":" + i;
                                        acked.put(append(journal, text), text);
                                    }
                                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(6400, acked.size());
        assertTrue(files.count("force") < 6400, "syncs: " + files.count("force"));
        try (SegmentJournal journal = open(directory)) {
            Map<Long, String> found = new HashMap<>();
            Journals.readAll(journal).forEach(e -> found.put(e.offset(), Journals.text(e)));
            assertEquals(acked, found);
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndSaysWhy() throws Exception {
        CountDownLatch inForce = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FaultyFiles files = new FaultyFiles();
        JournalSettings settings = SMALL.withQueueBytes(1024);
        try (SegmentJournal journal = SegmentJournal.open(directory, settings, files)) {
            files.with(holdAtForce(inForce, release));
            CompletableFuture<Long> first = journal.append(bytes("first"));
            inForce.await();
            CompletableFuture<Long> large = journal.append(new byte[5000]);
            assertUnavailable(journal.append(bytes("x")), "appends wait for the disk already");
            release.countDown();
            assertEquals(0, first.join());
            assertEquals(1, large.join());
            assertEquals(2, append(journal, "room again"));
        }
    }

    @Test
    void whileTheOldestWaitsForMoreThanThreeSecondsNothingMoreIsTaken() throws Exception {
        CountDownLatch inForce = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong clock = new AtomicLong();
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = SegmentJournal.open(directory, SMALL, files, clock::get, 0)) {
            files.with(holdAtForce(inForce, release));
            CompletableFuture<Long> first = journal.append(bytes("first"));
            inForce.await();
            clock.addAndGet(3_000_000_000L);
            CompletableFuture<Long> second = journal.append(bytes("just in time"));
            clock.addAndGet(1);
            assertUnavailable(journal.append(bytes("too late")), "for more than 3 s");
            release.countDown();
            assertEquals(0, first.join());
            assertEquals(1, second.join());
            assertEquals(2, append(journal, "healed"));
        }
    }

    @Test
    void aRecordLargerThanAllowedIsTheCallersFault() {
        try (SegmentJournal journal = open(directory)) {
            String message =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> journal.append(new byte[journal.maxRecordBytes() + 1]))
                            .getMessage();
            assertTrue(message.contains("raise journal.max-record-bytes"), message);
        }
    }

    @Test
    void healthTellsHowLongTheOldestAppendWaits() throws Exception {
        CountDownLatch inForce = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong clock = new AtomicLong(-5_000_000_000L);
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = SegmentJournal.open(directory, SMALL, files, clock::get, 0)) {
            assertEquals(Duration.ZERO, journal.health().oldestWaiter());
            files.with(holdAtForce(inForce, release));
            CompletableFuture<Long> first = journal.append(bytes("a"));
            inForce.await();
            clock.addAndGet(2_000_000_000L);
            CompletableFuture<Long> second = journal.append(bytes("b"));
            clock.addAndGet(1_500_000_000L);
            assertEquals(Duration.ofMillis(3500), journal.health().oldestWaiter());
            release.countDown();
            CompletableFuture.allOf(first, second).join();
            assertTrue(journal.health().writable());
            assertEquals("", journal.health().problem());
            assertEquals(24 + 17 + 17, journal.health().bytes());
        }
    }

    @Test
    void aWaitingReaderIsWokenByTheNextRecord() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (SegmentJournal journal = open(directory)) {
            Future<List<JournalEntry>> read =
                    thread.submit(() -> journal.read(1, 10, Duration.ofDays(1)));
            append(journal, "before");
            append(journal, "awaited");
            List<JournalEntry> entries = read.get(20, TimeUnit.SECONDS);
            assertEquals(1, entries.get(0).offset());
            assertEquals("awaited", Journals.text(entries.get(0)));
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void aWaitingReaderThatIsWokenEndsEmptyAndReadsOnLater() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (SegmentJournal journal = open(directory)) {
            Future<List<JournalEntry>> read =
                    thread.submit(() -> journal.read(0, 10, Duration.ofDays(1)));
            // a read that had not begun yet would wait on
            while (!read.isDone()) {
                journal.wake();
                Thread.onSpinWait();
            }
            assertEquals(List.of(), read.get());
            append(journal, "later");
            assertEquals(1, journal.read(0, 10, Duration.ZERO).size());
        } finally {
            thread.shutdown();
        }
    }

    @Test
    @SuppressWarnings("try")
    void aWaitingReaderEndsEmptyWhenTheJournalClosesAndLaterReadsAreRefused() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (SegmentJournal journal = open(directory)) {
            Future<List<JournalEntry>> read =
                    thread.submit(
                            () -> journal.read(0, 10, Duration.ofSeconds(1_000_000_000_000L)));
            journal.close();
            try {
                assertEquals(List.of(), read.get(20, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                // The read began after the close.
                assertEquals(IllegalStateException.class, e.getCause().getClass());
            }
            assertThrows(IllegalStateException.class, () -> journal.read(0, 1, Duration.ZERO));
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void anInterruptedReaderGetsTheInterruptAndOthersReadOn() throws Exception {
        try (SegmentJournal journal = open(directory)) {
            fill(journal, 50);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> journal.read(0, 9, Duration.ZERO));
            assertFalse(Thread.interrupted(), "the exception carries the interrupt");
            assertEquals(filled(50), contents(journal));
        }
    }

    @Test
    void anInterruptInTheMiddleOfReadingAFileIsPassedOnOnce() throws Exception {
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = SegmentJournal.open(directory, SMALL, files)) {
            fill(journal, 50);
            files.withReads((call, count) -> Thread.currentThread().interrupt());
            assertThrows(InterruptedException.class, () -> journal.read(0, 9, Duration.ZERO));
            assertFalse(Thread.interrupted(), "the exception carries the interrupt");
            files.withReads((call, count) -> {});
            assertEquals(filled(50), contents(journal));
        }
    }

    @Test
    void aDiskThatFailsToReadIsNotTakenForDamage() throws Exception {
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = SegmentJournal.open(directory, SMALL, files)) {
            fill(journal, 50);
            files.withReads(
                    (call, count) -> {
                        throw new IOException("Input/output error");
                    });
            String message =
                    assertThrows(
                                    UncheckedIOException.class,
                                    () -> journal.read(7, 9, Duration.ZERO))
                            .getMessage();
            assertTrue(message.contains("offset 7 failed: Input/output error"), message);
            files.withReads((call, count) -> {});
            assertEquals(filled(50), contents(journal));
            assertEquals("", journal.health().problem());
        }
    }

    @Test
    void oneReadReturnsNoMoreThanAskedForAndAboutEightMebibytes() throws Exception {
        JournalSettings settings = JournalSettings.defaults();
        try (SegmentJournal journal = SegmentJournal.open(directory, settings, new DiskFiles())) {
            for (int i = 0; i < 12; i++) {
                journal.append(new byte[1024 * 1024]).join();
            }
            assertEquals(3, journal.read(0, 3, Duration.ZERO).size());
            assertEquals(8, journal.read(3, 100, Duration.ZERO).size());
            assertEquals(1, journal.read(11, 100, Duration.ZERO).size());
        }
    }

    @Test
    void manyReadersFollowTheWriterAndEachSeesEverything() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (SegmentJournal journal = open(directory)) {
            List<Future<List<String>>> readers = new ArrayList<>();
            for (int r = 0; r < 6; r++) {
                readers.add(threads.submit(() -> follow(journal, 2000)));
            }
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                answers.add(journal.append(bytes("r" + i)));
            }
            answers.forEach(CompletableFuture::join);
            for (Future<List<String>> reader : readers) {
                assertEquals(filled(2000), reader.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @SuppressWarnings("try")
    void closingWritesWhatWaitsAndMayBeRepeated() throws Exception {
        CountDownLatch inForce = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FaultyFiles files = new FaultyFiles();
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (SegmentJournal journal = SegmentJournal.open(directory, SMALL, files)) {
            files.with(holdAtForce(inForce, release));
            answers.add(journal.append(bytes("r0")));
            inForce.await();
            for (int i = 1; i < 200; i++) {
                answers.add(journal.append(bytes("r" + i)));
            }
            Future<?> closing = thread.submit(journal::close);
            release.countDown();
            closing.get();
            assertUnavailable(journal.append(bytes("late")), "the node is stopping");
        } finally {
            thread.shutdown();
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(i, answers.get(i).join());
        }
        try (SegmentJournal journal = open(directory)) {
            assertEquals(filled(200), contents(journal));
        }
    }

    @Test
    @SuppressWarnings("try")
    void aSecondOpenerInThisProcessIsRefusedAndDoesNotUnlockTheFirst() throws Exception {
        try (SegmentJournal journal = open(directory)) {
            for (int i = 0; i < 2; i++) {
                String message =
                        assertThrows(JournalUnavailableException.class, () -> open(directory))
                                .getMessage();
                assertTrue(message.contains("in use by this process. Stop the other"), message);
            }
            ChildJvm child = ChildJvm.start("open", directory);
            assertTrue(child.output().get(0).contains("in use by another process"), "child");
            assertEquals(3, child.exitCode());
            append(journal, "still mine");
            journal.close();
            try (SegmentJournal next = open(directory)) {
                // A late second close of the first may not free what the next one holds.
                journal.close();
                assertThrows(JournalUnavailableException.class, () -> open(directory));
                assertEquals(List.of("0=still mine"), contents(next));
            }
        }
    }

    @Test
    void offsetsTheStoreHasAppliedAreNeverGivenOutAgain() throws Exception {
        try (SegmentJournal journal = open(directory)) {
            fill(journal, 10);
        }
        try (SegmentJournal journal =
                SegmentJournal.open(directory, SMALL, new DiskFiles(), System::nanoTime, 25)) {
            assertEquals(25, append(journal, "new"));
            assertEquals("new", Journals.text(journal.read(25, 5, Duration.ZERO).get(0)));
        }
        try (SegmentJournal journal = open(directory)) {
            assertEquals(26, journal.nextOffset());
            assertEquals(11, contents(journal).size());
            assertTrue(journal.health().problem().contains("offset 10 to 24"));
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedIsNamedWithAdvice() throws IOException {
        Path file = directory.resolve("file");
        Files.createFile(file);
        String message =
                assertThrows(JournalUnavailableException.class, () -> open(file)).getMessage();
        assertTrue(message.contains(file + " cannot be opened"), message);
        assertTrue(message.contains("Check that the directory is writable"), message);
    }

    static void assertUnavailable(CompletableFuture<Long> answer, String text) {
        Throwable cause = assertThrows(CompletionException.class, answer::join).getCause();
        assertEquals(JournalUnavailableException.class, cause.getClass());
        assertTrue(cause.getMessage().contains(text), cause.getMessage());
    }

    private static List<String> follow(SegmentJournal journal, int count)
            throws InterruptedException {
        List<String> seen = new ArrayList<>();
        while (seen.size() < count) {
            for (JournalEntry entry : journal.read(seen.size(), 13, Duration.ofSeconds(20))) {
                seen.add(entry.offset() + "=" + Journals.text(entry));
            }
        }
        return seen;
    }

    private static FaultyFiles.Fault holdAtForce(CountDownLatch inForce, CountDownLatch release) {
        return (call, count) -> {
            if (call.equals("force") && release.getCount() > 0) {
                inForce.countDown();
                awaitQuietly(release);
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
