// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;

/** Where the visitor is taken to be: the event's country, else the store's. */
public final class Region {
    private Region() {}

    public static String of(Event event, StoreConfig store) {
        return event.text(EventField.COUNTRY).orElse(store.country());
    }
}
