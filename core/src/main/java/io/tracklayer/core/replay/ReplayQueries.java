// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Read access to replays, what they could take up, and the audit trail. Thread-safe. */
public interface ReplayQueries {

    /**
     * The candidates of an order after a place.
     *
     * @param limit most rows to read, at least 1
     */
    Selection select(ReplayOrder order, ReplayCursor after, int limit);

    /** Replays that go on, oldest first. */
    List<Replay> running();

    /** One replay. */
    Optional<Replay> replay(String id);

    /** Replays started below a journal offset, newest first. */
    List<Replay> replays(long beforeOffset, int limit);

    /** What was done, below a journal offset, newest first. */
    default List<AuditEntry> audit(long beforeOffset, int limit) {
        return audit(AuditFilter.all(), beforeOffset, limit);
    }

    /** The same, of what matches. */
    List<AuditEntry> audit(AuditFilter filter, long beforeOffset, int limit);

    /** Whether a delivery that belongs to no replay was due before a time and still waits. */
    boolean overdue(String destination, Instant before);
}
