// SPDX-License-Identifier: Apache-2.0
/**
 * The one place where identifiers are normalised and hashed. Platforms differ in their rules, so a
 * destination picks the rule per identifier; the type {@link io.tracklayer.spi.identity.Sha256}
 * says that a value is hashed, so nothing is hashed twice.
 */
package io.tracklayer.spi.identity;
