// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.Event;
import java.util.List;
import java.util.Map;

/** What an observation became. */
public sealed interface Normalised {

    /**
     * A canonical event.
     *
     * @param provenance where each field came from, by path
     * @param notes what was corrected or left out, as sentences
     */
    record Accepted(Event event, Map<String, Provenance> provenance, List<String> notes)
            implements Normalised {
        public Accepted {
            provenance = Map.copyOf(provenance);
            notes = List.copyOf(notes);
        }
    }

    /** Something the event cannot do without is missing or unusable. */
    record Rejected(String code, String sentence) implements Normalised {}
}
