// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.util.List;
import java.util.Optional;

/**
 * What a platform could read out of one event, whatever it then thinks of it.
 *
 * @param payload the event as JSON text: a tree would take several times the memory
 */
public record Sighting(
        String account,
        String eventName,
        Optional<String> eventId,
        Optional<String> orderId,
        Optional<String> value,
        Optional<String> currency,
        List<String> matchKeys,
        String payload) {
    public Sighting {
        matchKeys = List.copyOf(matchKeys);
    }
}
