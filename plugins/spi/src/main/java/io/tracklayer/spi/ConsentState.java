// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Locale;
import java.util.stream.Stream;

/** The state of one purpose; never a boolean, because not knowing is neither yes nor no. */
public enum ConsentState {
    GRANTED,
    DENIED,
    UNKNOWN;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The spelling in JSON and YAML. */
    public String wire() {
        return wire;
    }

    /**
     * The state a sender gives as a flag or as text. Text that says true is not taken for consent;
     * every form of no is a refusal; anything else is unknown.
     */
    public static ConsentState read(Object value) {
        String text = String.valueOf(value);
        if (Boolean.TRUE.equals(value) || "granted".equalsIgnoreCase(text)) {
            return GRANTED;
        }
        boolean refused = Stream.of("false", "denied", "no", "0").anyMatch(text::equalsIgnoreCase);
        return refused ? DENIED : UNKNOWN;
    }
}
