// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.spi.EventField.Authority;
import java.time.Instant;

/**
 * Where one field's value came from.
 *
 * @param observation id of the observation that gave it
 * @param source id of that observation's source
 * @param authority what kind of source that is
 * @param origin where it stood in the request, or what it was derived from
 * @param rule how the raw value became the canonical one, e.g. {@code as given}, {@code E.164 for
 *     DE}
 * @param at when the copy says it happened, or null when it gives no time of its own; for a consent
 *     purpose, when the visitor decided
 */
public record Provenance(
        String observation,
        String source,
        Authority authority,
        String origin,
        String rule,
        Instant at) {
    /** The rule of an event id that no copy carried. */
    public static final String MADE_BY_US = "made from the observation";

    /** The rule of an event id that the source made because the sender stated none. */
    public static final String MADE_BY_SOURCE = "made by the source";

    /** The rule of a time that is the arrival's, because the copy states none that can be used. */
    public static final String ARRIVAL = "arrival";

    /** The rule of a value that is assumed because the copy states none. */
    public static final String DEFAULT = "default";

    /** The rule of what was read from an address the event carries. */
    public static final String READ_FROM_ADDRESS = "read from the address";

    /** The rule of a click cookie that no copy carried. */
    public static final String BUILT_FROM_CLICK = "built from the click id and when it was seen";

    /** The rule of consent that no copy carried: what the visitor had decided before. */
    public static final String REMEMBERED = "remembered of the visitor";

    /** The rule of consent that the visitor gave or refused while the event waited for it. */
    public static final String ANSWERED = "answered later by the visitor";

    /** Where a value of a copy without a time of its own came from. */
    public Provenance(
            String observation, String source, Authority authority, String origin, String rule) {
        this(observation, source, authority, origin, rule, null);
    }

    /** The same with another time. */
    public Provenance at(Instant time) {
        return new Provenance(observation, source, authority, origin, rule, time);
    }

    /** Whether no copy carried the value: it follows from other fields or earlier events. */
    public boolean derived() {
        return rule.equals(READ_FROM_ADDRESS)
                || rule.equals(BUILT_FROM_CLICK)
                || rule.equals(REMEMBERED);
    }

    /** Whether the sender stated the value, however it was written down. */
    public boolean stated() {
        return !rule.equals(MADE_BY_US) && !rule.equals(MADE_BY_SOURCE);
    }
}
