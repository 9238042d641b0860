// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    private final Pace pace = new Pace();

    @Test
    void aRateNeedsTwoReadings() {
        pace.note(5 * SECOND, 100);

        assertEquals(0, pace.perSecond());
    }

    @Test
    void onlyTheLatestReadingsCount() {
        pace.note(0, 0);
        for (int i = 1; i <= 30; i++) {
            pace.note(i * SECOND, 1_000_000 + 50L * i);
        }

        assertEquals(50, pace.perSecond());
    }
}
