// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.List;
import java.util.Map;

/**
 * One HTTP request to the node. Sent again it is the same, byte for byte.
 *
 * @param events what it reports; their {@code at} is filled in when it is sent
 */
record Message(
        long number,
        String path,
        Map<String, String> headers,
        byte[] body,
        List<Attempted> events) {
    Message {
        headers = Map.copyOf(headers);
        events = List.copyOf(events);
    }

    List<String> attemptLines(long now) {
        return events.stream()
                .map(
                        e ->
                                new Attempted(
                                        now,
                                        e.message(),
                                        e.kind(),
                                        e.merchant(),
                                        e.store(),
                                        e.eventName(),
                                        e.eventId(),
                                        e.orderId(),
                                        e.value(),
                                        e.eventTime(),
                                        e.consent()))
                .map(Attempted::line)
                .toList();
    }
}
