// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.HttpInput;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.intake.Receipt;
import io.tracklayer.spi.Source;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of the node for everything sources send: admission, body limits, content encoding, CORS,
 * the client's address. Hands plain values on; no request header or parameter ever enters an
 * exchange.
 */
final class HttpEdge {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final int MAX_IN_FLIGHT = 512;
    private static final int MAX_RATIO = 100;
    private static final String CORS_HEADERS =
            "Authorization, Content-Type, AnonymousId, SentAt, X-Retry-Count, Rsa-Retry-Attempt, Rsa-Since-Last-Attempt,"
                    + " Rsa-Since-First-Attempt, Rsa-Retry-Reason, Rsa-Recovered";

    private final Intake intake;
    private final Function<HttpInput, Receipt> route;
    private final Supplier<Configuration> configuration;
    private final ExecutorService workers;
    private final Duration bodyTime;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean draining;

    /**
     * Creates the edge.
     *
     * @param route the intake route
     * @param bodyTime how long the body of a request may take
     */
    HttpEdge(
            Intake intake,
            Function<HttpInput, Receipt> route,
            Supplier<Configuration> configuration,
            ExecutorService workers,
            Duration bodyTime) {
        this.intake = intake;
        this.route = route;
        this.configuration = configuration;
        this.workers = workers;
        this.bodyTime = bodyTime;
    }

    /** Turns new requests away; what is in flight is finished. */
    void drain() {
        draining = true;
    }

    /** How many requests are being worked on. */
    int inFlight() {
        return inFlight.get();
    }

    /**
     * Answers what the HTTP layer could not route, e.g. for want of a Host header. Strangers cause
     * it at will, so only a failure of ours is logged.
     */
    static void malformed(RoutingContext context) {
        boolean ours = context.statusCode() < 400 || context.statusCode() >= 500;
        if (ours) {
            LOG.error("a request could not be routed", context.failure());
        }
        if (!context.response().ended()) {
            context.response().setStatusCode(ours ? 500 : context.statusCode()).end();
        }
    }

    /**
     * Ends the connection after a chunked request. A Content-Length that contradicts the chunks has
     * already been dropped by the decoder, so a proxy in front may see another end of the request
     * than we do, and what follows on the connection cannot be trusted (RFC 9112, section 6.1).
     */
    static void closeAfterChunks(RoutingContext context) {
        if (context.request().getHeader("transfer-encoding") != null) {
            context.response().putHeader("Connection", "close");
            context.addEndHandler(done -> context.request().connection().close());
        }
        context.next();
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!intake.serves(request.path())) {
            context.next();
            return;
        }
        if (request.method().name().equals("OPTIONS")) {
            answer(
                    request,
                    new HttpOutput(204, "", new byte[0], Map.of("Access-Control-Max-Age", "900")));
            return;
        }
        if (draining || inFlight.get() >= MAX_IN_FLIGHT) {
            HttpOutput busy = Intake.error(503, "busy", "too many requests at once; send it again");
            answer(
                    request,
                    new HttpOutput(
                            503, busy.contentType(), busy.body(), Map.of("Retry-After", "2")));
            return;
        }
        inFlight.incrementAndGet();
        int limit =
                intake.source(request.method().name(), request.path())
                        .map(s -> s.descriptor().maxBytes())
                        .orElse(1_024);
        read(request, limit);
    }

    private void read(HttpServerRequest request, int limit) {
        Buffer body = Buffer.buffer();
        boolean[] ended = new boolean[1];
        long timer =
                Vertx.currentContext()
                        .owner()
                        .setTimer(
                                bodyTime.toMillis(),
                                id ->
                                        fail(
                                                request,
                                                ended,
                                                408,
                                                "slow_body",
                                                "the body took longer than "
                                                        + bodyTime.toSeconds()
                                                        + " s"));
        request.exceptionHandler(
                broken -> {
                    cancel(timer);
                    if (!ended[0]) {
                        ended[0] = true;
                        inFlight.decrementAndGet();
                    }
                });
        request.handler(
                chunk -> {
                    if (ended[0]) {
                        return;
                    }
                    if (body.length() + chunk.length() > limit) {
                        fail(
                                request,
                                ended,
                                413,
                                "too_large",
                                "the body is larger than " + limit + " bytes");
                    } else {
                        body.appendBuffer(chunk);
                    }
                });
        request.endHandler(
                done -> {
                    cancel(timer);
                    if (!ended[0]) {
                        ended[0] = true;
                        dispatch(request, body.getBytes(), limit);
                    }
                });
        request.resume();
    }

    private void fail(
            HttpServerRequest request, boolean[] ended, int status, String code, String sentence) {
        if (!ended[0]) {
            ended[0] = true;
            work(
                    request,
                    () -> intake.refuseUnread(input(request, new byte[0]), status, code, sentence),
                    true);
        }
    }

    private void dispatch(HttpServerRequest request, byte[] raw, int limit) {
        work(
                request,
                () -> {
                    String encoding = header(request, "content-encoding").toLowerCase(Locale.ROOT);
                    if (encoding.isEmpty() || encoding.equals("identity")) {
                        return route.apply(input(request, raw));
                    }
                    if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
                        return intake.refuseUnread(
                                input(request, new byte[0]),
                                415,
                                "unknown_encoding",
                                "only gzip bodies are understood");
                    }
                    try {
                        return route.apply(input(request, inflate(raw, limit)));
                    } catch (TooLargeException tooLarge) {
                        return intake.refuseUnread(
                                input(request, new byte[0]),
                                413,
                                "too_large",
                                "the gzip body inflates beyond "
                                        + limit
                                        + " bytes or to more than "
                                        + MAX_RATIO
                                        + " times its size");
                    } catch (IOException damaged) {
                        return intake.refuseUnread(
                                input(request, new byte[0]),
                                400,
                                "bad_gzip",
                                "the gzip body is damaged or incomplete");
                    }
                },
                false);
    }

    private void work(HttpServerRequest request, Supplier<Receipt> task, boolean close) {
        Context loop = Vertx.currentContext();
        try {
            workers.execute(
                    () ->
                            receipt(task)
                                    .answer()
                                    .thenAccept(
                                            answer ->
                                                    loop.runOnContext(
                                                            now ->
                                                                    answer(
                                                                            request, answer,
                                                                            close))));
        } catch (RejectedExecutionException full) {
            inFlight.decrementAndGet();
            answer(request, Intake.error(503, "busy", "the node is stopping; send it again"));
        }
    }

    private static Receipt receipt(Supplier<Receipt> task) {
        try {
            return task.get();
        } catch (RuntimeException | LinkageError failed) {
            LOG.error("a request could not be handled", failed);
            return new Receipt(
                    CompletableFuture.completedFuture(
                            Intake.error(
                                    503,
                                    "internal_error",
                                    "the node failed on this request; send it again")));
        }
    }

    private void answer(HttpServerRequest request, HttpOutput output, boolean close) {
        inFlight.decrementAndGet();
        answer(request, output);
        if (close) {
            request.connection().close();
        }
    }

    private HttpInput input(HttpServerRequest request, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(
                        entry ->
                                headers.putIfAbsent(
                                        entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        return new HttpInput(
                request.method().name(),
                request.path(),
                query(request),
                headers,
                ClientAddress.of(request, configuration.get().node().trustedProxies()),
                body);
    }

    /** The parameters of the address, decoded, in order. */
    static Map<String, List<String>> query(HttpServerRequest request) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        request.params()
                .forEach(
                        entry ->
                                query.computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                                        .add(entry.getValue()));
        return query;
    }

    private void answer(HttpServerRequest request, HttpOutput output) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(output.status());
        if (!output.contentType().isEmpty()) {
            response.putHeader("Content-Type", output.contentType());
        }
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("X-Content-Type-Options", "nosniff");
        output.headers().forEach(response::putHeader);
        cors(request, response);
        response.end(Buffer.buffer(output.body()));
    }

    /**
     * Whether an origin may send is decided by key and source; the browser only has to be let
     * through to hear the answer.
     */
    private void cors(HttpServerRequest request, HttpServerResponse response) {
        String origin = header(request, "origin");
        boolean open =
                intake.source("POST", request.path())
                        .or(() -> intake.source("GET", request.path()))
                        .map(Source::descriptor)
                        .map(descriptor -> descriptor.crossOrigin())
                        .orElse(false);
        if (open
                && !origin.isEmpty()
                && origin.matches("https?://[A-Za-z0-9.:\\[\\]-]{1,255}|null")) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Allow-Credentials", "true");
            response.putHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
            response.putHeader("Access-Control-Allow-Headers", CORS_HEADERS);
            response.putHeader("Access-Control-Expose-Headers", "Retry-After");
            response.headers().add("Vary", "Origin");
        }
    }

    private static byte[] inflate(byte[] raw, int limit) throws IOException {
        long most = Math.min(limit, (long) raw.length * MAX_RATIO);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            byte[] chunk = new byte[8 * 1024];
            for (int got = in.read(chunk); got > 0; got = in.read(chunk)) {
                plain.write(chunk, 0, got);
                if (plain.size() > most) {
                    throw new TooLargeException();
                }
            }
        }
        return plain.toByteArray();
    }

    private static void cancel(long timer) {
        Vertx.currentContext().owner().cancelTimer(timer);
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value.strip();
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
