// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import java.time.Duration;

/** Writes down why two copies were joined. */
public final class MergeEvidence {
    private MergeEvidence() {}

    /** The evidence of one merge. */
    public static MergeRow of(
            StoredEvent known,
            String observation,
            Event copy,
            Match.Copy match,
            Merger.Merge merge,
            boolean late) {
        String sentence =
                MergeSentence.of(
                                known, copy.sources().get(0), copy.receivedAt(), match.key(), merge)
                        + (late ? "; late: already sent, so nothing is sent again" : "")
                        + (match.contradiction().isEmpty()
                                ? ""
                                : "; collision: " + match.contradiction());
        return new MergeRow(
                known.seq(),
                observation,
                copy.receivedAt(),
                match.key().toString(),
                Duration.between(known.event().receivedAt(), copy.receivedAt()).toMillis(),
                late,
                match.contradiction(),
                sentence);
    }
}
