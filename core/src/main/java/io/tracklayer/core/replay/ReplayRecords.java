// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.util.List;
import java.util.Optional;

/** Replays and the audit trail within a unit of work. */
public interface ReplayRecords {

    /** One replay. */
    Optional<Replay> find(String id);

    /** Replays that go on, oldest first. */
    List<Replay> running();

    /** Keeps a new replay or replaces it. */
    void put(Replay replay);

    /** Adds to the audit trail; the same entry is kept once. */
    void audit(AuditEntry entry);
}
