// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.time.Duration;

/** Waits. */
final class Pauses {
    private Pauses() {}

    static void sleep(Duration duration) {
        try {
            Thread.sleep(Math.max(0, duration.toMillis()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CliFailure("interrupted", stopping);
        }
    }
}
