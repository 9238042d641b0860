// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the body of a call and what can be seen of its events. */
final class RedditCall {
    private static final Set<String> DATA = Set.of("events", "test_id", "partner");

    private RedditCall() {}

    /** What is wrong with the envelope. A test id beside {@code data} is ignored, not refused. */
    static Optional<String> refusal(JsonNode body, int maxEvents) {
        JsonNode data = body.path("data");
        JsonNode events = data.path("events");
        return firstUnknown(body, Set.of("data", "test_id"))
                .or(() -> unless(data.isObject(), "data must be an object"))
                .or(() -> firstUnknown(data, DATA))
                .or(() -> unless(filled(data, "test_id"), "test_id must be a string"))
                .or(() -> unless(filled(data, "partner"), "partner must be a string"))
                .or(() -> unless(events.isArray(), "data.events must be an array"))
                .or(() -> unless(!events.isEmpty(), "data.events must not be empty"))
                .or(
                        () ->
                                unless(
                                        events.size() <= maxEvents,
                                        "data.events holds more than " + maxEvents + " events"));
    }

    static Sighting sighting(RedditPixel pixel, JsonNode event) {
        JsonNode metadata = event.path("metadata");
        List<String> keys = new ArrayList<>(RedditUserValidator.matchKeys(event.path("user")));
        if (event.has("click_id")) {
            keys.add("click_id");
        }
        Collections.sort(keys);
        JsonNode type = event.path("type");
        return new Sighting(
                pixel.name(),
                type.path("custom_event_name").asText(type.path("tracking_type").asText("")),
                Texts.find(metadata, "conversion_id"),
                Texts.find(metadata, "order_id"),
                Money.text(metadata.path("value")),
                Texts.find(metadata, "currency"),
                keys,
                Json.write(event));
    }

    private static Optional<String> firstUnknown(JsonNode object, Set<String> known) {
        return object.properties().stream()
                .map(member -> member.getKey())
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "\"" + name + "\" is not known");
    }

    private static boolean filled(JsonNode data, String name) {
        JsonNode value = data.path(name);
        return value.isMissingNode() || value.isTextual() && !value.textValue().isEmpty();
    }

    private static Optional<String> unless(boolean right, String sentence) {
        return right ? Optional.empty() : Optional.of(sentence);
    }
}
