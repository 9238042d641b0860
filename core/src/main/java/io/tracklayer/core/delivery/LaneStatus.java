// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.RateWindow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a destination stands at one moment, apart from its rows.
 *
 * @param ordered the pause an operator ordered
 * @param pause what the platform, its plugin or its set-up keeps it back for
 * @param failuresInARow requests without an answer or with a server error since the last good one
 * @param unavailableUntil until when nothing is sent because of them
 * @param requestsLastMinute requests made within the last 60 s
 * @param inFlight deliveries claimed and not settled yet
 * @param windows the rate windows it keeps to
 * @param sharedWith ids of the other destinations of its account at the platform
 */
public record LaneStatus(
        Optional<Pause> ordered,
        Optional<Pause> pause,
        int failuresInARow,
        Optional<Instant> unavailableUntil,
        int requestsLastMinute,
        int inFlight,
        List<Window> windows,
        List<String> sharedWith) {

    public LaneStatus {
        windows = List.copyOf(windows);
        sharedWith = List.copyOf(sharedWith);
    }

    /** The same, naming of the others of its account only those. */
    public LaneStatus among(Predicate<String> others) {
        return new LaneStatus(
                ordered,
                pause,
                failuresInARow,
                unavailableUntil,
                requestsLastMinute,
                inFlight,
                windows,
                sharedWith.stream().filter(others).toList());
    }

    /**
     * A rate window and what of it is used up.
     *
     * @param freeAt when the next request may leave
     */
    public record Window(RateWindow rate, int used, Instant freeAt) {}

    /** Whether requests leave as they come, one at a time, or not at all. */
    public Circuit circuit() {
        if (unavailableUntil.isPresent()) {
            return Circuit.OPEN;
        }
        return failuresInARow > 0 ? Circuit.HALF_OPEN : Circuit.CLOSED;
    }

    /** What requests that failed have led to. */
    public enum Circuit {
        /** Requests leave as they come. */
        CLOSED,
        /** One request finds out whether the platform is back. */
        HALF_OPEN,
        /** None leaves for a while. */
        OPEN;

        /** The spelling in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
