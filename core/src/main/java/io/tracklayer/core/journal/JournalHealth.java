// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import java.time.Duration;

/**
 * A reading of the journal.
 *
 * @param writable whether the last write and sync succeeded (or none has failed yet)
 * @param problem what is wrong and what to do about it; empty when writable
 * @param oldestWaiter how long the oldest append has been waiting for its sync; zero when none
 *     waits
 * @param bytes size of all segments on disk
 */
public record JournalHealth(boolean writable, String problem, Duration oldestWaiter, long bytes) {}
