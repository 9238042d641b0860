// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import java.util.Comparator;

/**
 * Under which name and id an event is sent. The id the browser's sender chose comes first, because
 * the platform's own pixel was sent with it and the platform joins both by it; then one a server's
 * sender chose, then one the source made, then one we made.
 */
record Identity(EventName name, String eventId, Provenance from) {
    static final String PATH = "event_id";

    private static final Comparator<Identity> BY_ID =
            Comparator.comparingInt(Identity::place)
                    .thenComparing(Identity::from, Claim.BY_TIME)
                    .thenComparing(Identity::eventId)
                    .thenComparing(Identity::from, Claim.BY_ORIGIN);

    static Identity of(Side side) {
        return new Identity(side.event().name(), side.event().eventId(), side.from(PATH));
    }

    /** The one of both; an order that is known to renew a subscription is a renewal. */
    Identity and(Identity other) {
        Identity id = BY_ID.compare(this, other) <= 0 ? this : other;
        EventName either = name.compareTo(other.name) >= 0 ? name : other.name;
        return new Identity(either, id.eventId, id.from);
    }

    private int place() {
        if (from.stated()) {
            return from.authority() == Authority.BROWSER ? 0 : 1;
        }
        return from.rule().equals(Provenance.MADE_BY_SOURCE) ? 2 : 3;
    }
}
