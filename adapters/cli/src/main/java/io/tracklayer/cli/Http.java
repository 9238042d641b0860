// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One HTTP server as the commands see it: the node, or the sandbox. */
final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final URI base;
    private final Map<String, String> headers;
    private final BooleanSupplier revival;
    private final Duration patience;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /**
     * @param name what people call the server, for messages
     * @param base its address, without a slash at the end
     * @param headers sent with every request
     */
    Http(String name, URI base, Map<String, String> headers) {
        this(name, base, headers, () -> false, PATIENCE);
    }

    private Http(
            String name,
            URI base,
            Map<String, String> headers,
            BooleanSupplier revival,
            Duration patience) {
        this.revival = revival;
        this.patience = patience;
        this.name = name;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /**
     * The same server, but when it gives no answer it is brought back and asked once more.
     *
     * @param revival brings it back; false when it cannot
     */
    Http reviving(BooleanSupplier revival) {
        return new Http(name, base, headers, revival, patience);
    }

    /** The same server, waited for longer than usual. */
    Http waiting(Duration longer) {
        return new Http(name, base, headers, revival, longer);
    }

    URI base() {
        return base;
    }

    /** Status and text of an answer. */
    record Answer(int status, String text) {
        boolean good() {
            return status / 100 == 2;
        }
    }

    /** Reads JSON. */
    JsonNode get(String path) {
        Answer answer = send("GET", path, Map.of(), new byte[0]);
        return good(path, answer);
    }

    /** Reads JSON; empty when there is nothing at that address. */
    Optional<JsonNode> find(String path) {
        Answer answer = send("GET", path, Map.of(), new byte[0]);
        return answer.status() == 404 ? Optional.empty() : Optional.of(good(path, answer));
    }

    /**
     * A file, which may take the node a while to make; empty when there is nothing to make it of.
     */
    Optional<byte[]> file(String path) {
        HttpResponse<byte[]> response =
                exchange(
                        request("GET", path, Map.of(), new byte[0])
                                .timeout(patience.multipliedBy(4))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() / 100 != 2) {
            String text = new String(response.body(), StandardCharsets.UTF_8);
            throw new CliFailure(refused(path, response.statusCode(), text));
        }
        return Optional.of(response.body());
    }

    /** Posts JSON and reads JSON. */
    JsonNode post(String path, Object body) {
        Answer answer =
                send(
                        "POST",
                        path,
                        Map.of("Content-Type", "application/json"),
                        Json.write(body).getBytes(StandardCharsets.UTF_8));
        return good(path, answer);
    }

    /** Whether anything answers there. */
    boolean answers() {
        try {
            send("GET", "/", Map.of(), new byte[0]);
            return true;
        } catch (CliFailure silent) {
            return false;
        }
    }

    /** Sends a request as it stands. */
    Answer send(String method, String path, Map<String, String> own, byte[] body) {
        HttpResponse<String> response =
                exchange(
                        request(method, path, own, body).timeout(patience).build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** The lines of an answer that goes on for as long as the server likes. */
    Stream<String> lines(String path) {
        HttpResponse<Stream<String>> response =
                exchange(
                        request("GET", path, Map.of("Accept", "text/event-stream"), new byte[0])
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() / 100 != 2) {
            throw new CliFailure(refused(path, response.statusCode(), ""));
        }
        return response.body();
    }

    private HttpRequest.Builder request(
            String method, String path, Map<String, String> own, byte[] body) {
        HttpRequest.BodyPublisher publisher =
                body.length == 0
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, publisher);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(own);
        all.forEach(request::header);
        return request;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return answered(request, body);
        } catch (IOException silent) {
            throw new NodeSilentFailure(
                    "the "
                            + name
                            + " at "
                            + base
                            + " does not answer"
                            + Optional.ofNullable(silent.getMessage())
                                    .map(text -> " (" + text + ")")
                                    .orElse("")
                            + "; start it, or name another one with --node",
                    silent);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CliFailure("interrupted while waiting for the " + name, stopping);
        }
    }

    private <T> HttpResponse<T> answered(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        try {
            return client.send(request, body);
        } catch (IOException silent) {
            if (!revival.getAsBoolean()) {
                throw silent;
            }
            return client.send(request, body);
        }
    }

    /** The JSON of a good answer; any other is a failure that says what the server said. */
    JsonNode good(String path, Answer answer) {
        if (!answer.good()) {
            throw new CliFailure(refused(path, answer.status(), answer.text()));
        }
        return Json.read(answer.text())
                .orElseThrow(
                        () ->
                                new CliFailure(
                                        base
                                                + path
                                                + " did not answer with JSON; check that the "
                                                + name
                                                + " listens there"));
    }

    private String refused(String path, int status, String text) {
        String reason =
                Json.read(text)
                        .map(json -> json.path("message").asText(json.path("error").asText("")))
                        .orElse("");
        return base
                + path
                + " answered "
                + status
                + (reason.isEmpty() ? "" : ": " + Printable.of(reason))
                + (status == 401 ? "; " + NodeOptions.LOGIN : "");
    }
}
