// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A running sandbox, a clock and a client that speaks to it over HTTP. */
public final class SandboxRig implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    public final MutableClock clock = new MutableClock(NOW);
    public final Sandbox sandbox;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public SandboxRig() throws IOException {
        sandbox = Sandbox.start(0, clock);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.base() + path))
                .timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request, handler);
    }

    /** Sends without waiting; the answer, if there ever is one, is nobody's concern. */
    public void sendAsync(HttpRequest request) {
        client.sendAsync(request, BodyHandlers.discarding());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE().build());
    }

    public HttpResponse<String> post(String path, String json)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build());
    }

    public void account(String json) throws IOException, InterruptedException {
        expectOk(post("/control/accounts", quoted(json)));
    }

    public void fault(String json) throws IOException, InterruptedException {
        expectOk(post("/control/faults", quoted(json)));
    }

    public JsonNode inspect(String platform) throws IOException, InterruptedException {
        return json(get("/inspect/" + platform));
    }

    /** JSON is written with single quotes in the tests, to be readable inside Java. */
    public static String quoted(String json) {
        return json.replace('\'', '"');
    }

    public static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    public static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static void expectOk(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.body());
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
