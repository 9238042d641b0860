// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An hour of requests to two merchants' four stores, with what happened in it.
 *
 * @param requests in the order they were made
 * @param orders all orders, each once
 * @param events everything that happened, each once
 */
record RecordedHour(
        List<RecordedRequest> requests, List<RecordedOrder> orders, List<RecordedEvent> events) {
    static final Duration LENGTH = Duration.ofHours(1);

    /** Meta answers nothing but 503 from here on, for ten seconds of the playing time. */
    static final Duration OUTAGE = Duration.ofMinutes(6);

    /** From here on Meta knows a new token only. */
    static final Duration ROTATION = Duration.ofMinutes(40);

    /** Here the operator brings the new token. */
    static final Duration NEW_TOKEN = Duration.ofMinutes(52);

    RecordedHour {
        requests = List.copyOf(requests);
        orders = List.copyOf(orders);
        events = List.copyOf(events);
    }

    /** The hour that ends now; the same for the same seed, time and world. */
    static RecordedHour of(long seed, Instant now, DemoWorld world) {
        return new Recorder(seed, now.minus(LENGTH), world).record();
    }
}
