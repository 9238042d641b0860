// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
import java.time.Instant;
import java.util.Comparator;

/**
 * One click id or browser id, and where it was seen.
 *
 * @param value the id; of a Google Analytics session client id and session id with a blank between
 * @param seen of a click id when it was first seen, of a browser id when last, roughly
 * @param landing the page it was seen on, cut after 1,000 characters; may be empty
 * @param eventId the event that carried it
 * @param source where that event's value came from, e.g. {@code browser}
 * @param marketing what the visitor had said about marketing then: granted or unknown
 */
public record Touch(
        EventField field,
        String value,
        Instant seen,
        String landing,
        String eventId,
        String source,
        ConsentState marketing) {
    private static final int LONGEST = 1_000;

    /** Earliest first; of two at one time an order that does not depend on arrival. */
    static final Comparator<Touch> BY_TIME =
            Comparator.comparing(Touch::seen)
                    .thenComparing(Touch::value)
                    .thenComparing(Touch::eventId);

    public Touch {
        landing = landing.length() > LONGEST ? landing.substring(0, LONGEST) : landing;
    }

    boolean sameId(Touch other) {
        return field == other.field && value.equals(other.value);
    }
}
