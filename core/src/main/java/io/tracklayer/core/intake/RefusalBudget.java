// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import java.time.Clock;

/** How much evidence of refused requests is kept: strangers must not be able to fill the disk. */
final class RefusalBudget {
    private static final int PER_SECOND = 50;

    private final Clock clock;
    private long second;
    private int used;

    RefusalBudget(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean allows() {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            used = 0;
        }
        return used++ < PER_SECOND;
    }
}
