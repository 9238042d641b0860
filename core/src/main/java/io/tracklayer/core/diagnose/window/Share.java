// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

/** From how many on something is told that a few events always have. */
final class Share {
    private static final long SOME = 20;
    private static final long MANY = 4;

    private Share() {}

    /** One in 20 or more. */
    static boolean some(long affected, long of) {
        return affected > 0 && affected * SOME >= of;
    }

    /** A quarter or more. */
    static boolean many(long affected, long of) {
        return affected > 0 && affected * MANY >= of;
    }
}
