// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A platform that takes everything and remembers when the first request came. */
final class Sink implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile CompletableFuture<Long> first = new CompletableFuture<>();

    private Sink(HttpServer server) {
        this.server = server;
    }

    static Sink start() {
        try {
            Sink sink =
                    new Sink(
                            HttpServer.create(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            sink.server.createContext("/", sink::take);
            sink.server.setExecutor(sink.threads);
            sink.server.start();
            return sink;
        } catch (IOException failed) {
            throw new BenchFailure("cannot listen on loopback: " + failed, failed);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        first.complete(System.nanoTime());
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** From now on another request is the first. */
    void forget() {
        first = new CompletableFuture<>();
    }

    /** When the first request came, by {@link System#nanoTime}. */
    long awaitFirst(Duration patience) {
        try {
            return first.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException none) {
            throw new BenchFailure("nothing was sent within " + patience.toSeconds() + " s", none);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", stopping);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
