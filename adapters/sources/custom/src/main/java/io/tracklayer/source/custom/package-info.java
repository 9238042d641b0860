// SPDX-License-Identifier: Apache-2.0
/**
 * Any JSON or form webhook, mapped by a file of the operator's; docs/webhooks.md is the language.
 * {@code MappingReader} makes a {@code Mapping} of a file, {@code Decoder} makes events of requests
 * by it.
 */
package io.tracklayer.source.custom;
