// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.replay.ReplayOrder;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An operator starts a replay or cancels it.
 *
 * @param replay the replay's id
 * @param at when
 * @param by who, as they said
 * @param order what is asked for, or null to cancel
 * @param expected how many deliveries matched, -1 when more than were counted
 */
public record ReplayCommand(String replay, Instant at, String by, ReplayOrder order, long expected)
        implements JournalRecord {

    public ReplayCommand {
        Objects.requireNonNull(replay, "replay");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
    }

    /** What is asked for; empty when the replay is cancelled. */
    public Optional<ReplayOrder> started() {
        return Optional.ofNullable(order);
    }
}
