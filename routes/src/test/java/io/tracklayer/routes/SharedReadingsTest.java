// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.console.LiveChanges;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedReadingsTest {
    private final List<Long> reads = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean more;
    private boolean broken;
    private final SharedReadings readings = new SharedReadings(this::read, tasks::add);

    private LiveChanges read(long from) {
        reads.add(from);
        if (broken) {
            throw new IllegalStateException("the store is away");
        }
        return new LiveChanges(List.of(), from + 10, more);
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    @Test
    void fiftyViewersAtOnePlaceShareOneReadWhetherItIsUnderWayOrDone() {
        List<CompletableFuture<LiveChanges>> under = new ArrayList<>();
        for (int viewer = 0; viewer < 50; viewer++) {
            under.add(readings.from(7));
        }
        work();
        readings.from(7);
        work();

        assertEquals(List.of(7L), reads);
        assertTrue(under.stream().allMatch(one -> one.join().next() == 17));
    }

    @Test
    void aChangeDuringAReadIsReadAgainForWhoComesAfterIt() {
        CompletableFuture<LiveChanges> before = readings.from(7);
        readings.changed();

        assertNotSame(before, readings.from(7));
        work();
        assertEquals(List.of(7L, 7L), reads);
    }

    @Test
    void aFullReadingServesAlsoThoseWhoComeLaterToItsPlace() {
        more = true;
        CompletableFuture<LiveChanges> full = readings.from(7);
        work();
        readings.changed();

        assertSame(full, readings.from(7));
        assertEquals(List.of(7L), reads);
    }

    @Test
    void aReadingThatFailedIsTriedAgain() {
        broken = true;
        assertTrue(failed(readings.from(7)));
        broken = false;

        CompletableFuture<LiveChanges> again = readings.from(7);
        work();

        assertEquals(17, again.join().next());
    }

    private boolean failed(CompletableFuture<LiveChanges> reading) {
        work();
        return reading.isCompletedExceptionally();
    }
}
