// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Java, its memory, and the clock. */
final class MachineChecks {
    static final Duration CLOCK_WARNS = Duration.ofSeconds(30);
    static final Duration CLOCK_FAILS = Duration.ofMinutes(5);
    private static final int OLDEST_JAVA = 17;
    private static final long LEAST_HEAP = 256L << 20;

    private MachineChecks() {}

    static List<Check> of(int javaFeature, long heapBytes, String javaHome) {
        Check java =
                javaFeature >= OLDEST_JAVA
                        ? Check.ok("java", "Java " + javaFeature, javaHome)
                        : Check.fail(
                                "java",
                                "Java " + javaFeature + " is too old",
                                javaHome,
                                "install a JDK 17 or newer and set JAVA_HOME");
        String heap = (heapBytes >> 20) + " MiB";
        Check memory =
                heapBytes >= LEAST_HEAP
                        ? Check.ok("memory", "up to " + heap + " for Java", "this machine")
                        : Check.warn(
                                "memory",
                                "only " + heap + " for Java",
                                "this machine",
                                "give the node 512 MiB or more: TL_JAVA_OPTS=-Xmx512m, or -Xmx512m of"
                                        + " the service");
        return List.of(java, memory);
    }

    /**
     * Whether the clock went on evenly and is not behind what was written before.
     *
     * @param began when the doctor began
     * @param passed how long ago that is by a clock that is never put back
     * @param written when the data folder was last written, or the epoch
     */
    static Check clock(Clock clock, Instant began, Duration passed, Instant written) {
        Instant now = clock.instant();
        Duration drift = Duration.between(began.plus(passed), now).abs();
        if (drift.compareTo(Duration.ofSeconds(1)) > 0) {
            return Check.warn(
                    "clock",
                    "it was set by " + drift.toMillis() + " ms meanwhile",
                    "this machine",
                    "have a time service set it gradually (chrony, systemd-timesyncd)");
        }
        if (written.isAfter(now.plus(CLOCK_WARNS))) {
            return Check.fail(
                    "clock",
                    "it says " + now + ", and the data folder was written at " + written,
                    "this machine",
                    "set it; platforms refuse events with a wrong time");
        }
        return Check.ok(
                "clock", "goes on evenly, and is not behind what was written", "this machine");
    }

    /** How far the clock is from what a server says; its Date tells whole seconds. */
    static Check skew(Instant ours, Instant theirs, String where) {
        Duration skew = Duration.between(theirs, ours).abs();
        String said = skew.toSeconds() + " s from the server's";
        if (skew.compareTo(CLOCK_WARNS) <= 0) {
            return Check.ok("clock", said, where);
        }
        String advice = "set this machine's clock; platforms refuse events with a wrong time";
        return skew.compareTo(CLOCK_FAILS) <= 0
                ? Check.warn("clock", said, where, advice)
                : Check.fail("clock", said, where, advice);
    }
}
