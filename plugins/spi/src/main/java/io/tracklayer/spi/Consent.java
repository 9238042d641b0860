// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The consent frozen on an event.
 *
 * @param states state per purpose; a purpose that is missing is unknown
 * @param source which signal it was read from, e.g. {@code shopify}, {@code segment}, {@code api};
 *     empty when there was none
 * @param raw the signal as it arrived, for evidence
 * @param collectedAt when the visitor decided, or null when the signal does not say
 */
public record Consent(
        Map<Purpose, ConsentState> states, String source, String raw, Instant collectedAt) {

    private static final Consent NOT_GIVEN = new Consent(Map.of(), "", "", null);

    public Consent {
        states = Map.copyOf(states);
    }

    /** No signal at all: every purpose unknown. */
    public static Consent notGiven() {
        return NOT_GIVEN;
    }

    /** The state of a purpose, unknown when the signal says nothing about it. */
    public ConsentState state(Purpose purpose) {
        return states.getOrDefault(purpose, ConsentState.UNKNOWN);
    }

    /** When the visitor decided. */
    public Optional<Instant> collected() {
        return Optional.ofNullable(collectedAt);
    }

    /** Whether any purpose is known. */
    public boolean known() {
        return states.values().stream().anyMatch(state -> state != ConsentState.UNKNOWN);
    }

    /** The same consent with one purpose set. */
    public Consent with(Purpose purpose, ConsentState state) {
        Map<Purpose, ConsentState> changed = new EnumMap<>(Purpose.class);
        changed.putAll(states);
        changed.put(purpose, state);
        return new Consent(changed, source, raw, collectedAt);
    }
}
