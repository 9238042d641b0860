// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.EventSearch.Went;
import io.tracklayer.core.evidence.EventSearch.Whose;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.EventKeys;
import java.util.Collections;
import java.util.Optional;

/** What one live viewer wants to see and may. Thread-safe. */
public final class LiveFilter {
    private final EventWanted wanted;

    LiveFilter(EventWanted wanted) {
        this.wanted = wanted;
    }

    /** How a change is told. */
    public enum Told {
        /** An event, new or changed. */
        EVENT,
        /** A request that was turned away. */
        REQUEST,
        /** An event that no longer is what the viewer asked for. */
        GONE
    }

    /** How the viewer is told of a change, if at all. */
    public Optional<Told> of(LiveEvent change) {
        if (change.turnedAway()) {
            return wanted.fits(change.request()) ? Optional.of(Told.REQUEST) : Optional.empty();
        }
        if (!wanted.search().fits(change.shown().event().event()) || !isTheirs(change)) {
            return Optional.empty();
        }
        return Optional.of(went(change) ? Told.EVENT : Told.GONE);
    }

    private boolean isTheirs(LiveEvent change) {
        Whose whose = wanted.search().whose();
        StoredEvent stored = change.shown().event();
        boolean byId =
                !whose.id().isEmpty()
                        && (whose.id().equals(stored.event().eventId())
                                || stored.event().orderId().filter(whose.id()::equals).isPresent());
        return whose.equals(Whose.ANY)
                || byId
                || !Collections.disjoint(whose.keys(), EventKeys.of(stored));
    }

    private boolean went(LiveEvent change) {
        Went went = wanted.search().went();
        return went.any()
                || change.shown().deliveries().stream()
                        .anyMatch(
                                standing ->
                                        went.fits(
                                                standing.delivery().destination(),
                                                standing.status()));
    }
}
