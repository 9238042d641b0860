// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnderwayTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Underway underway = new Underway(nanos::get);

    @Test
    void theOldestCountsUntilItEnds() {
        Underway.Visit first = underway.begin();
        nanos.addAndGet(10);
        Underway.Visit second = underway.begin();
        nanos.addAndGet(20);
        assertEquals(Duration.ofNanos(30), underway.oldest());
        first.close();
        assertEquals(Duration.ofNanos(20), underway.oldest());
        second.close();
        assertEquals(Duration.ZERO, underway.oldest());
    }

    @Test
    void aRequestNobodyWaitsForAnyMoreIsUnderWayUntilItsAppendEnds() {
        CompletableFuture<Long> append = new CompletableFuture<>();
        try (Underway.Visit visit = underway.begin()) {
            visit.until(append);
        }
        nanos.addAndGet(7);
        assertEquals(Duration.ofNanos(7), underway.oldest());
        append.completeExceptionally(new IllegalStateException("the disk is full"));
        assertEquals(Duration.ZERO, underway.oldest());
    }
}
