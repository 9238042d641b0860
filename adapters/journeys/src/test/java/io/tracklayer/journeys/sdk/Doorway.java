// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * A reverse proxy in front of a node, as merchants have one. It keeps what came through, and can
 * answer as the node does when it has too much to do, or lose the node's answers.
 */
final class Doorway implements AutoCloseable {
    /** Where every request seems to come from. */
    static final String VISITOR = "203.0.113.7";

    private static final Set<String> HOP =
            Set.of("connection", "content-length", "host", "upgrade", "transfer-encoding", "date");

    private final HttpServer server;
    private final URI node;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile int busyStatus;
    private final AtomicInteger lost = new AtomicInteger();

    private Doorway(HttpServer server, URI node) {
        this.server = server;
        this.node = node;
    }

    /**
     * One request and what it was answered.
     *
     * @param headers names in lower case
     * @param status of the answer; 0 when it was lost
     */
    record Seen(String method, URI target, Map<String, String> headers, byte[] raw, int status) {

        /** The body, inflated when it came packed. */
        String body() {
            try {
                boolean packed = "gzip".equals(headers.get("content-encoding"));
                byte[] plain =
                        packed
                                ? new GZIPInputStream(new ByteArrayInputStream(raw)).readAllBytes()
                                : raw;
                return new String(plain, StandardCharsets.UTF_8);
            } catch (IOException damaged) {
                throw new UncheckedIOException(damaged);
            }
        }
    }

    static Doorway before(URI node) throws IOException {
        Doorway doorway =
                new Doorway(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50),
                        node);
        doorway.server.setExecutor(doorway.threads);
        doorway.server.createContext("/", doorway::handle);
        doorway.server.start();
        return doorway;
    }

    String base() {
        return "http://" + host();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * The next so many messages are answered as a node does that has too much to do.
     *
     * @param status 503, or 429 where one sender asks for too much
     */
    void overload(int status, int requests) {
        busyStatus = status;
        busy.set(requests);
    }

    /** The next so many messages are taken by the node, but their senders do not hear of it. */
    void loseAnswers(int requests) {
        lost.set(requests);
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** What was sent to an address. */
    List<Seen> sentTo(String path) {
        return seen.stream().filter(one -> one.target().getPath().equals(path)).toList();
    }

    void forget() {
        seen.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean message = exchange.getRequestMethod().equals("POST");
            if (message && takeOne(busy)) {
                busy(exchange, body);
                return;
            }
            HttpResponse<byte[]> answer = forward(exchange, body);
            if (message && takeOne(lost)) {
                keep(exchange, body, 0);
                return;
            }
            keep(exchange, body, answer.statusCode());
            answer.headers()
                    .map()
                    .forEach(
                            (name, values) -> {
                                if (!HOP.contains(name)) {
                                    exchange.getResponseHeaders().put(name, values);
                                }
                            });
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void busy(HttpExchange exchange, byte[] body) throws IOException {
        keep(exchange, body, busyStatus);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Origin"))
                .ifPresent(
                        origin -> {
                            exchange.getResponseHeaders()
                                    .set("Access-Control-Allow-Origin", origin);
                            exchange.getResponseHeaders()
                                    .set("Access-Control-Allow-Credentials", "true");
                        });
        exchange.getResponseHeaders().set("Retry-After", "2");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(
                exchange,
                busyStatus,
                "{\"success\":false,\"error\":\"busy\"}".getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(node.resolve(exchange.getRequestURI().toString()))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        headers(exchange)
                .forEach(
                        (name, value) -> {
                            if (!HOP.contains(name)) {
                                request.header(name, value);
                            }
                        });
        request.header("X-Forwarded-Host", host())
                .header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-For", VISITOR);
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private void keep(HttpExchange exchange, byte[] body, int status) {
        seen.add(
                new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        headers(exchange),
                        body,
                        status));
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private static boolean takeOne(AtomicInteger budget) {
        return budget.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
