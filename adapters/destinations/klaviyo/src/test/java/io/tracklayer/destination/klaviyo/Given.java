// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Json;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String KEY = "pk_test_0123456789abcdef";
    static final GivenDestination KLAVIYO =
            GivenDestination.of(new KlaviyoDestination(), Map.of("api-key", KEY));

    private Given() {}

    static Map<String, Object> profile(Event event, String... changes) {
        return KLAVIYO.block("profile", event, changes);
    }

    /** The attributes of the first event of a record. */
    @SuppressWarnings("unchecked") // the adapter writes objects there
    static Map<String, Object> attributes(PlatformRecord sent) {
        return (Map<String, Object>) ((List<?>) sent.body().get("events")).get(0);
    }

    static Map<String, Object> attributes(Event event, String... changes) {
        return attributes(KLAVIYO.record(event, changes));
    }

    @SuppressWarnings("unchecked") // the adapter writes objects there
    static Map<String, Object> properties(Event event, String... changes) {
        return (Map<String, Object>) attributes(event, changes).get("properties");
    }

    /** The record of an event that has waited for an hour. */
    static PlatformRecord waiting(Event event, String... changes) {
        return KLAVIYO.recordAfter(Duration.ofHours(1), event, changes);
    }

    static Object body(PlatformRecord... records) {
        return Json.read(Requests.body(KLAVIYO.packed(records)));
    }

    static Object expected(String name) {
        return Json.read(KLAVIYO.expected(name));
    }

    static HostContext after(Duration delay) {
        return HostContext.at(GivenEvents.TIME.plus(delay));
    }
}
