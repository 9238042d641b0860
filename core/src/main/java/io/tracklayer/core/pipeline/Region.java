// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;

/**
 * Where the visitor is taken to be: the event's country, else the country of the consent platform's
 * region, else the store's.
 */
public final class Region {
    private Region() {}

    public static String of(Event event, StoreConfig store) {
        String region = event.consent().region();
        return event.text(EventField.COUNTRY)
                .orElseGet(() -> region.isEmpty() ? store.country() : region.substring(0, 2));
    }

    /** The same for an event of a store that may have been removed. */
    public static String of(Event event, Configuration configuration) {
        return configuration
                .store(event.store())
                .map(store -> of(event, store))
                .orElseGet(() -> event.text(EventField.COUNTRY).orElse(""));
    }
}
