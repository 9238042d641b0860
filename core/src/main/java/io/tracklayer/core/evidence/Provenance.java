// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.spi.EventField.Authority;

/**
 * Where one field's value came from.
 *
 * @param observation id of the observation that gave it
 * @param source id of that observation's source
 * @param authority what kind of source that is
 * @param origin where it stood in the request, or what it was derived from
 * @param rule how the raw value became the canonical one, e.g. {@code as given}, {@code E.164 for
 *     DE}
 */
public record Provenance(
        String observation, String source, Authority authority, String origin, String rule) {
    /** The rule of an event id that no copy carried. */
    public static final String MADE_BY_US = "made from the observation";

    /** The rule of an event id that the source made because the sender stated none. */
    public static final String MADE_BY_SOURCE = "made by the source";

    /** Whether the sender stated the value, however it was written down. */
    public boolean stated() {
        return !rule.equals(MADE_BY_US) && !rule.equals(MADE_BY_SOURCE);
    }
}
