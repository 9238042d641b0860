// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.Console;
import io.tracklayer.console.LiveEvent;
import io.tracklayer.console.Nameplate;
import io.tracklayer.console.SecurityHeaders;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.scope.NotScopedException;
import io.tracklayer.routes.operator.Entrance.Guest;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
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
 * The edge for operators: pages, read API, live stream, connection checks, replays. Whom it answers
 * is the gate's to say. A page of another site cannot read it: there is no CORS.
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
    private final OperatorGate gate;
    private final List<OperatorDesk> desks;
    private final ExecutorService workers;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

    /**
     * Creates the edge.
     *
     * @param desks the first that serves a request answers it
     */
    OperatorEdge(
            Console console, OperatorGate gate, List<OperatorDesk> desks, ExecutorService workers) {
        this.console = console;
        this.gate = gate;
        this.desks = List.copyOf(desks);
        this.workers = workers;
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (OperatorGate.fromAnotherSite(request)) {
            answer(request, OperatorGate.CROSS_SITE);
        } else if (gate.isLogin(request)) {
            gate.login(request, answer -> answer(request, answer), this::work);
        } else {
            OperatorGate.Admission admission = gate.admit(request);
            admission
                    .guest()
                    .ifPresentOrElse(
                            guest -> serve(context, guest),
                            () -> answer(request, admission.refusal()));
        }
    }

    private void serve(RoutingContext context, Guest guest) {
        HttpServerRequest request = context.request();
        if (request.path().equals(STREAM)) {
            view(context, guest);
            return;
        }
        Optional<OperatorDesk> desk = desk(request);
        Optional<HttpOutput> refusal =
                desk.isEmpty()
                        ? Optional.of(NOTHING_HERE)
                        : gate.refusal(request, guest, desk.get());
        if (refusal.isPresent()) {
            answer(request, Nameplate.on(refusal.get(), guest.operator(), guest.csrf()));
        } else {
            ask(desk.get(), request, guest);
        }
    }

    private Optional<OperatorDesk> desk(HttpServerRequest request) {
        String method = request.method().name();
        return Set.of("GET", "POST").contains(method)
                ? desks.stream().filter(desk -> desk.serves(method, request.path())).findFirst()
                : Optional.empty();
    }

    private void ask(OperatorDesk desk, HttpServerRequest request, Guest guest) {
        Map<String, List<String>> query = HttpEdge.query(request);
        int most = desk.mostBytes(request.path());
        if (request.method().name().equals("GET") || most == 0) {
            work(request, () -> answered(desk, asked(request, query, new byte[0], guest), guest));
        } else {
            JsonBody.read(
                    request,
                    most,
                    body ->
                            work(
                                    request,
                                    () ->
                                            answered(
                                                    desk,
                                                    asked(request, query, body, guest),
                                                    guest)),
                    refused -> answer(request, refused));
        }
    }

    private HttpOutput answered(OperatorDesk desk, OperatorRequest request, Guest guest) {
        try {
            HttpOutput answer = desk.answer(request);
            gate.looked(request, answer);
            return Nameplate.on(answer, guest.operator(), guest.csrf());
        } catch (NotScopedException notTheirs) {
            return gate.refused(request, notTheirs.getMessage());
        }
    }

    private static OperatorRequest asked(
            HttpServerRequest request, Map<String, List<String>> query, byte[] body, Guest guest) {
        return new OperatorRequest(
                request.method().name(), request.path(), query, body, guest.operator());
    }

    /** Tells the live viewers that there may be something new. */
    void changed() {
        viewers.forEach(Viewer::poke);
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
        SecurityHeaders.ALL.forEach(response::putHeader);
        output.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(output.body()));
    }

    private void view(RoutingContext context, Guest guest) {
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
        Viewer viewer = new Viewer(context, guest, after.isEmpty() ? 0 : Long.parseLong(after));
        viewers.add(viewer);
        viewer.start();
    }

    /**
     * One live stream: server-sent events with the journal offset as id, so that a reader can
     * resume. It ends when the operator would no longer be let in as the same.
     */
    private final class Viewer {
        private final Context loop = Vertx.currentContext();
        private final HttpServerResponse response;
        private final Guest guest;
        private long timer;
        private long next;
        private boolean reading;
        private boolean again;

        Viewer(RoutingContext context, Guest guest, long next) {
            this.response = context.response();
            this.guest = guest;
            this.next = next;
        }

        void start() {
            SecurityHeaders.ALL.forEach(response::putHeader);
            response.setChunked(true).putHeader("Content-Type", "text/event-stream");
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
            if (!gate.still(guest)) {
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
                return console.changedSince(next, LIVE_ROWS, guest.operator());
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
                if (!event.json().isEmpty()) {
                    response.write("id: " + event.offset() + "\ndata: " + event.json() + "\n\n");
                }
                next = Math.max(next, event.offset() + 1);
            }
            if (again || events.size() >= LIVE_ROWS) {
                read();
            }
        }
    }
}
