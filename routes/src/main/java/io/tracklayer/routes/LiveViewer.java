// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.SecurityHeaders;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live view. It reads on as far as its connection takes what was read: of a viewer that does
 * not read, no more than one stretch waits beside what the connection's buffers hold. All but its
 * making on its event loop.
 */
final class LiveViewer {
    private static final Logger LOG = LoggerFactory.getLogger(LiveViewer.class);
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Context loop;
    private final HttpServerResponse response;
    private final Source source;
    private final BooleanSupplier allowed;
    private long timer;
    private long next;
    private boolean reading;
    private boolean again;
    private boolean toldBehind;

    /** What is told, from an offset on. */
    interface Source {
        /** The next stretch. */
        CompletableFuture<Stretch> from(long offset);

        /** How many records lie between an offset and the end. */
        long behind(long offset);
    }

    /**
     * Some of what is told.
     *
     * @param text messages; may be empty
     * @param next the offset to go on from
     * @param more whether there is more than was read
     */
    record Stretch(String text, long next, boolean more) {}

    /**
     * Creates it; nothing is written before it starts.
     *
     * @param allowed whether the operator still may view; asked before each read
     * @param next the offset to begin at
     */
    LiveViewer(
            Context loop,
            HttpServerResponse response,
            Source source,
            BooleanSupplier allowed,
            long next) {
        this.loop = loop;
        this.response = response;
        this.source = source;
        this.allowed = allowed;
        this.next = next;
    }

    /**
     * Begins, unless the viewer has gone already.
     *
     * @param left is told of its end, however it comes
     */
    void start(Consumer<LiveViewer> left) {
        if (response.closed()) {
            left.accept(this);
            return;
        }
        SecurityHeaders.ALL.forEach(response::putHeader);
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        timer = loop.owner().setPeriodic(HEARTBEAT_MILLIS, id -> beat());
        response.closeHandler(closed -> leave(left));
        response.exceptionHandler(broken -> leave(left));
        response.endHandler(ended -> leave(left));
        response.write("retry: 2000\n\n");
        read();
    }

    private void leave(Consumer<LiveViewer> left) {
        loop.owner().cancelTimer(timer);
        left.accept(this);
    }

    private void beat() {
        if (!response.writeQueueFull()) {
            response.write(": still here\n\n");
        }
        read();
    }

    /** Says that there may be something new; from any thread. */
    void poke() {
        loop.runOnContext(now -> read());
    }

    private void read() {
        if (response.closed() || response.ended()) {
            return;
        }
        if (!allowed.getAsBoolean()) {
            response.end();
        } else if (reading) {
            again = true;
        } else if (response.writeQueueFull()) {
            response.drainHandler(drained -> read());
        } else {
            reading = true;
            again = false;
            source.from(next)
                    .whenComplete(
                            (stretch, failed) -> loop.runOnContext(now -> done(stretch, failed)));
        }
    }

    /** When it could not be read, the next change or beat brings it. */
    private void done(Stretch stretch, Throwable failed) {
        reading = false;
        if (failed != null) {
            LOG.warn("live viewers wait: the evidence cannot be read", failed);
        } else if (!response.closed() && !response.ended()) {
            write(stretch);
            if (again || stretch.more()) {
                read();
            }
        }
    }

    private void write(Stretch stretch) {
        behind(stretch.more());
        next = stretch.next();
        if (!stretch.text().isEmpty()) {
            response.write(stretch.text());
        }
    }

    private void behind(boolean more) {
        if (more || toldBehind) {
            long records = more ? Math.max(1, source.behind(next)) : 0;
            response.write("event: behind\ndata: {\"records\":" + records + "}\n\n");
        }
        toldBehind = more;
    }
}
