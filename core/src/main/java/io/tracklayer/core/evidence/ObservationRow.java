// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import java.time.Instant;
import java.util.Locale;

/**
 * What became of one message of an inbound request.
 *
 * @param id journal offset and index, e.g. {@code 812-0}
 * @param arrivalOffset journal offset of the request
 * @param verdict what it was taken for
 * @param reason closed code; {@code accepted} when it became or joined an event
 * @param sentence the reason for people
 * @param eventSeq the event it became or joined, 0 for none
 * @param eventName wire name when known, else empty
 */
public record ObservationRow(
        String id,
        long arrivalOffset,
        String merchant,
        String store,
        String source,
        Instant receivedAt,
        Verdict verdict,
        String reason,
        String sentence,
        long eventSeq,
        String eventName) {

    /** The same message, to be looked for under another request. */
    public ObservationRow takenUp(String how) {
        return new ObservationRow(
                id,
                arrivalOffset,
                merchant,
                store,
                source,
                receivedAt,
                Verdict.REPROCESSED,
                "reprocessed",
                how,
                0,
                eventName);
    }

    /** What a message was taken for. */
    public enum Verdict {
        /** The first copy of an action. */
        ACCEPTED,
        /** A further copy of an action, merged. */
        MERGED,
        /** The very same message again. */
        DUPLICATE,
        /** Only told who somebody is or what they decided; remembered. */
        IDENTITY,
        /** Readable and authentic, of no interest. */
        IGNORED,
        /** Authentic, but cannot become an event. */
        REJECTED,
        /** Was rejected or ignored, and has been taken up again as another request. */
        REPROCESSED,
        /** Not authentic, too large or otherwise turned away at the door. */
        REFUSED;

        /** Whether the message can be taken up again: it was authentic, and nothing came of it. */
        public boolean reprocessable() {
            return this == REJECTED || this == IGNORED;
        }

        /** The spelling in JSON and the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
