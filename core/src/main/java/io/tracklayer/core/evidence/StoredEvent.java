// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.spi.Event;
import java.util.List;
import java.util.Map;

/**
 * An event with its evidence.
 *
 * @param seq stable number, made of the journal offset of its first copy, so that a rebuilt store
 *     numbers alike
 * @param event the canonical event as merged so far
 * @param provenance where each field came from, by path
 * @param notes what was corrected, dropped or flagged, as sentences
 * @param copies how many observations are merged in it, repetitions included
 * @param configVersion version of rules and set-up it was decided by
 * @param updatedOffset journal offset of its last change
 * @param aside what copies gave in a currency that is not the event's
 */
public record StoredEvent(
        long seq,
        Event event,
        Map<String, Provenance> provenance,
        List<String> notes,
        int copies,
        String configVersion,
        long updatedOffset,
        List<Aside> aside) {

    public StoredEvent {
        provenance = Map.copyOf(provenance);
        notes = List.copyOf(notes);
        aside = List.copyOf(aside);
    }

    /** An event whose copies speak of one currency. */
    public StoredEvent(
            long seq,
            Event event,
            Map<String, Provenance> provenance,
            List<String> notes,
            int copies,
            String configVersion,
            long updatedOffset) {
        this(seq, event, provenance, notes, copies, configVersion, updatedOffset, List.of());
    }

    /** The same event, changed by the record at that offset. */
    public StoredEvent changedAt(long offset) {
        return new StoredEvent(seq, event, provenance, notes, copies, configVersion, offset, aside);
    }

    /** The same event with one more copy counted. */
    public StoredEvent oneMoreCopy(long offset) {
        return new StoredEvent(
                seq, event, provenance, notes, copies + 1, configVersion, offset, aside);
    }
}
