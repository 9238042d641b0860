// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One ad click identifier, case kept and never hashed.
 *
 * @param value the identifier as it stood in the address, URL-decoded once
 * @param seenAt when it was first seen, or null when unknown
 * @param landingUrl the page it was seen on, or null when unknown
 */
public record ClickId(String value, Instant seenAt, String landingUrl) {
    public ClickId {
        Objects.requireNonNull(value, "value");
    }

    /** When it was first seen. */
    public Optional<Instant> seen() {
        return Optional.ofNullable(seenAt);
    }
}
