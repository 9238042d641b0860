// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what the inspection shows out of a TikTok event, valid or not. */
final class TikTokSightings {
    private TikTokSightings() {}

    static Sighting of(String account, JsonNode event) {
        JsonNode properties = event.path("properties");
        return new Sighting(
                account,
                event.path("event").asText(""),
                Texts.find(event, "event_id"),
                Texts.find(properties, "order_id"),
                Money.text(properties.path("value")),
                Texts.find(properties, "currency"),
                matchKeys(event.path("user")),
                Json.write(event));
    }

    private static List<String> matchKeys(JsonNode user) {
        List<String> keys = new ArrayList<>();
        user.fieldNames().forEachRemaining(keys::add);
        Collections.sort(keys);
        return keys;
    }
}
