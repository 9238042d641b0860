// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

/** What a plugin throws. */
final class Failures {
    private Failures() {}

    /**
     * The failure, when it is one a node survives: anything a plugin can cause by itself.
     *
     * @throws OutOfMemoryError again
     */
    static Throwable survivable(Throwable failure) {
        if (failure instanceof OutOfMemoryError exhausted) {
            throw exhausted;
        }
        return failure;
    }

    /** The failure in a sentence: its class, message and the first place outside the JDK. */
    static String describe(Throwable failure) {
        for (StackTraceElement at : failure.getStackTrace()) {
            if (!at.getClassName().startsWith("java.") && !at.getClassName().startsWith("jdk.")) {
                return failure + " at " + at;
            }
        }
        return failure.toString();
    }
}
