// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what the inspection shows out of a GA4 event, valid or not. */
final class Ga4Sightings {
    private static final Set<String> BODY_KEYS = Set.of("client_id", "user_id", "ip_override");

    private Ga4Sightings() {}

    static Sighting of(String account, JsonNode body, JsonNode event) {
        JsonNode params = event.path("params");
        return new Sighting(
                account,
                event.path("name").asText(""),
                Texts.find(params, "event_id"),
                Texts.find(params, "transaction_id"),
                Money.text(params.path("value")),
                Texts.find(params, "currency"),
                matchKeys(body, params),
                Json.write(payload(body, event)));
    }

    /** Stands for a body whose events cannot be told apart. */
    static Sighting unreadable(String account) {
        return new Sighting(
                account,
                "(unreadable body)",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "null");
    }

    /** One event with what it shares with the others of its body. */
    private static ObjectNode payload(JsonNode body, JsonNode event) {
        ObjectNode payload = Json.object();
        body.properties()
                .forEach(
                        member -> {
                            if (!member.getKey().equals("events")) {
                                payload.set(member.getKey(), member.getValue());
                            }
                        });
        payload.set("event", event);
        return payload;
    }

    private static List<String> matchKeys(JsonNode body, JsonNode params) {
        Set<String> keys = new TreeSet<>();
        BODY_KEYS.stream().filter(body::has).forEach(keys::add);
        if (params.has("session_id")) {
            keys.add("session_id");
        }
        body.path("user_data").fieldNames().forEachRemaining(keys::add);
        return List.copyOf(keys);
    }
}
