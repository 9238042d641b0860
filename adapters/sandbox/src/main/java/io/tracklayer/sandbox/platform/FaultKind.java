// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways a platform can be told to misbehave. */
public enum FaultKind {
    /** A bare HTTP status. */
    STATUS,
    /** The platform's own error shape. */
    PLATFORM_ERROR,
    /** The right answer, late. */
    SLOW,
    /** Takes the request and says nothing until the delay is over, then closes. */
    HANG,
    /** Takes the request and closes the connection without an answer. */
    RESET,
    /** Something that is not the platform's format. */
    GARBAGE,
    /** The right answer, one byte per delay. */
    DRIP,
    /** A 200 with a body no client should read to its end. */
    HUGE,
    /** A redirect nobody should follow. */
    REDIRECT,
    /** Meta: a 200 that says no event was received. */
    RECEIVED_ZERO,
    /** An answer without a body. */
    EMPTY;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FaultKind> find(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }

    /** Whether the call is judged and stored although the answer goes wrong. */
    public boolean processes(int status) {
        return switch (this) {
            case SLOW, DRIP, HUGE -> true;
            case GARBAGE, EMPTY -> status < 300;
            default -> false;
        };
    }

    public int defaultStatus() {
        return switch (this) {
            case STATUS -> 503;
            case PLATFORM_ERROR -> 400;
            case GARBAGE -> 502;
            case REDIRECT -> 302;
            default -> 200;
        };
    }

    public long defaultDelayMillis() {
        return switch (this) {
            case HANG -> 120_000;
            case DRIP -> 1_000;
            default -> 2_000;
        };
    }
}
