// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import java.util.Locale;
import java.util.Optional;

/** Flags as consent platforms write them: true and false, 1 and 0, as such or as text. */
final class Flags {
    private Flags() {}

    static Optional<Boolean> read(Object value) {
        return switch (String.valueOf(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
