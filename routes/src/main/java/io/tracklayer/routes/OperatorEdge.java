// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.Console;
import io.tracklayer.console.LiveEvent;
import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge for operators: pages, read API, live stream, connection checks, replays. Answers
 * loopback only until an admin token is set, then whoever presents it. A page of another site can
 * neither read it (no CORS) nor reach it by a foreign host name.
 */
final class OperatorEdge {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorEdge.class);
    private static final int MAX_VIEWERS = 50;
    private static final int LIVE_ROWS = 100;
    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final String STREAM = "/api/v1/events/stream";
    private static final HttpOutput NOTHING_HERE =
            Intake.error(
                    404,
                    "unknown_path",
                    "nothing is here; the pages are /events, /deliveries and /api-logs");

    private final Console console;
    private final Supplier<Configuration> configuration;
    private final List<OperatorDesk> desks;
    private final ExecutorService workers;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final SharedReads<LivePlace, List<LiveEvent>> changes;

    /**
     * Creates the edge.
     *
     * @param desks the first that serves a request answers it
     */
    OperatorEdge(
            Console console,
            Supplier<Configuration> configuration,
            List<OperatorDesk> desks,
            ExecutorService workers) {
        this.console = console;
        this.configuration = configuration;
        this.desks = List.copyOf(desks);
        this.workers = workers;
        this.changes =
                new SharedReads<>(
                        place -> console.changedSince(place.offset(), LIVE_ROWS, place.anybody()));
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<HttpOutput> refusal = refusal(request);
        if (refusal.isPresent()) {
            answer(request, refusal.get());
        } else if (request.path().equals(STREAM)) {
            view(context);
        } else {
            desk(request)
                    .ifPresentOrElse(
                            desk -> ask(desk, request), () -> answer(request, NOTHING_HERE));
        }
    }

    private Optional<OperatorDesk> desk(HttpServerRequest request) {
        String method = request.method().name();
        return Set.of("GET", "POST").contains(method)
                ? desks.stream().filter(desk -> desk.serves(method, request.path())).findFirst()
                : Optional.empty();
    }

    private void ask(OperatorDesk desk, HttpServerRequest request) {
        Map<String, List<String>> query = HttpEdge.query(request);
        int most = desk.mostBytes(request.path());
        if (request.method().name().equals("GET") || most == 0) {
            work(request, () -> desk.answer(asked(request, query, new byte[0])));
        } else {
            JsonBody.read(
                    request,
                    most,
                    body -> work(request, () -> desk.answer(asked(request, query, body))),
                    refused -> answer(request, refused));
        }
    }

    private static OperatorRequest asked(
            HttpServerRequest request, Map<String, List<String>> query, byte[] body) {
        return new OperatorRequest(
                request.method().name(), request.path(), query, body, Operator.LOCAL);
    }

    /** Tells the live viewers that there may be something new. */
    void changed() {
        changes.changed();
        viewers.forEach(Viewer::poke);
    }

    private Optional<HttpOutput> refusal(HttpServerRequest request) {
        if (fromAnotherSite(request)) {
            return Optional.of(
                    Intake.error(
                            403,
                            "cross_site",
                            "a page of another site may not make the node do something"));
        }
        String token = configuration.get().node().adminToken();
        if (!token.isEmpty()) {
            return presents(request, token)
                    ? Optional.empty()
                    : Optional.of(
                            withHeader(
                                    Intake.error(
                                            401,
                                            "admin_token_required",
                                            "present the admin token as bearer token or as password"),
                                    "WWW-Authenticate",
                                    "Basic realm=\"TrackLayer\""));
        }
        boolean local =
                isLoopback(request.remoteAddress().hostAddress())
                        && isLoopback(host(request))
                        && ClientAddress.forwarded(request).stream()
                                .allMatch(OperatorEdge::isLoopback);
        return local
                ? Optional.empty()
                : Optional.of(
                        Intake.error(
                                403,
                                "loopback_only",
                                "console and API answer loopback only until node.admin-token is set"));
    }

    /**
     * A form on any page can make the operator's browser post here, with the credentials it
     * remembers; the browser then names that page's origin.
     */
    private static boolean fromAnotherSite(HttpServerRequest request) {
        String origin = request.getHeader("origin");
        return origin != null
                && !request.method().name().equals("GET")
                && !origin.endsWith("://" + request.authority());
    }

    private static boolean presents(HttpServerRequest request, String token) {
        String header = Optional.ofNullable(request.getHeader("authorization")).orElse("");
        String given = header.startsWith("Bearer ") ? header.substring(7) : "";
        if (header.startsWith("Basic ")) {
            try {
                String pair =
                        new String(
                                Base64.getDecoder().decode(header.substring(6)),
                                StandardCharsets.UTF_8);
                given = pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String host(HttpServerRequest request) {
        return request.authority() == null ? "" : request.authority().host();
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            // only literals: a name would be looked up, and a stranger's name may lead here
            return host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private void work(HttpServerRequest request, Supplier<HttpOutput> task) {
        Context loop = Vertx.currentContext();
        workers.execute(
                () -> {
                    HttpOutput output;
                    try {
                        output = task.get();
                    } catch (RuntimeException | LinkageError failed) {
                        LOG.error("{} could not be answered", request.path(), failed);
                        output =
                                Intake.error(
                                        500,
                                        "internal_error",
                                        "this could not be answered; see the node's log");
                    }
                    HttpOutput answer = output;
                    loop.runOnContext(now -> answer(request, answer));
                });
    }

    private static void answer(HttpServerRequest request, HttpOutput output) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(output.status());
        if (!output.contentType().isEmpty()) {
            response.putHeader("Content-Type", output.contentType());
        }
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store");
        output.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(output.body()));
    }

    private static HttpOutput withHeader(HttpOutput output, String name, String value) {
        return new HttpOutput(
                output.status(), output.contentType(), output.body(), Map.of(name, value));
    }

    private void view(RoutingContext context) {
        if (viewers.size() >= MAX_VIEWERS) {
            answer(
                    context.request(),
                    Intake.error(503, "too_many_viewers", "close another live view first"));
            return;
        }
        String after =
                Optional.ofNullable(context.request().getHeader("last-event-id"))
                        .or(() -> Optional.ofNullable(context.request().getParam("since")))
                        .filter(text -> text.matches("\\d{1,18}"))
                        .orElse("");
        Viewer viewer = new Viewer(context, after.isEmpty() ? 0 : Long.parseLong(after));
        viewers.add(viewer);
        viewer.start();
    }

    /** What a viewer waits for: all who see the same merchants are told the same. */
    private record LivePlace(long offset, Set<String> merchants) {
        static LivePlace of(long offset, Operator operator) {
            return new LivePlace(offset, operator.merchants());
        }

        Operator anybody() {
            return new Operator("live", Role.VIEWER, merchants);
        }
    }

    /**
     * One live stream: server-sent events with the journal offset as id, so that a reader can
     * resume. It ends when the admin token it was opened with is replaced.
     */
    private final class Viewer {
        private final Context loop = Vertx.currentContext();
        private final HttpServerResponse response;
        private final String token = configuration.get().node().adminToken();
        private long timer;
        private long next;
        private boolean reading;
        private boolean again;

        Viewer(RoutingContext context, long next) {
            this.response = context.response();
            this.next = next;
        }

        void start() {
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff");
            timer = loop.owner().setPeriodic(HEARTBEAT_MILLIS, id -> beat());
            response.closeHandler(closed -> leave());
            response.exceptionHandler(broken -> leave());
            response.write("retry: 2000\n\n");
            poke();
        }

        private void leave() {
            loop.owner().cancelTimer(timer);
            viewers.remove(this);
        }

        private void beat() {
            response.write(": still here\n\n");
            read();
        }

        void poke() {
            loop.runOnContext(now -> read());
        }

        private void read() {
            if (response.ended()) {
                return;
            }
            if (!configuration.get().node().adminToken().equals(token)) {
                leave();
                response.end();
                return;
            }
            if (reading || response.closed()) {
                again = true;
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> read());
                return;
            }
            reading = true;
            again = false;
            workers.execute(
                    () -> {
                        List<LiveEvent> events = changes();
                        loop.runOnContext(now -> write(events));
                    });
        }

        /** What is new; nothing when it cannot be read now, the next change brings it. */
        private List<LiveEvent> changes() {
            try {
                return changes.get(LivePlace.of(next, Operator.LOCAL));
            } catch (RuntimeException unreadable) {
                LOG.warn("live viewers wait: the evidence cannot be read", unreadable);
                return List.of();
            }
        }

        private void write(List<LiveEvent> events) {
            reading = false;
            if (response.closed() || response.ended()) {
                return;
            }
            for (LiveEvent event : events) {
                response.write("id: " + event.offset() + "\ndata: " + event.json() + "\n\n");
                next = Math.max(next, event.offset() + 1);
            }
            if (again || events.size() >= LIVE_ROWS) {
                read();
            }
        }
    }
}
