// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Observation.Timing;
import java.util.Optional;

/**
 * When a message happened. Both vendors correct a client's clock by the time between its sending
 * and its arrival, but differ on what {@code timestamp} is: to Segment the time on the client, to
 * be corrected; to RudderStack the time the caller decided on, to be taken as it is. No SDK of
 * Segment's sends both it and {@code originalTimestamp}; in what its servers give back it is
 * corrected already. So beside an {@code originalTimestamp} it is believed, whoever sent it.
 */
final class SegmentTimes {
    private SegmentTimes() {}

    static Timing of(SegmentMessage message, SegmentSender sender) {
        if (sender.decidesTime(message)
                && Instants.read(stated(message, "/timestamp")).isPresent()) {
            return timing(message, "/timestamp", false);
        }
        boolean original = message.body().find("/originalTimestamp").isPresent();
        return timing(
                message,
                original ? "/originalTimestamp" : "/timestamp",
                sender.clientClock(message));
    }

    private static Timing timing(SegmentMessage message, String pointer, boolean clientClock) {
        Object occurred = stated(message, pointer);
        return new Timing(
                occurred,
                message.sentAt().filter(SegmentTimes::isTime).orElse(null),
                clientClock,
                occurred == null ? "" : message.body().origin() + pointer);
    }

    private static Object stated(SegmentMessage message, String pointer) {
        Optional<Object> found = message.body().find(pointer);
        return found.filter(SegmentTimes::isTime).orElse(null);
    }

    private static boolean isTime(Object value) {
        return value instanceof String || value instanceof Number;
    }
}
