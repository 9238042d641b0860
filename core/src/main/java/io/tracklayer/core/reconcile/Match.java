// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

/** What the dedup keys say about an observation. */
public sealed interface Match {

    /** Nobody has seen this action. */
    record First() implements Match {}

    /** The sender repeats the very same message. */
    record Repetition(long eventSeq, DedupKey key) implements Match {}

    /**
     * A further copy of a known action.
     *
     * @param key what joined them
     * @param collision what contradicts the match, or empty
     */
    record Copy(long eventSeq, DedupKey key, String collision) implements Match {}
}
