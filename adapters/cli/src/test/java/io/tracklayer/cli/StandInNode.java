// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that answers commands in the place of a node. */
final class StandInNode implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    /** Starts one. */
    StandInNode(Desk desk) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        server.createContext("/", exchange -> answer(exchange, desk));
        server.setExecutor(threads);
        server.start();
    }

    /** What it answers. */
    interface Desk {
        Reply answer(Call call);
    }

    /** What it was asked. */
    record Call(String method, String uri, String body) {
        String path() {
            return uri.split("\\?", 2)[0];
        }

        @Override
        public String toString() {
            return (method + " " + uri + " " + body).strip();
        }
    }

    /** Status and body. */
    record Reply(int status, String type, byte[] body) {
        static Reply json(String text) {
            return of(200, text);
        }

        static Reply of(int status, String text) {
            return new Reply(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** With {@code --node} and its address, as a command is given it. */
    String[] words(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--node", address()));
        return all.toArray(String[]::new);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it was asked, as text, in order. */
    List<String> calls() {
        synchronized (calls) {
            return calls.stream().map(Call::toString).toList();
        }
    }

    private void answer(HttpExchange exchange, Desk desk) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call =
                new Call(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
        calls.add(call);
        Reply reply = desk.answer(call);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(
                reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
