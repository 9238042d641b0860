// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import java.util.List;

/** What the dedup keys say about an observation. */
public sealed interface Match {

    /** What the observation contradicts. */
    default List<CollisionRow> collisions() {
        return List.of();
    }

    /** Nobody has seen this action. */
    record First(List<CollisionRow> collisions) implements Match {
        /** A first copy that contradicts nothing. */
        public First() {
            this(List.of());
        }
    }

    /** The sender repeats the very same message. */
    record Repetition(long eventSeq, DedupKey key) implements Match {}

    /**
     * A further copy of a known action.
     *
     * @param key what joined them
     */
    record Copy(long eventSeq, DedupKey key, List<CollisionRow> collisions) implements Match {
        /** What contradicts the match, or empty. */
        public String contradiction() {
            return collisions.stream()
                    .filter(collision -> collision.kind() == Kind.ORDER_WITH_TWO_EVENT_IDS)
                    .map(
                            collision ->
                                    "one order with two event ids: \"%s\" and \"%s\""
                                            .formatted(collision.first(), collision.second()))
                    .findFirst()
                    .orElse("");
        }
    }
}
