// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

/**
 * One synced journal record: its offset and the bytes that were appended. The array belongs to the
 * reader.
 */
public record JournalEntry(long offset, byte[] payload) {}
