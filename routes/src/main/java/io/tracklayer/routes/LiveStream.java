// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.BadParameterException;
import io.tracklayer.console.Console;
import io.tracklayer.console.LiveChanges;
import io.tracklayer.console.LiveEvent;
import io.tracklayer.console.LiveFilter;
import io.tracklayer.console.SecurityHeaders;
import io.tracklayer.core.access.Operator;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells viewers of every change by server-sent events. Message ids are journal offsets, so a viewer
 * goes on where it stopped, in this connection or the next. One that is slow is told how far behind
 * it is and reads on from the evidence; nothing is left out for it.
 */
final class LiveStream {
    static final String PATH = "/api/v1/events/stream";

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final int MAX_VIEWERS = 50;
    private static final int MAX_OF_ONE = 20;
    private static final int ROWS = 100;
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Console console;
    private final LongSupplier head;
    private final Executor workers;
    private final SharedReadings readings;
    private final Seats seats = new Seats(MAX_VIEWERS, MAX_OF_ONE);
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

    /**
     * Creates the stream.
     *
     * @param head the journal offset up to which the evidence is written
     */
    LiveStream(Console console, LongSupplier head, Executor workers) {
        this.console = console;
        this.head = head;
        this.workers = workers;
        this.readings =
                new SharedReadings(from -> console.changes(from, head.getAsLong(), ROWS), workers);
    }

    /** Tells the viewers that there may be something new. */
    void changed() {
        readings.changed();
        viewers.forEach(Viewer::poke);
    }

    /**
     * Lets an operator view.
     *
     * @param allowed whether the operator still may; asked before each read
     * @param refused is told why there is no view
     */
    void view(
            RoutingContext context,
            Operator operator,
            BooleanSupplier allowed,
            Consumer<HttpOutput> refused) {
        if (!seats.take(operator)) {
            refused.accept(Intake.error(503, "too_many_viewers", "close another live view first"));
            return;
        }
        Context loop = Vertx.currentContext();
        workers.execute(
                () -> {
                    Optional<HttpOutput> refusal = begin(context, loop, operator, allowed);
                    refusal.ifPresent(
                            why -> {
                                seats.leave(operator);
                                loop.runOnContext(now -> refused.accept(why));
                            });
                });
    }

    /** Starts a view, or says why there is none. */
    private Optional<HttpOutput> begin(
            RoutingContext context, Context loop, Operator operator, BooleanSupplier allowed) {
        Map<String, List<String>> query = new HashMap<>(QueryText.of(context.request()));
        query.remove("since");
        query.remove("after");
        try {
            LiveFilter filter = console.live(query, operator);
            Viewer viewer =
                    new Viewer(
                            loop,
                            context.response(),
                            filter,
                            operator,
                            allowed,
                            start(context.request()));
            loop.runOnContext(now -> viewer.start());
            return Optional.empty();
        } catch (BadParameterException bad) {
            return Optional.of(Intake.error(400, "bad_parameter", bad.getMessage()));
        } catch (RuntimeException failed) {
            LOG.error("a live view could not be begun", failed);
            return Optional.of(
                    Intake.error(
                            500,
                            "internal_error",
                            "this could not be answered; see the node's log"));
        }
    }

    private static long start(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("last-event-id"))
                .or(() -> QueryText.first(request, "since"))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** One live view; all but its making on its event loop. */
    private final class Viewer {
        private final Context loop;
        private final HttpServerResponse response;
        private final LiveFilter filter;
        private final Operator operator;
        private final BooleanSupplier allowed;
        private long timer;
        private long next;
        private boolean reading;
        private boolean again;
        private boolean toldBehind;

        Viewer(
                Context loop,
                HttpServerResponse response,
                LiveFilter filter,
                Operator operator,
                BooleanSupplier allowed,
                long next) {
            this.loop = loop;
            this.response = response;
            this.filter = filter;
            this.operator = operator;
            this.allowed = allowed;
            this.next = next;
        }

        void start() {
            if (response.closed()) {
                seats.leave(operator);
                return;
            }
            viewers.add(this);
            SecurityHeaders.ALL.forEach(response::putHeader);
            response.setChunked(true).putHeader("Content-Type", "text/event-stream");
            timer = loop.owner().setPeriodic(HEARTBEAT_MILLIS, id -> beat());
            response.closeHandler(closed -> leave());
            response.exceptionHandler(broken -> leave());
            response.write("retry: 2000\n\n");
            read();
        }

        private void leave() {
            loop.owner().cancelTimer(timer);
            if (viewers.remove(this)) {
                seats.leave(operator);
            }
        }

        private void beat() {
            if (!response.writeQueueFull()) {
                response.write(": still here\n\n");
            }
            read();
        }

        void poke() {
            loop.runOnContext(now -> read());
        }

        private void read() {
            if (response.closed() || response.ended()) {
                return;
            }
            if (!allowed.getAsBoolean()) {
                leave();
                response.end();
            } else if (reading) {
                again = true;
            } else if (response.writeQueueFull()) {
                response.drainHandler(drained -> read());
            } else {
                reading = true;
                again = false;
                readings.from(next)
                        .whenComplete(
                                (changes, failed) ->
                                        loop.runOnContext(now -> done(changes, failed)));
            }
        }

        /** When it could not be read, the next change or beat brings it. */
        private void done(LiveChanges changes, Throwable failed) {
            reading = false;
            if (failed != null) {
                LOG.warn("live viewers wait: the evidence cannot be read", failed);
            } else if (!response.closed() && !response.ended()) {
                write(changes);
                if (again || changes.more()) {
                    read();
                }
            }
        }

        private void write(LiveChanges changes) {
            behind(changes.more());
            StringBuilder text = new StringBuilder();
            for (LiveEvent change : changes.changes()) {
                filter.of(change).ifPresent(told -> message(text, told, change));
            }
            boolean moved = !changes.changes().isEmpty();
            next = changes.next();
            if (text.isEmpty() && moved) {
                // an id alone is remembered and not shown: what does not fit is not read again
                text.append("id: ").append(next - 1).append("\n\n");
            }
            if (!text.isEmpty()) {
                response.write(text.toString());
            }
        }

        private static void message(StringBuilder text, LiveFilter.Told told, LiveEvent change) {
            text.append("id: ").append(change.offset()).append('\n');
            if (told != LiveFilter.Told.EVENT) {
                text.append("event: ").append(told.name().toLowerCase(Locale.ROOT)).append('\n');
            }
            text.append("data: ").append(change.json()).append("\n\n");
        }

        private void behind(boolean more) {
            if (more || toldBehind) {
                long records = more ? Math.max(1, head.getAsLong() - next) : 0;
                response.write("event: behind\ndata: {\"records\":" + records + "}\n\n");
            }
            toldBehind = more;
        }
    }
}
