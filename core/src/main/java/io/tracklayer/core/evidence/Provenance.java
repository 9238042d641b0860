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
        String observation, String source, Authority authority, String origin, String rule) {}
