// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Reads pages and JSON of a process under test; any answer but 200 is a failure. */
final class HttpReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpReader(URI base) {
        this.base = base;
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (IOException broken) {
            throw new BenchFailure(path + " did not answer with JSON", broken);
        }
    }

    String text(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    void post(String path, Object tree) {
        try {
            send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .POST(BodyPublishers.ofString(JSON.writeValueAsString(tree))));
        } catch (IOException impossible) {
            throw new IllegalStateException("maps and lists can be written", impossible);
        }
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(
                            request.timeout(Duration.ofMinutes(1)).build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new BenchFailure(
                        answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new BenchFailure(base + " does not answer: " + failed, failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", stopping);
        }
    }
}
