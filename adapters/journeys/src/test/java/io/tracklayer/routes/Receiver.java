// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A platform that answers each path as it is told to, several answers in turn. */
final class Receiver implements AutoCloseable {
    private static final Answer GOOD = new Answer(200, Map.of(), "{\"ok\":true}");

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    /** An answer; header values are ASCII. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        Receiver receiver = new Receiver(server);
        server.setExecutor(receiver.workers);
        server.createContext("/", receiver::answer);
        server.start();
        return receiver;
    }

    String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answers(String path, List<Answer> inTurn) {
        answers.put(path, List.copyOf(inTurn));
    }

    /** How many requests came to a path. */
    int asked(String path) {
        AtomicInteger number = asked.get(path);
        return number == null ? 0 : number.get();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            call.getRequestBody().readAllBytes();
            Answer answer = next(call.getRequestURI().getPath());
            Headers headers = call.getResponseHeaders();
            answer.headers().forEach(headers::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(answer.status(), body.length);
            call.getResponseBody().write(body);
        }
    }

    private Answer next(String path) {
        List<Answer> inTurn = answers.getOrDefault(path, List.of(GOOD));
        int number = asked.computeIfAbsent(path, first -> new AtomicInteger()).getAndIncrement();
        return inTurn.get(number % inTurn.size());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
