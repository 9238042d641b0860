// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import java.time.Instant;

/**
 * The evidence of one merge.
 *
 * @param key what joined the copies, e.g. {@code order_id 548291}
 * @param lagMillis from the first copy's arrival to this one's
 * @param late whether the event had already been sent somewhere
 * @param collision what contradicts the match, or empty
 * @param sentence the evidence for people
 */
public record MergeRow(
        long eventSeq,
        String observation,
        Instant at,
        String key,
        long lagMillis,
        boolean late,
        String collision,
        String sentence) {}
