// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "reddit-test-token";
    static final String PIXEL = "a2_fx1k9z";
    static final String COOKIE = "1795100000000.7c73f2ae-a433-4d7b-9838-f467da98f48e";
    static final GivenDestination REDDIT =
            GivenDestination.of(new RedditDestination(), Map.of("pixel", PIXEL, "token", TOKEN));

    private Given() {}

    static Map<String, Object> user(Event event, String... changes) {
        return REDDIT.block("user", event, changes);
    }

    static Map<String, Object> metadata(Event event, String... changes) {
        return REDDIT.block("metadata", event, changes);
    }

    /** The key made of one field of a page visit. */
    static Object key(String name, EventField field, Object value, String... changes) {
        return user(GivenEvents.visitor(field, value), changes).get(name);
    }

    /** JSON is written with single quotes, to be readable. */
    static PlatformAnswer answer(int status, String body) {
        return Answers.of(status, body.replace('\'', '"'));
    }

    static List<Outcome> outcomes(
            PlatformAnswer answer, List<PlatformRecord> records, String... changes) {
        return REDDIT.destination().interpret(answer, records, REDDIT.settings(changes));
    }
}
