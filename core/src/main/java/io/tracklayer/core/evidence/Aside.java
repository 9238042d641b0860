// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.spi.EventField;

/**
 * What a copy gave in a currency that is not the event's, kept because a further copy may make that
 * currency the event's.
 *
 * @param field items or predicted value
 * @param currency ISO 4217 code, or empty for amounts without a currency and items without prices
 * @param value the canonical value
 * @param from where it came from
 */
public record Aside(EventField field, String currency, Object value, Provenance from) {}
