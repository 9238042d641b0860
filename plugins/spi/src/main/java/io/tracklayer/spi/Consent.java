// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The consent frozen on an event.
 *
 * @param states state per purpose; a purpose that is missing is unknown
 * @param source which signal decided: {@code api}, {@code segment}, {@code rudder}, {@code tcf},
 *     {@code gpp}, {@code google_cm}, {@code shopify}, {@code usp} or {@code gpc}; of several the
 *     one that comes first in the order of precedence; empty when there was none
 * @param raw all signals as they arrived, by name, for evidence
 * @param region where the consent platform takes the visitor to be, e.g. {@code DE} or {@code
 *     US-CA}, or empty
 * @param gdprApplies whether the consent platform says that the GDPR applies, or null when it does
 *     not say
 * @param collectedAt when the visitor decided, or null when the signal does not say
 */
public record Consent(
        Map<Purpose, ConsentState> states,
        String source,
        Map<String, String> raw,
        String region,
        Boolean gdprApplies,
        Instant collectedAt) {

    private static final Consent NOT_GIVEN = new Consent(Map.of(), "", Map.of(), "", null, null);

    public Consent {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(region, "region");
        states = Map.copyOf(states);
        raw = Map.copyOf(raw);
    }

    /**
     * The consent of a single signal.
     *
     * @param raw the signal as it arrived, kept under the name of its source, or empty
     */
    public Consent(
            Map<Purpose, ConsentState> states, String source, String raw, Instant collectedAt) {
        this(states, source, raw.isEmpty() ? Map.of() : Map.of(source, raw), "", null, collectedAt);
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

    /** Whether the GDPR applies, as far as the consent platform says. */
    public Optional<Boolean> gdpr() {
        return Optional.ofNullable(gdprApplies);
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
        return new Consent(changed, source, raw, region, gdprApplies, collectedAt);
    }
}
