// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Event;
import io.tracklayer.testkit.GivenDestination;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "snap-test-token";
    static final String PIXEL = "2f0b1c2d-1111-4222-8333-944455566677";
    static final GivenDestination SNAPCHAT =
            GivenDestination.of(new SnapchatDestination(), Map.of("pixel", PIXEL, "token", TOKEN));

    private Given() {}

    static Map<String, Object> userData(Event event, String... changes) {
        return SNAPCHAT.block("user_data", event, changes);
    }

    static Map<String, Object> customData(Event event, String... changes) {
        return SNAPCHAT.block("custom_data", event, changes);
    }
}
