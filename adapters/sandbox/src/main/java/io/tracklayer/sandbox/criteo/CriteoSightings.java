// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the events manager shows of an event. */
final class CriteoSightings {
    private CriteoSightings() {}

    static Sighting of(String account, JsonNode body, JsonNode event) {
        return new Sighting(
                account,
                event.path("event").asText(""),
                Texts.find(event, "deduplication_page_view_id"),
                Texts.find(event, "id"),
                revenue(event.path("item")),
                Texts.find(event, "currency"),
                keys(body.path("id")),
                Json.write(payload(body, event)));
    }

    /** Criteo knows no total: it is what the items add up to. */
    private static Optional<String> revenue(JsonNode items) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode item : items) {
            boolean sane =
                    Money.text(item.path("price")).isPresent()
                            && Money.text(item.path("quantity")).isPresent();
            if (!sane) {
                return Optional.empty();
            }
            BigDecimal pieces = item.path("quantity").decimalValue();
            sum = sum.add(item.path("price").decimalValue().multiply(pieces));
        }
        return items.isArray() && !items.isEmpty()
                ? Optional.of(sum.toPlainString())
                : Optional.empty();
    }

    private static List<String> keys(JsonNode id) {
        List<String> keys = new ArrayList<>();
        id.fieldNames().forEachRemaining(keys::add);
        id.path("email").fieldNames().forEachRemaining(name -> keys.add("email." + name));
        keys.remove("email");
        Collections.sort(keys);
        return keys;
    }

    /** The body with this event alone. */
    private static JsonNode payload(JsonNode body, JsonNode event) {
        ObjectNode alone = body.deepCopy();
        alone.putArray("events").add(event);
        return alone;
    }
}
