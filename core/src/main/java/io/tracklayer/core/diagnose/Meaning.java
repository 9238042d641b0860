// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.util.Objects;

/**
 * What a reason code of a delivery stands for.
 *
 * @param cause what is wrong; null when nothing is
 * @param next what to do, with {@code {destination}}, {@code {plugin}}, {@code {file}}, {@code
 *     {rule}}, {@code {location}}, {@code {code}}, {@code {event}} and {@code {replay}}, the
 *     command that sends it again, where they differ from case to case; empty when there is nothing
 *     to do
 */
public record Meaning(Cause cause, String next) {
    public Meaning {
        Objects.requireNonNull(next, "next");
    }

    /** Whether the code says that all is as it should be. */
    public boolean fine() {
        return cause == null;
    }
}
