// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what a platform was sent, in the platform's own shape. */
final class PlatformCall {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /**
     * One event as the platform was given it.
     *
     * @param second when it happened, in seconds since 1970
     */
    record Given(String name, String id, String order, long second, String value) {}

    private PlatformCall() {}

    /**
     * @throws IOException if the body is not JSON
     */
    static List<Given> read(World.Shape shape, byte[] body) throws IOException {
        JsonNode tree = JSON.readTree(body);
        List<Given> events = new ArrayList<>();
        switch (shape) {
            case META -> tree.path("data").forEach(event -> events.add(meta(event)));
            case GA4 -> tree.path("events").forEach(event -> events.add(ga4(event)));
            case WEBHOOK -> events.add(webhook(tree));
        }
        if (events.isEmpty()) {
            throw new IOException("no event in the call");
        }
        return events;
    }

    private static Given meta(JsonNode event) {
        JsonNode custom = event.path("custom_data");
        return new Given(
                event.path("event_name").asText(),
                event.path("event_id").asText(),
                custom.path("order_id").asText(""),
                event.path("event_time").asLong(),
                custom.path("value").asText(""));
    }

    /** GA4 is given no event id: an order is known by its number, a view by its product. */
    private static Given ga4(JsonNode event) {
        JsonNode params = event.path("params");
        String name = event.path("name").asText();
        String order = params.path("transaction_id").asText("");
        String id =
                switch (name) {
                    case "purchase" -> "ord_" + order + "_purchase";
                    case "refund" -> "ref_" + order;
                    default -> params.path("items").path(0).path("item_id").asText();
                };
        return new Given(
                name,
                id,
                order,
                event.path("timestamp_micros").asLong() / 1_000_000,
                params.path("value").asText(""));
    }

    private static Given webhook(JsonNode tree) {
        JsonNode data = tree.path("data");
        return new Given(
                tree.path("type").asText(),
                data.path("event_id").asText(),
                data.path("order_id").asText(""),
                Instant.parse(tree.path("timestamp").asText()).getEpochSecond(),
                data.path("value").asText(""));
    }
}
