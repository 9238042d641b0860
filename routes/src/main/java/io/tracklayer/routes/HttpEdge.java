// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.HttpInput;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.intake.Receipt;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of the node for everything sources send: admission, body limits, content encoding, CORS,
 * the client's address. Hands plain values on; no request header or parameter ever enters an
 * exchange.
 */
final class HttpEdge {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final int MAX_REQUESTS = 1_024;
    private static final int OVERSIZED = 32 * 1024 * 1024;
    private static final int NOBODY_BYTES = 1_024;
    private static final long LEAST_ROOM = 64L * 1024 * 1024;
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]{1,255}|null");
    private static final String CORS_HEADERS =
            "Authorization, Content-Type, AnonymousId, SentAt, X-Retry-Count, Rsa-Retry-Attempt, Rsa-Since-Last-Attempt,"
                    + " Rsa-Since-First-Attempt, Rsa-Retry-Reason, Rsa-Recovered";

    private final Intake intake;
    private final Function<HttpInput, Receipt> route;
    private final Supplier<Configuration> configuration;
    private final ExecutorService workers;
    private final Duration bodyTime;
    private final FairShare room =
            new FairShare(MAX_REQUESTS, Math.max(LEAST_ROOM, Runtime.getRuntime().maxMemory() / 4));
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
        return room.requests();
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
        if (!intake.serves(request.path()) && !Strays.includes(request)) {
            context.next();
            return;
        }
        if (request.method().name().equals("OPTIONS")) {
            answer(
                    request,
                    new HttpOutput(204, "", new byte[0], Map.of("Access-Control-Max-Age", "900")));
            return;
        }
        String sender = sender(request);
        if (draining || !room.enter(sender)) {
            answer(request, busy("too many requests at once; send it again"));
            return;
        }
        Upload upload = new Upload(request, bounds(request), room, sender);
        upload.read(
                raw -> work(upload, request, () -> receive(request, raw), false),
                failure -> work(upload, request, () -> unread(request, failure), true));
    }

    private String sender(HttpServerRequest request) {
        Configuration current = configuration.get();
        return Senders.of(
                request,
                intake.storeAt(request.method().name(), request.path()),
                ClientAddress.of(request, current.node().trustedProxies()),
                current);
    }

    private Upload.Bounds bounds(HttpServerRequest request) {
        return intake.source(request.method().name(), request.path())
                .map(Source::descriptor)
                .map(source -> new Upload.Bounds(source.maxBytes(), most(source), bodyTime))
                .orElseGet(() -> ofNobody(request));
    }

    private Upload.Bounds ofNobody(HttpServerRequest request) {
        int most = Strays.includes(request) ? Strays.MOST_BYTES : NOBODY_BYTES;
        return new Upload.Bounds(most, most, bodyTime);
    }

    /**
     * A sender that would repeat a refused request, or give up, is heard out: only the whole body
     * tells whether it is genuine.
     */
    private static int most(SourceDescriptor source) {
        return source.malformed() == SourceDescriptor.Malformed.ACKNOWLEDGE
                ? Math.max(OVERSIZED, source.maxBytes())
                : source.maxBytes();
    }

    private Receipt unread(HttpServerRequest request, Upload.Failure failure) {
        return failure.status() == 503
                ? new Receipt(CompletableFuture.completedFuture(busy(failure.sentence())))
                : intake.refuseUnread(
                        input(request, new byte[0]),
                        failure.status(),
                        failure.code(),
                        failure.sentence());
    }

    private static HttpOutput busy(String sentence) {
        HttpOutput busy = Intake.error(503, "busy", sentence);
        return new HttpOutput(
                busy.status(), busy.contentType(), busy.body(), Map.of("Retry-After", "2"));
    }

    private Receipt receive(HttpServerRequest request, byte[] raw) {
        String encoding = header(request, "content-encoding").toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || encoding.equals("identity")) {
            return received(input(request, raw));
        }
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
            return unread(
                    request,
                    new Upload.Failure(415, "unknown_encoding", "only gzip bodies are understood"));
        }
        // A few bytes must not fill the heap: only what comes uncompressed is heard out to its end.
        int limit = bounds(request).usable();
        try {
            return received(input(request, GzipBody.inflate(raw, limit)));
        } catch (GzipBody.TooLargeException tooLarge) {
            return unread(
                    request,
                    new Upload.Failure(
                            413,
                            "too_large",
                            "the gzip body inflates beyond "
                                    + limit
                                    + " bytes or to more than "
                                    + GzipBody.MAX_RATIO
                                    + " times its size"));
        } catch (IOException damaged) {
            return unread(
                    request,
                    new Upload.Failure(400, "bad_gzip", "the gzip body is damaged or incomplete"));
        }
    }

    private Receipt received(HttpInput input) {
        return intake.serves(input.path()) ? route.apply(input) : intake.refuseStray(input);
    }

    private void work(
            Upload upload, HttpServerRequest request, Supplier<Receipt> task, boolean close) {
        Context loop = Vertx.currentContext();
        Consumer<HttpOutput> answered =
                answer -> {
                    upload.leave();
                    answer(request, answer);
                    if (close) {
                        request.connection().close();
                    }
                };
        try {
            workers.execute(
                    () ->
                            receipt(task)
                                    .answer()
                                    .thenAccept(
                                            answer ->
                                                    loop.runOnContext(
                                                            now -> answered.accept(answer))));
        } catch (RejectedExecutionException full) {
            answered.accept(busy("the node is stopping; send it again"));
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
                QueryText.of(request),
                headers,
                ClientAddress.of(request, configuration.get().node().trustedProxies()),
                body);
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
     * Whether a page may send is decided by its key; its browser has to be let through to send it
     * and to hear the answer.
     */
    private void cors(HttpServerRequest request, HttpServerResponse response) {
        if (!intake.crossOrigin(request.path())) {
            return;
        }
        response.headers().add("Vary", "Origin");
        String origin = header(request, "origin");
        if (ORIGIN.matcher(origin).matches() && intake.hears(request.path(), origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Allow-Credentials", "true");
            response.putHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
            response.putHeader("Access-Control-Allow-Headers", CORS_HEADERS);
            response.putHeader("Access-Control-Expose-Headers", "Retry-After");
        }
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value.strip();
    }
}
