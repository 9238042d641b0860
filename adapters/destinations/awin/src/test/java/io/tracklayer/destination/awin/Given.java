// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String KEY = "awin-test-key";
    static final String CLICK = "12345_1768472000_0f3b5a0c9d1e4f77aa55c0ffee123456";
    static final GivenDestination AWIN =
            GivenDestination.of(
                    new AwinDestination(), Map.of("advertiser", "12345", "api-key", KEY));

    private Given() {}

    /** A purchase that came by a click of Awin's and no other. */
    static Event.Builder clicked() {
        return clicked(EventName.PURCHASE_PLACED);
    }

    static Event.Builder clicked(EventName name) {
        return GivenEvents.rich(name).toBuilder()
                .remove(EventField.FBCLID)
                .remove(EventField.GCLID)
                .set(EventField.AWC, new ClickId(CLICK, null, null));
    }

    static Event sale() {
        return clicked().build();
    }

    static Event sale(EventField field, Object value) {
        return clicked().set(field, value).build();
    }
}
