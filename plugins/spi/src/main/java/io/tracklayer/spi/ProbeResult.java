// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Objects;

/**
 * What a connection check found.
 *
 * @param sentence what was found and, if something is wrong, what to do
 */
public record ProbeResult(Verdict verdict, String sentence) {
    public ProbeResult {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** How sure the check is. */
    public enum Verdict {
        /** Credentials and address work. */
        WORKS,
        /** The platform refused them. */
        REFUSED,
        /** The platform does not reveal whether they are right. */
        UNVERIFIABLE,
        /** No usable answer came. */
        UNREACHABLE
    }
}
