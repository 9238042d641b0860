// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.BadParameterException;
import io.tracklayer.console.Console;
import io.tracklayer.console.LiveChanges;
import io.tracklayer.console.LiveEvent;
import io.tracklayer.console.LiveFilter;
import io.tracklayer.core.access.Operator;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.routes.LiveViewer.Stretch;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    private final Console console;
    private final LongSupplier head;
    private final Executor workers;
    private final SharedReadings readings;
    private final Seats seats = new Seats(MAX_VIEWERS, MAX_OF_ONE);
    private final Set<LiveViewer> viewers = ConcurrentHashMap.newKeySet();

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
        viewers.forEach(LiveViewer::poke);
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
            LiveViewer viewer =
                    new LiveViewer(
                            loop,
                            context.response(),
                            new Filtered(console.live(query, operator)),
                            allowed,
                            start(context.request()));
            loop.runOnContext(now -> seat(viewer, operator));
            return Optional.empty();
        } catch (BadParameterException bad) {
            return Optional.of(Intake.error(400, "bad_parameter", bad.getMessage()));
        } catch (RuntimeException | LinkageError failed) {
            LOG.error("a live view could not be begun", failed);
            return Optional.of(
                    Intake.error(
                            500,
                            "internal_error",
                            "this could not be answered; see the node's log"));
        }
    }

    private void seat(LiveViewer viewer, Operator operator) {
        viewers.add(viewer);
        viewer.start(
                left -> {
                    if (viewers.remove(left)) {
                        seats.leave(operator);
                    }
                });
    }

    private static long start(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("last-event-id"))
                .or(() -> QueryText.first(request, "since"))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** What one viewer is told, read together with all others that stand at the same place. */
    private final class Filtered implements LiveViewer.Source {
        private final LiveFilter filter;

        Filtered(LiveFilter filter) {
            this.filter = filter;
        }

        @Override
        public CompletableFuture<Stretch> from(long offset) {
            return readings.from(offset).thenApply(this::told);
        }

        @Override
        public long behind(long offset) {
            return head.getAsLong() - offset;
        }

        private Stretch told(LiveChanges changes) {
            StringBuilder text = new StringBuilder();
            for (LiveEvent change : changes.changes()) {
                filter.of(change).ifPresent(told -> message(text, told, change));
            }
            if (text.isEmpty() && !changes.changes().isEmpty()) {
                // an id alone is remembered and not shown: what does not fit is not read again
                text.append("id: ").append(changes.next() - 1).append("\n\n");
            }
            return new Stretch(text.toString(), changes.next(), changes.more());
        }

        private static void message(StringBuilder text, LiveFilter.Told told, LiveEvent change) {
            text.append("id: ").append(change.offset()).append('\n');
            if (told != LiveFilter.Told.EVENT) {
                text.append("event: ").append(told.name().toLowerCase(Locale.ROOT)).append('\n');
            }
            text.append("data: ").append(change.json()).append("\n\n");
        }
    }
}
