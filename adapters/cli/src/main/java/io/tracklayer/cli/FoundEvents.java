// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events as people name them: by number, event id or order id. */
final class FoundEvents {
    private static final String PATH = "/api/v1/events";

    private final Http node;

    FoundEvents(Http node) {
        this.node = node;
    }

    /** The whole of each that is meant; newest first. */
    List<JsonNode> of(String name) {
        if (name.matches("\\d{1,18}")) {
            Optional<JsonNode> numbered = node.find(PATH + "/" + name);
            if (numbered.isPresent()) {
                return List.of(numbered.get());
            }
        }
        List<JsonNode> found = new ArrayList<>();
        JsonNode page = node.get(PATH + new Query().with("key", name));
        for (JsonNode row : Rows.of(page, "events")) {
            node.find(PATH + "/" + row.path("seq").asText()).ifPresent(found::add);
        }
        return found;
    }

    /** The deliveries of an order. */
    List<JsonNode> deliveries(String order) {
        List<JsonNode> rows = new ArrayList<>();
        of(order).forEach(event -> event.path("deliveries").forEach(rows::add));
        return rows;
    }

    /** The requests made for an order. */
    List<JsonNode> attempts(String order) {
        List<JsonNode> rows = new ArrayList<>();
        deliveries(order).forEach(row -> row.path("attempts_made").forEach(rows::add));
        return rows;
    }
}
