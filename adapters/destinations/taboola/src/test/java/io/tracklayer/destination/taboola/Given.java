// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.Map;

/** An instance of the destination, and events of visitors who came from an ad of Taboola's. */
final class Given {
    static final GivenDestination TABOOLA =
            GivenDestination.of(new TaboolaDestination(), Map.of("account", "1234567"));

    static final String CLICK_ID =
            "GiDxLZcEVjwEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE01";

    private Given() {}

    static Event clicked(EventName name) {
        return clicked(GivenEvents.rich(name));
    }

    static Event clicked(Event event) {
        return event.toBuilder()
                .set(EventField.TBLCI, GivenEvents.click(CLICK_ID, "2026-01-15T10:00:00Z"))
                .build();
    }

    /** A purchase with one field changed. */
    static Event sale(EventField field, Object value) {
        return clicked(GivenEvents.rich(EventName.PURCHASE_PLACED, field, value));
    }
}
