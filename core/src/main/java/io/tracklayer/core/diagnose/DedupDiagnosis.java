// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.StoredEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the copies of one action were recognised as one, and by what.
 *
 * @param question what was asked
 * @param meant the event it is about, or null when nothing was found
 * @param copies of the event and of those that look like it, oldest first
 * @param verdict null when nothing was found
 * @param key what joined the copies, or should have; empty when there is one only
 * @param sentence what was found
 * @param next what to do, or empty
 * @param snippet what to write into the page, or empty
 * @param misses when nothing was found
 */
public record DedupDiagnosis(
        Question question,
        StoredEvent meant,
        List<Copy> copies,
        Verdict verdict,
        String key,
        String sentence,
        String next,
        String snippet,
        List<Proof> proofs,
        List<Finding> misses) {
    public DedupDiagnosis {
        copies = List.copyOf(copies);
        proofs = List.copyOf(proofs);
        misses = List.copyOf(misses);
    }

    /** How the copies stand to each other. */
    public enum Verdict {
        /** One event of all copies. */
        JOINED(true),
        /** One event, but a copy came after it had been sent. */
        JOINED_LATE(true),
        /** One event by its order, though its copies have different event ids. */
        JOINED_WITH_TWO_IDS(false),
        /** Two events of what looks like one action, because no id is shared. */
        NOT_JOINED_IDS_DIFFER(false),
        /** Two events with a shared id, further apart than copies are recognised. */
        NOT_JOINED_OUTSIDE_WINDOW(false),
        /** One event id on two orders. */
        COLLISION(false),
        /** Only the browser or only the server reported it. */
        ONE_SIDE(true);

        private final boolean fine;

        Verdict(boolean fine) {
            this.fine = fine;
        }

        /** Whether nothing is counted twice. */
        public boolean fine() {
            return fine;
        }

        /** The name in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** For people. */
        public String title() {
            return wire().replace('_', ' ');
        }
    }

    /** The event it is about. */
    public Optional<StoredEvent> event() {
        return Optional.ofNullable(meant);
    }
}
