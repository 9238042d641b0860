// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the node says of itself under {@code /api/v1}. */
final class NodeApi {
    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI node;
    private final URI management;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    NodeApi(URI node, URI management) {
        this.node = node;
        this.management = management;
    }

    /** The counts as they are now; empty while the node does not answer. */
    Optional<JsonNode> counts() {
        try {
            return Optional.of(get("/api/v1/counts"));
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    /** Deliveries that are not over yet; empty while the node does not answer. */
    Optional<Long> pending() {
        return counts().map(
                        tree -> {
                            long pending = 0;
                            for (JsonNode row : tree.path("deliveries")) {
                                boolean open = row.path("status").asText().equals("pending");
                                pending += open ? row.path("count").asLong() : 0;
                            }
                            return pending;
                        });
    }

    /** Deliveries of all destinations that were confirmed; 0 while the node does not answer. */
    long delivered() {
        long delivered = 0;
        for (JsonNode row : counts().map(tree -> tree.path("deliveries")).orElse(JSON.nullNode())) {
            boolean done = row.path("status").asText().equals("delivered");
            delivered += done ? row.path("count").asLong() : 0;
        }
        return delivered;
    }

    /** Whether an event of this id is in the evidence. */
    boolean knows(String eventId) {
        try {
            return get("/api/v1/events?limit=1&key=" + eventId).path("events").size() > 0;
        } catch (IOException away) {
            return false;
        }
    }

    /** All deliveries of a destination. */
    List<Row> rows(String destination) throws IOException {
        List<Row> rows = new ArrayList<>();
        String before = "";
        do {
            String path = "/api/v1/deliveries?limit=" + PAGE + "&destination=" + destination;
            JsonNode page = get(path + before);
            for (JsonNode row : page.path("deliveries")) {
                rows.add(row(row));
            }
            before = page.hasNonNull("next") ? "&before=" + page.path("next").asText() : "";
        } while (!before.isEmpty());
        return rows;
    }

    private static Row row(JsonNode row) {
        return new Row(
                row.path("destination").asText(),
                row.path("merchant").asText(),
                row.path("event_name").asText(),
                row.path("event_id").asText(),
                row.path("order_id").asText(""),
                row.path("status").asText(),
                row.path("reason").asText());
    }

    /** Its health with all details, as text; empty while it does not answer. */
    String health() {
        try {
            return get(management, "/observe/health?data=true").toString();
        } catch (IOException away) {
            return "";
        }
    }

    private JsonNode get(String path) throws IOException {
        return get(node, path);
    }

    private JsonNode get(URI base, String path) throws IOException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build();
            HttpResponse<byte[]> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(path + " answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        }
    }
}
