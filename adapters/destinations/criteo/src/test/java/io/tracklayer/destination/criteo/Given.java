// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenDestination;
import java.util.List;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final GivenDestination CRITEO =
            GivenDestination.of(
                    new CriteoDestination(),
                    Map.of("account", "12345", "caller-id", "678", "onetag", "none"));

    private Given() {}

    static Map<String, Object> id(Event event, String... changes) {
        return CRITEO.block("id", event, changes);
    }

    /** The last of the events in the request for one event. */
    static Map<String, Object> sent(Event event, String... changes) {
        return sent(CRITEO.record(event, changes));
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    static Map<String, Object> sent(PlatformRecord mapped) {
        List<Map<String, Object>> events = (List<Map<String, Object>>) mapped.body().get("events");
        return events.get(events.size() - 1);
    }
}
