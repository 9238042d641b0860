// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
    private final AtomicInteger reads = new AtomicInteger();
    private final SharedReads<Long, String> shared =
            new SharedReads<>(offset -> offset + " read " + reads.incrementAndGet());

    @Test
    void theSameIsReadOnceUntilSomethingChanges() {
        assertEquals("7 read 1", shared.get(7L));
        assertEquals("7 read 1", shared.get(7L));
        assertEquals("9 read 2", shared.get(9L));
        shared.changed();
        assertEquals("7 read 3", shared.get(7L));
    }

    @Test
    void whoAsksWhileItIsReadWaitsForThatRead() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SharedReads<Long, Integer> slow =
                new SharedReads<>(
                        offset -> {
                            reading.countDown();
                            awaited(goOn);
                            return reads.incrementAndGet();
                        });
        ExecutorService viewers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(viewers.submit(() -> slow.get(7L)));
            }
            awaited(reading);
            goOn.countDown();
            for (Future<Integer> answer : answers) {
                assertEquals(1, answer.get(10, TimeUnit.SECONDS));
            }
        } finally {
            viewers.shutdownNow();
        }
    }

    @Test
    void aFailureIsToldAndTheNextOneReadsAgain() {
        SharedReads<Long, String> failing =
                new SharedReads<>(
                        offset -> {
                            if (reads.incrementAndGet() == 1) {
                                throw new IllegalStateException("unreadable");
                            }
                            return "read";
                        });
        assertEquals(
                "unreadable",
                assertThrows(IllegalStateException.class, () -> failing.get(7L)).getMessage());
        assertEquals("read", failing.get(7L));
    }

    @Test
    void onlyAFewPlacesAreKept() {
        for (long offset = 0; offset < 40; offset++) {
            shared.get(offset);
        }
        assertEquals("3 read 4", shared.get(3L));
        assertEquals("39 read 41", shared.get(39L));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
