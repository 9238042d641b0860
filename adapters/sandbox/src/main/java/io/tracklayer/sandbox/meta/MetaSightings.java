// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what the inspection shows out of a Meta event, valid or not. */
final class MetaSightings {
    private MetaSightings() {}

    static Sighting of(String account, JsonNode event) {
        JsonNode custom = event.path("custom_data");
        return new Sighting(
                account,
                event.path("event_name").asText(""),
                Texts.find(event, "event_id"),
                Texts.find(custom, "order_id"),
                Money.text(custom.path("value")),
                Texts.find(custom, "currency"),
                matchKeys(event.path("user_data")),
                Json.write(event));
    }

    private static List<String> matchKeys(JsonNode userData) {
        List<String> keys = new ArrayList<>();
        userData.fieldNames().forEachRemaining(keys::add);
        Collections.sort(keys);
        return keys;
    }
}
