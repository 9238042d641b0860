// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "EAAJtest-token";
    static final GivenDestination META =
            GivenDestination.of(
                    new MetaDestination(), Map.of("pixel", "1234567890123456", "token", TOKEN));

    private Given() {}

    static Map<String, Object> userData(Event event, String... changes) {
        return META.block("user_data", event, changes);
    }

    static Map<String, Object> customData(Event event, String... changes) {
        return META.block("custom_data", event, changes);
    }

    /** A page view of a browser with a cookie and nothing else, plus one field. */
    static Event visitor(EventField field, Object value) {
        return visitor().set(field, value).build();
    }

    static Event.Builder visitor() {
        return GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                .set(EventField.FBP, "fb.1.1768470000000.1019141");
    }
}
