// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "tt-test-token";
    static final String PIXEL = "CABC1234EXAMPLE567";
    static final String TTP = "2F7h37YkS1j57AYSKTI7IHhJPYH";
    static final GivenDestination TIKTOK =
            GivenDestination.of(new TikTokDestination(), Map.of("pixel", PIXEL, "token", TOKEN));

    private Given() {}

    static Map<String, Object> user(Event event, String... changes) {
        return TIKTOK.block("user", event, changes);
    }

    static Map<String, Object> properties(Event event, String... changes) {
        return TIKTOK.block("properties", event, changes);
    }

    /** A product view of a browser with TikTok's cookie and a page, plus one field. */
    static Event visitor(EventField field, Object value) {
        return visitor().set(field, value).build();
    }

    static Event.Builder visitor() {
        return visitor(EventName.PRODUCT_VIEWED);
    }

    static Event.Builder visitor(EventName name) {
        return GivenEvents.bare(name).toBuilder()
                .set(EventField.TTP, TTP)
                .set(EventField.PAGE_URL, "https://shop.example/");
    }
}
