// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

/** An event without its content: its number and whose it is. */
public record EventNumber(long seq, String merchant, String store) {}
