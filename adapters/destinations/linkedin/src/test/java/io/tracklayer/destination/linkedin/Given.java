// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "li-test-token";

    /** A rule for every event LinkedIn takes: 1000 and the event's place among the 32. */
    static final String ALL_RULES =
            Stream.of(EventName.values())
                    .filter(name -> name != EventName.CUSTOM && name != EventName.PURCHASE_PAID)
                    .filter(name -> LinkedInEventNames.type(name).isPresent())
                    .map(name -> name.wire() + "=" + (1000 + name.ordinal()))
                    .collect(Collectors.joining(",", "", ",custom:Size Guide Opened=1031"));

    static final GivenDestination LINKEDIN =
            GivenDestination.of(
                    new LinkedInDestination(),
                    Map.of(
                            "token",
                            TOKEN,
                            "conversion-rules",
                            ALL_RULES,
                            "key-pages",
                            "/,/thanks"));

    private Given() {}

    /** The values sent of one kind of id, in order. */
    static Optional<String> id(PlatformRecord record, String type) {
        List<?> ids = (List<?>) GivenDestination.block(record, "user").get("userIds");
        return ids.stream()
                .map(Map.class::cast)
                .filter(id -> type.equals(id.get("idType")))
                .map(id -> (String) id.get("idValue"))
                .findFirst();
    }

    /** The names and what belongs to them; null without any. */
    static Map<?, ?> person(PlatformRecord record) {
        return (Map<?, ?>) GivenDestination.block(record, "user").get("userInfo");
    }

    static Event purchase() {
        return GivenEvents.rich(EventName.PURCHASE_PLACED);
    }
}
