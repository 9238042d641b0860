// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.sun.net.httpserver.HttpExchange;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends answers, the faulty ones too. A waiting fault holds no thread: the exchange is finished
 * later from the timer, so a hundred hanging calls leave the server responsive.
 */
final class FaultPlayer {
    private static final byte[] DRIP_FILLER = "0".repeat(60).getBytes(StandardCharsets.UTF_8);
    private static final int CHUNK = 64 * 1024;

    private final ScheduledExecutorService timer;

    FaultPlayer(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    void play(HttpExchange exchange, Answer answer, Fault fault) throws IOException {
        switch (fault.kind()) {
            case SLOW -> later(exchange, fault, () -> transmit(exchange, answer));
            case HANG -> later(exchange, fault, exchange::close);
            case RESET -> exchange.close();
            case DRIP -> drip(exchange, answer, fault);
            case HUGE -> huge(exchange, fault);
            default -> transmit(exchange, answer);
        }
    }

    static void transmit(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = answer.body().length == 0 || answer.status() == 204;
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    /** A platform that answers without a body drips filler: a 204 has nothing to be slow with. */
    private void drip(HttpExchange exchange, Answer answer, Fault fault) throws IOException {
        byte[] body = answer.body().length == 0 ? DRIP_FILLER : answer.body();
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        int status = answer.status() == 204 ? 200 : answer.status();
        exchange.sendResponseHeaders(status, body.length);
        dripFrom(exchange, body, 0, fault);
    }

    private void dripFrom(HttpExchange exchange, byte[] body, int next, Fault fault)
            throws IOException {
        exchange.getResponseBody().write(body[next]);
        exchange.getResponseBody().flush();
        if (next + 1 == body.length) {
            exchange.close();
        } else {
            later(exchange, fault, () -> dripFrom(exchange, body, next + 1, fault));
        }
    }

    private static void huge(HttpExchange exchange, Fault fault) throws IOException {
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'x');
        exchange.sendResponseHeaders(fault.reply().status(), 0);
        OutputStream out = exchange.getResponseBody();
        for (long left = fault.reply().bytes(); left > 0; left -= CHUNK) {
            out.write(chunk, 0, (int) Math.min(CHUNK, left));
        }
        exchange.close();
    }

    private void later(HttpExchange exchange, Fault fault, Step step) {
        timer.schedule(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        // The client went away, which is what most of these faults are for.
                        exchange.close();
                    }
                },
                fault.reply().delay().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private interface Step {
        void run() throws IOException;
    }
}
