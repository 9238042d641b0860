// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.delivery.Delivery;
import java.time.Instant;

/** Whether a delivery would have been sent by now, were it not that requests fail. */
final class Turn {
    private Turn() {}

    static boolean come(Case one, Instant now) {
        return one.outage().isPresent()
                && one.delivery()
                        .filter(row -> Meanings.ofWait(row, now).cause() == Cause.HOLD)
                        .flatMap(Delivery::due)
                        .filter(due -> !due.isAfter(now))
                        .isPresent();
    }
}
