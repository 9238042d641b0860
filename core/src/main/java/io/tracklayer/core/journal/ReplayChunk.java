// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.replay.ReplayCursor;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The next deliveries a replay takes up. Chunks of a replay are numbered from 1 and applied in that
 * order, each once, whatever stands in the journal.
 *
 * @param at when they were selected
 * @param items what to queue
 * @param excluded how many were looked at and left alone, by reason code
 * @param cursor the last delivery looked at
 * @param last whether nothing follows
 */
public record ReplayChunk(
        String replay,
        int number,
        Instant at,
        List<Item> items,
        Map<String, Long> excluded,
        ReplayCursor cursor,
        boolean last)
        implements JournalRecord {

    public ReplayChunk {
        items = List.copyOf(items);
        excluded = Map.copyOf(excluded);
    }

    /**
     * One delivery.
     *
     * @param resendUntil until when it may be sent, when it was accepted before; else null
     */
    public record Item(long eventSeq, String destination, Instant resendUntil) {}
}
