// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions, with a limit. */
final class Waiting {
    private static final Duration STEP = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * @throws RigException if it does not happen in time
     */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!happens(limit, condition)) {
            throw new RigException(what + " did not happen within " + limit.toSeconds() + " s");
        }
    }

    /** Whether the condition came true in time. */
    static boolean happens(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(STEP);
        }
        return true;
    }

    /** Lets time pass, because time is what the fault is made of. */
    static void pause(Duration time) {
        try {
            if (new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new RigException("interrupted");
        }
    }

    static void join(Thread thread, Duration limit) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new RigException(thread.getName() + " does not end");
        }
    }
}
