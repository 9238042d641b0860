// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.GivenRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The web as a test sees it, whatever the host: pages, the script, and a collector that takes and
 * answers what the real source does. Answers can be scripted.
 */
public final class Site implements AutoCloseable {
    static final Source SOURCE =
            ServiceLoader.load(TrackLayerPlugin.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .flatMap(plugin -> plugin.sources().stream())
                    .filter(source -> source.descriptor().id().equals("browser"))
                    .findFirst()
                    .orElseThrow();

    private static final String HTML = "text/html; charset=utf-8";

    /** Below this the shop's own host forwards to the node, as the manual describes it. */
    private static final String PROXIED = "^/t/";

    private static final String WATCH =
            """
            {
              const report = text => navigator.sendBeacon('/problem', text);
              addEventListener('error', e => report('error ' + e.message));
              addEventListener('unhandledrejection', e => report('rejection ' + e.reason));
              document.addEventListener('securitypolicyviolation',
                  e => report('policy ' + e.violatedDirective + ' ' + e.blockedURI));
            }
            """;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, Reply> pages = new ConcurrentHashMap<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<GivenRequest> refused = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<GivenRequest> posts = new CopyOnWriteArrayList<>();
    private final Queue<Reply> answers = new ConcurrentLinkedQueue<>();
    private volatile Reply always;

    private Site(HttpServer server) {
        this.server = server;
    }

    public static Site start() throws IOException {
        Site site =
                new Site(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
        site.server.setExecutor(site.threads);
        site.server.createContext("/", site::handle);
        site.server.start();
        site.put("/watch.js", "text/javascript", WATCH, Map.of());
        return site;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A page that reports what goes wrong in it. */
    public void page(String path, String content) {
        page(path, content, Map.of());
    }

    void page(String path, String content, Map<String, String> headers) {
        put(
                path,
                HTML,
                "<!doctype html><html><head><title>Shop</title><link rel=icon href=\"data:,\">"
                        + "<script src=\"/watch.js\"></script>"
                        + content
                        + "</head><body></body></html>",
                headers);
    }

    void put(String path, String type, String content, Map<String, String> headers) {
        pages.put(path, new Reply(200, type, content.getBytes(StandardCharsets.UTF_8), headers));
    }

    /** The next request to the collector is answered so and otherwise ignored. */
    void answerOnce(int status, Map<String, String> headers) {
        answers.add(new Reply(status, "", new byte[0], headers));
    }

    /** Every request to the collector is answered so; 0 ends it. */
    void answerAlways(int status) {
        always = status == 0 ? null : new Reply(status, "", new byte[0]);
    }

    /** What was taken, in the order of arrival. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Requests to the collector that a scripted answer turned away. */
    List<GivenRequest> refused() {
        return List.copyOf(refused);
    }

    /** What was posted to pages. */
    List<GivenRequest> posts() {
        return List.copyOf(posts);
    }

    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            GivenRequest request = read(exchange);
            cors(exchange);
            Reply reply;
            try {
                reply = answer(request);
            } catch (MalformedInputException | RuntimeException broken) {
                problems.add("collector: " + broken);
                reply = Reply.json(400, "{}");
            }
            send(exchange, reply);
        }
    }

    private Reply answer(GivenRequest request) throws MalformedInputException {
        if (request.path().equals("/problem")) {
            problems.add(new String(request.raw(), StandardCharsets.UTF_8));
            return new Reply(204, "", new byte[0]);
        }
        if (request.path().equals("/collect")) {
            return collect(request);
        }
        if (request.method().equals("POST")) {
            posts.add(request);
        }
        return SOURCE.answer(request)
                .orElseGet(() -> pages.getOrDefault(request.path(), Reply.json(404, "{}")));
    }

    private synchronized Reply collect(GivenRequest request) throws MalformedInputException {
        Reply scripted = answers.isEmpty() ? always : answers.remove();
        if (scripted != null) {
            refused.add(request);
            return scripted;
        }
        Settings settings = Settings.of(SOURCE.descriptor().settings(), Map.of());
        List<Decoded> decoded = SOURCE.decode(request, settings, SourceMemory.none());
        if (SOURCE.writeKey(request).filter("wk_1"::equals).isEmpty()) {
            problems.add(
                    "collector: no key in " + new String(request.raw(), StandardCharsets.UTF_8));
        }
        List<Tree> bodies = Tree.root(request.json()).each("/events");
        for (int i = 0; i < decoded.size(); i++) {
            if (decoded.get(i) instanceof Decoded.Rejected) {
                problems.add("collector: " + decoded.get(i));
            }
            messages.add(new Message(bodies.get(i).members(), decoded.get(i), request));
        }
        return SOURCE.acknowledge(request, decoded);
    }

    private static GivenRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new GivenRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath().replaceFirst(PROXIED, "/"),
                new HashMap<>(),
                headers,
                exchange.getRequestBody().readAllBytes(),
                "203.0.113.7",
                Instant.now());
    }

    private static void cors(HttpExchange exchange) {
        List<String> origin =
                exchange.getRequestHeaders().getOrDefault("Origin", new ArrayList<>());
        if (!origin.isEmpty()) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin.get(0));
            exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
            exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Retry-After");
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (!reply.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
        if (!empty) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
