// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.identity.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that stands beside {@code events} counts for all of them, so only events that agree in
 * all of it may share a body.
 */
final class Ga4BatchKey {
    private Ga4BatchKey() {}

    /** Hashed because keys are stored and the envelope is personal. */
    static String of(Map<String, Object> body) {
        Map<String, Object> envelope = new LinkedHashMap<>(body);
        envelope.remove("events");
        StringBuilder text = new StringBuilder();
        write(text, envelope);
        return Sha256.of(text.toString()).hex();
    }

    /** Lengths stand before texts, so that no text can pass for another structure. */
    private static void write(StringBuilder text, Object node) {
        if (node instanceof Map<?, ?> map) {
            text.append('{').append(map.size()).append(':');
            map.forEach(
                    (key, value) -> {
                        write(text, key);
                        write(text, value);
                    });
        } else if (node instanceof List<?> list) {
            text.append('[').append(list.size()).append(':');
            list.forEach(element -> write(text, element));
        } else {
            String value = node.toString();
            text.append(value.length()).append(':').append(value);
        }
    }
}
