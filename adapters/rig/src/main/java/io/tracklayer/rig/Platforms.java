// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tracklayer.rig.PlatformCall.Given;
import io.tracklayer.rig.PlatformScript.Step;
import io.tracklayer.rig.Received.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All platforms of a world on one port: {@code POST /<destination>/...}. Every event is written to
 * {@code received.log} before its call is answered.
 */
final class Platforms implements AutoCloseable {
    private static final Duration SLOW = Duration.ofMillis(1500);
    private static final int POISONED = 400;

    private final World world;
    private final PlatformScript script;
    private final LedgerFile ledger;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(32);
    private final AtomicLong calls = new AtomicLong();

    private Platforms(World world, PlatformScript script, Path ledger) throws IOException {
        this.world = world;
        this.script = script;
        this.ledger = new LedgerFile(ledger);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** Listens on a free port of the loopback address. */
    static Platforms start(World world, long seed, Path ledger) throws IOException {
        Platforms platforms = new Platforms(world, new PlatformScript(seed), ledger);
        platforms.server.setExecutor(platforms.workers);
        platforms.server.createContext("/", platforms::handle);
        platforms.server.start();
        return platforms;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = exchange.getRequestURI().getPath().split("/")[1];
        World.Target target =
                world.target(id).orElseThrow(() -> new IOException("no platform " + id));
        List<Given> events = PlatformCall.read(target.shape(), body);
        Step step = worst(target, events);
        log(target, events, step);
        answer(exchange, target, events.size(), step);
    }

    /** A call goes as its worst event goes; the others lose nothing of their scripts but a step. */
    private Step worst(World.Target target, List<Given> events) {
        Step worst = Step.ACCEPT;
        for (Given event : events) {
            Step step = step(target, event);
            worst = step.compareTo(worst) > 0 ? step : worst;
        }
        return worst;
    }

    /** GA4 refuses nothing. */
    private Step step(World.Target target, Given event) {
        Step step = script.next(target.id(), event.id());
        return step == Step.POISON && target.shape() == World.Shape.GA4 ? Step.ACCEPT : step;
    }

    private void log(World.Target target, List<Given> events, Step step) {
        long call = calls.incrementAndGet();
        long now = System.currentTimeMillis();
        List<String> lines = new ArrayList<>();
        for (Given event : events) {
            lines.add(
                    new Received(
                                    now,
                                    target.id(),
                                    call,
                                    event.name(),
                                    event.id(),
                                    event.order(),
                                    event.second(),
                                    event.value(),
                                    given(step, events.size()))
                            .line());
        }
        ledger.append(lines);
    }

    private static Answer given(Step step, int events) {
        return switch (step) {
            case ACCEPT, SLOW -> Answer.ACCEPTED;
            case RESET_AFTER -> Answer.UNANSWERED;
            case RESET_BEFORE -> Answer.RESET;
            case ERROR_500, THROTTLE_429 -> Answer.LATER;
            case POISON -> events == 1 ? Answer.REFUSED : Answer.SPOILT;
        };
    }

    private static void answer(HttpExchange exchange, World.Target target, int events, Step step)
            throws IOException {
        switch (step) {
            case RESET_BEFORE, RESET_AFTER -> exchange.close();
            case ERROR_500 -> send(exchange, 500, "{\"error\":{\"code\":2,\"message\":\"busy\"}}");
            case THROTTLE_429 -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, "{}");
            }
            case POISON ->
                    send(
                            exchange,
                            POISONED,
                            "{\"error\":{\"code\":100,\"message\":\"Invalid parameter\"}}");
            case SLOW -> {
                Waiting.pause(SLOW);
                accept(exchange, target, events);
            }
            case ACCEPT -> accept(exchange, target, events);
        }
    }

    private static void accept(HttpExchange exchange, World.Target target, int events)
            throws IOException {
        if (target.shape() == World.Shape.GA4) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        } else {
            send(exchange, 200, "{\"events_received\":" + events + ",\"messages\":[]}");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        ledger.close();
    }
}
