// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What can be read out of events, right or wrong. */
final class LinkedInEvents {
    private static final int LONGEST_AMOUNT = 40;

    private LinkedInEvents() {}

    /** The number of the rule an event is sent to, empty when it is none. */
    static String rule(JsonNode event) {
        String urn = event.path("conversion").asText("");
        return urn.startsWith(LinkedInEventValidator.URN)
                ? urn.substring(LinkedInEventValidator.URN.length())
                : "";
    }

    /** An event as the ledger keeps it; its name is its rule, for it has no other. */
    static Sighting sighting(String account, JsonNode event) {
        JsonNode value = event.path("conversionValue");
        return new Sighting(
                account,
                "conversion " + rule(event),
                Texts.find(event, "eventId"),
                Optional.empty(),
                Texts.find(value, "amount").filter(LinkedInEvents::isAmount),
                Texts.find(value, "currencyCode"),
                matchKeys(event.path("user")),
                Json.write(event));
    }

    /** The ledger reads it as a number. */
    private static boolean isAmount(String text) {
        return text.length() <= LONGEST_AMOUNT && text.matches("\\d+(\\.\\d+)?");
    }

    private static List<String> matchKeys(JsonNode user) {
        List<String> keys = new ArrayList<>();
        user.path("userIds").forEach(id -> keys.add(id.path("idType").asText("")));
        user.fieldNames().forEachRemaining(keys::add);
        keys.remove("userIds");
        Collections.sort(keys);
        return keys;
    }
}
