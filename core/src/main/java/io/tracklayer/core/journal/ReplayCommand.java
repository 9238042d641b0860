// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.replay.ReplayOrder;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An operator starts a replay or cancels it, or the node ends one that cannot go on.
 *
 * @param replay the replay's id
 * @param at when
 * @param by who, as they said
 * @param order what is asked for, or null to cancel
 * @param expected how many deliveries matched, -1 when more than were counted
 * @param sentence why it cannot go on; empty when an operator says so
 */
public record ReplayCommand(
        String replay, Instant at, String by, ReplayOrder order, long expected, String sentence)
        implements JournalRecord {

    public ReplayCommand {
        Objects.requireNonNull(replay, "replay");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** An operator starts a replay. */
    public static ReplayCommand start(
            String replay, Instant at, String by, ReplayOrder order, long expected) {
        return new ReplayCommand(replay, at, by, order, expected, "");
    }

    /** An operator cancels a replay. */
    public static ReplayCommand cancel(String replay, Instant at, String by) {
        return new ReplayCommand(replay, at, by, null, 0, "");
    }

    /** The node ends a replay that cannot go on. */
    public static ReplayCommand end(String replay, Instant at, String sentence) {
        return new ReplayCommand(replay, at, "tracklayer", null, 0, sentence);
    }

    /** What is asked for; empty when the replay is cancelled. */
    public Optional<ReplayOrder> started() {
        return Optional.ofNullable(order);
    }
}
