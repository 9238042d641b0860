// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** What a test says to one HTTP server, and what it waits for there. */
final class Web {
    /** The longest any condition may take; a test that meets it has failed. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    Web(URI base) {
        this.base = base;
    }

    /** An answer; {@code json} fails when the body is none. */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Map<String, Object> json() {
            return tree(body);
        }
    }

    URI base() {
        return base;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Map<String, Object> json(String path) {
        Answer answer = get(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + " answered " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    Answer post(String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answer postJson(String path, String json) {
        return post(
                path,
                json.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json"));
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    /**
     * Waits until the deliveries of a destination stand as expected, and says how they stood when
     * patience ends.
     *
     * @param expected status to number, e.g. delivered=1
     */
    void awaitDeliveries(String destination, Map<String, Long> expected) {
        Awaitility.await("deliveries to " + destination)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () ->
                                org.junit.jupiter.api.Assertions.assertEquals(
                                        new TreeMap<>(expected), statuses(destination)));
    }

    private Map<String, Long> statuses(String destination) {
        Map<String, Long> counts = new TreeMap<>();
        for (Object row :
                (Iterable<?>)
                        json("/api/v1/deliveries?destination=" + destination + "&limit=500")
                                .get("deliveries")) {
            counts.merge(((Map<?, ?>) row).get("status").toString(), 1L, Long::sum);
        }
        return counts;
    }

    /** How many deliveries stand where, by "destination status". */
    Map<String, Long> deliveryCounts() {
        Map<String, Long> counts = new TreeMap<>();
        for (Object count : (Iterable<?>) json("/api/v1/counts").get("deliveries")) {
            Map<?, ?> row = (Map<?, ?>) count;
            counts.merge(
                    row.get("destination") + " " + row.get("status"),
                    (Long) row.get("count"),
                    Long::sum);
        }
        return counts;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @SuppressWarnings("unchecked") // only objects are asked for
    private static Map<String, Object> tree(byte[] body) {
        try {
            return new LinkedHashMap<>((Map<String, Object>) StrictJson.read(body));
        } catch (io.tracklayer.spi.MalformedInputException broken) {
            throw new AssertionError(new String(body, StandardCharsets.UTF_8), broken);
        }
    }
}
