// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what the inspection shows out of a Pinterest event, valid or not. */
final class PinterestSightings {
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

    private PinterestSightings() {}

    static Sighting of(String account, JsonNode event) {
        JsonNode custom = event.path("custom_data");
        return new Sighting(
                account,
                event.path("event_name").asText(""),
                Texts.find(event, "event_id"),
                Texts.find(custom, "order_id"),
                Texts.find(custom, "value").filter(AMOUNT.asMatchPredicate()),
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
