// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AllocationTest {
    @Test
    void whatTheHeapGrewBetweenCollectionsIsAddedUp() {
        String log =
                """
                [0.006s][info][gc] Using G1
                [0.5s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 25M->4M(512M) 1.2ms
                [0.9s][info][gc] GC(1) Pause Young (Concurrent Start) (G1 Humongous Allocation) 104M->6M(512M) 2.1ms
                [0.9s][info][gc] GC(2) Concurrent Undo Cycle 2.8ms
                """;
        assertEquals(25 + 100 + 14, Allocation.megabytes(log, 20));
        assertEquals(7, Allocation.megabytes("", 7));
    }
}
