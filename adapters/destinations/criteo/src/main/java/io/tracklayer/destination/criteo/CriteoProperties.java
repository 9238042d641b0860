// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Event;
import java.util.Optional;

/** Properties a shop adds to its events. */
final class CriteoProperties {
    private CriteoProperties() {}

    /** A text, number or flag as text without white space around it; empty when there is none. */
    static Optional<String> text(Event event, String name) {
        return Optional.ofNullable(event.properties().get(name))
                .filter(
                        value ->
                                value instanceof String
                                        || value instanceof Number
                                        || value instanceof Boolean)
                .map(value -> value.toString().strip())
                .filter(text -> !text.isEmpty());
    }
}
