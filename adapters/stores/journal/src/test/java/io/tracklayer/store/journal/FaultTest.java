// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import static io.tracklayer.store.journal.Journals.SMALL;
import static io.tracklayer.store.journal.Journals.append;
import static io.tracklayer.store.journal.Journals.bytes;
import static io.tracklayer.store.journal.Journals.contents;
import static io.tracklayer.store.journal.SegmentJournalTest.assertUnavailable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.JournalUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FaultTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir Path directory;
    private final AtomicLong clock = new AtomicLong();

    @ParameterizedTest
    @ValueSource(strings = {"write", "force", "create", "rename", "syncDirectory"})
    void noFaultLosesAnAnswerOrAnOffset(String call) throws Exception {
        for (int nth = 1; nth <= 8; nth++) {
            for (int times : new int[] {1, 2, 5}) {
                for (boolean stubborn : new boolean[] {false, true}) {
                    survives(call, nth, times, stubborn);
                }
            }
        }
    }

    @Test
    void everyWaiterOfTheGroupAndTheQueueIsToldAndTheFileIsLeftAlone() throws Exception {
        CountDownLatch inForce = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = open(files, SMALL)) {
            assertEquals(0, append(journal, "kept"));
            files.with(
                    (call, count) -> {
                        if (call.equals("force")) {
                            inForce.countDown();
                            await(release);
                            throw new IOException("Input/output error");
                        }
                    });
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            answers.add(journal.append(bytes("group")));
            inForce.await();
            for (int i = 0; i < 100; i++) {
                answers.add(journal.append(bytes("queue" + i)));
            }
            release.countDown();
            for (CompletableFuture<Long> answer : answers) {
                assertUnavailable(answer, "failed: Input/output error. Check the disk");
            }
            assertFalse(journal.health().writable());
            String problem = journal.health().problem();
            assertTrue(problem.contains("writing 1 records at offset 1 failed"), problem);
            assertTrue(problem.contains("tried again every 1000 ms"), problem);
            assertEquals(List.of("0=kept"), contents(journal));
        }
        assertEquals(0, files.count("USED AFTER FAILURE"));
        assertEquals(1, files.count("truncate"));
        try (SegmentJournal journal = Journals.open(directory)) {
            assertEquals(List.of("0=kept"), contents(journal));
        }
    }

    @Test
    void whileBrokenTheDiskIsTriedOncePerInterval() throws Exception {
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = open(files, SMALL)) {
            AtomicBoolean broken = new AtomicBoolean(true);
            files.with(
                    (call, count) -> {
                        if (broken.get()) {
                            throw new IOException("No space left on device");
                        }
                    });
            assertUnavailable(journal.append(bytes("a")), "The disk is full: free space on it.");
            long triedFirst = files.calls().size();
            for (int i = 0; i < 50; i++) {
                assertUnavailable(journal.append(bytes("b")), "The disk is full");
            }
            assertEquals(triedFirst, files.calls().size());
            clock.addAndGet(SECOND);
            assertUnavailable(journal.append(bytes("c")), "starting a new segment at offset 0");
            assertEquals(triedFirst + 1, files.calls().size());
            assertUnavailable(journal.append(bytes("d")), "The disk is full");
            assertEquals(triedFirst + 1, files.calls().size());
            broken.set(false);
            assertUnavailable(journal.append(bytes("e")), "The disk is full");
            clock.addAndGet(SECOND);
            assertEquals(0, append(journal, "healed"));
            assertTrue(journal.health().writable());
            assertEquals("", journal.health().problem());
            assertEquals(List.of("0=healed"), contents(journal));
        }
    }

    @Test
    void healsWithoutAnAppend() throws Exception {
        FaultyFiles files = new FaultyFiles();
        JournalSettings settings = SMALL.withProbeInterval(Duration.ofMillis(1));
        try (SegmentJournal journal =
                SegmentJournal.open(directory, settings, files, System::nanoTime, 0)) {
            AtomicInteger failures = new AtomicInteger(5);
            files.with(
                    (call, count) -> {
                        if (failures.getAndDecrement() > 0) {
                            throw new IOException("Input/output error");
                        }
                    });
            assertUnavailable(journal.append(bytes("a")), "Input/output error");
            while (!journal.health().writable()) {
                Thread.onSpinWait();
            }
            assertEquals(0, append(journal, "b"));
        }
    }

    @Test
    void unacknowledgedBytesThatStayInAFileNeverCompeteWithLaterRecords() throws Exception {
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = open(files, SMALL)) {
            append(journal, "a");
            AtomicBoolean broken = new AtomicBoolean(true);
            files.with(
                    (call, count) -> {
                        if (broken.get() && (call.equals("force") || call.equals("truncate"))) {
                            throw new IOException("Input/output error");
                        }
                    });
            assertUnavailable(journal.append(bytes("ghost")), "Input/output error");
            broken.set(false);
            clock.addAndGet(SECOND);
            assertEquals(1, append(journal, "b"));
            assertEquals(List.of("0=a", "1=b"), contents(journal));
        }
        long good = 24 + 16 + 1;
        assertEquals(good + 16 + 5, Files.size(Journals.segments(directory).get(0)));
        try (SegmentJournal journal = Journals.open(directory)) {
            assertEquals(List.of("0=a", "1=b"), contents(journal));
            assertEquals("", journal.health().problem());
            assertEquals(2, append(journal, "c"));
        }
    }

    @Test
    void aFaultThatIsNoIoExceptionIsTreatedTheSame() throws Exception {
        FaultyFiles files = new FaultyFiles();
        try (SegmentJournal journal = open(files, SMALL)) {
            AtomicBoolean broken = new AtomicBoolean(true);
            files.with(
                    (call, count) -> {
                        if (broken.getAndSet(false)) {
                            throw new OutOfMemoryError("made up");
                        }
                    });
            assertUnavailable(journal.append(bytes("a")), "made up");
            clock.addAndGet(SECOND);
            assertEquals(0, append(journal, "b"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "17"})
    void shortWritesAreContinued(int bytesPerWrite) throws Exception {
        FaultyFiles files = new FaultyFiles().withoutSyncing().withBytesPerWrite(bytesPerWrite);
        try (SegmentJournal journal = open(files, SMALL)) {
            Journals.fill(journal, 60);
            assertEquals(Journals.filled(60), contents(journal));
        }
        try (SegmentJournal journal = Journals.open(directory)) {
            assertEquals(Journals.filled(60), contents(journal));
        }
    }

    @Test
    void aKillAtAnyCallAlsoDuringTheRecoveryAfterItLosesNothing() throws Exception {
        boolean killed = true;
        for (int nth = 1; killed; nth++) {
            Path place = Files.createDirectory(directory.resolve("killed-" + nth));
            List<String> acked = new ArrayList<>();
            killed = workUntilKilled(place, nth, acked);
            boolean killedAgain = true;
            for (int again = 1; killedAgain; again++) {
                killedAgain = openUntilKilled(place, again);
                assertKept(place, acked, "killed at call " + nth + ", then at " + again);
            }
        }
    }

    private void survives(String call, int nth, int times, boolean stubborn) throws Exception {
        String note = call + " " + nth + " x" + times + (stubborn ? " stubborn" : "");
        Path place = directory.resolve(note.replace(' ', '-'));
        AtomicInteger seen = new AtomicInteger();
        FaultyFiles files = new FaultyFiles().withoutSyncing();
        if (stubborn) {
            files.withTornWrites();
        }
        List<String> acked = new ArrayList<>();
        int failed = 0;
        try (SegmentJournal journal = SegmentJournal.open(place, SMALL, files, clock::get, 0)) {
            files.with(
                    (made, count) -> {
                        int now = made.equals(call) ? seen.incrementAndGet() : 0;
                        if (now >= nth && now < nth + times
                                || stubborn && made.equals("truncate")) {
                            throw new IOException("fault " + count);
                        }
                    });
            for (int i = 0; i < 14 || seen.get() < nth + times && i < 200; i++) {
                List<String> group = List.of("g" + i + "a".repeat(180), "g" + i + "b".repeat(180));
                List<CompletableFuture<Long>> answers =
                        group.stream().map(text -> journal.append(bytes(text))).toList();
                for (int a = 0; a < answers.size(); a++) {
                    if (offsetOf(answers.get(a), note) == acked.size()) {
                        acked.add(acked.size() + "=" + group.get(a));
                    } else {
                        failed++;
                        clock.addAndGet(SECOND);
                    }
                }
            }
            assertTrue(failed >= times, note + " failed " + failed);
            assertEquals(acked, contents(journal), note);
            assertTrue(journal.health().writable(), note);
            assertEquals("", journal.health().problem(), note);
        }
        assertEquals(0, files.count("USED AFTER FAILURE"), note);
        FaultyFiles healthy = new FaultyFiles().withoutSyncing();
        try (SegmentJournal journal = SegmentJournal.open(place, SMALL, healthy)) {
            assertEquals(acked, contents(journal), note);
            assertEquals("", journal.health().problem(), note);
        }
    }

    /** The offset, or -1 when the answer is the failure it may be. */
    private static long offsetOf(CompletableFuture<Long> answer, String note) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            assertEquals(JournalUnavailableException.class, e.getCause().getClass(), note);
            return -1;
        }
    }

    private boolean workUntilKilled(Path place, int nth, List<String> acked) {
        FaultyFiles files = new FaultyFiles().withoutSyncing().withTornWrites();
        AtomicBoolean killed = killAt(files, nth);
        try (SegmentJournal journal =
                SegmentJournal.open(
                        place,
                        SMALL.withMaxRecordBytes(900).withMaxBytes(3000),
                        files,
                        clock::get,
                        0)) {
            for (int i = 0; i < 10; i++) {
                String text = "r" + i + "-".repeat(400);
                acked.add(append(journal, text) + "=" + text);
                journal.retain(acked.size(), Instant.EPOCH);
            }
        } catch (JournalUnavailableException | CompletionException e) {
            assertTrue(killed.get(), e.toString());
        }
        return killed.get();
    }

    private boolean openUntilKilled(Path place, int nth) {
        FaultyFiles files = new FaultyFiles().withoutSyncing().withTornWrites();
        AtomicBoolean killed = killAt(files, nth);
        try (SegmentJournal journal = SegmentJournal.open(place, SMALL, files, clock::get, 0)) {
            assertFalse(killed.get(), "opened with " + journal.nextOffset());
        } catch (JournalUnavailableException e) {
            assertTrue(killed.get(), e.toString());
        }
        return killed.get();
    }

    private static AtomicBoolean killAt(FaultyFiles files, int nth) {
        AtomicBoolean killed = new AtomicBoolean();
        files.with(
                (call, count) -> {
                    if (count >= nth) {
                        killed.set(true);
                        throw new IOException("killed");
                    }
                });
        return killed;
    }

    private static void assertKept(Path place, List<String> acked, String note) throws Exception {
        FaultyFiles files = new FaultyFiles().withoutSyncing();
        Path copy = Directories.copy(place);
        try (SegmentJournal journal = SegmentJournal.open(copy, SMALL, files)) {
            List<String> found = contents(journal);
            int first = (int) journal.firstOffset();
            int kept = Math.min(found.size(), acked.size() - first);
            assertTrue(first + found.size() >= acked.size(), note + " lost some of " + acked);
            assertEquals(acked.subList(first, first + kept), found.subList(0, kept), note);
            assertTrue(found.size() - kept <= 1, note + " more than the one in flight");
            assertEquals("", journal.health().problem(), note);
            assertEquals(first + found.size(), append(journal, "goes on"), note);
        }
        Directories.delete(copy);
    }

    private SegmentJournal open(FaultyFiles files, JournalSettings settings) {
        return SegmentJournal.open(directory, settings, files, clock::get, 0);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
