// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.Console;
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
    private static final HttpOutput NOTHING_HERE =
            Intake.error(
                    404,
                    "unknown_path",
                    "nothing is here; the pages begin at /, /api/v1/openapi.yaml lists the API");

    private final LiveStream live;
    private final OperatorGate gate;
    private final List<OperatorDesk> desks;
    private final ExecutorService workers;

    /**
     * Creates the edge.
     *
     * @param desks the first that serves a request answers it
     */
    OperatorEdge(
            LiveStream live, OperatorGate gate, List<OperatorDesk> desks, ExecutorService workers) {
        this.live = live;
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
        if (request.path().equals(LiveStream.PATH)) {
            view(context, guest);
            return;
        }
        Optional<OperatorDesk> desk = desk(request);
        Optional<HttpOutput> refusal =
                desk.isEmpty()
                        ? Optional.of(byPerson(request) ? Console.nothing(false) : NOTHING_HERE)
                        : gate.refusal(request, guest, desk.get());
        if (refusal.isPresent()) {
            answer(request, Nameplate.on(refusal.get(), guest.operator(), guest.csrf()));
        } else {
            ask(desk.get(), request, guest);
        }
    }

    private static boolean byPerson(HttpServerRequest request) {
        String accepted = request.getHeader("accept");
        return accepted != null && accepted.contains("text/html");
    }

    private Optional<OperatorDesk> desk(HttpServerRequest request) {
        String method = request.method().name();
        return Set.of("GET", "POST").contains(method)
                ? desks.stream().filter(desk -> desk.serves(method, request.path())).findFirst()
                : Optional.empty();
    }

    private void ask(OperatorDesk desk, HttpServerRequest request, Guest guest) {
        Map<String, List<String>> query = QueryText.of(request);
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
        live.changed();
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

    /** The view ends when the operator would no longer be let in as the same. */
    private void view(RoutingContext context, Guest guest) {
        live.view(
                context,
                guest.operator(),
                () -> gate.still(guest),
                refused -> answer(context.request(), refused));
    }
}
