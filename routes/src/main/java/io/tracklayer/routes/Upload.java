// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads the body of one request within its bounds. Lives on the request's event loop. */
final class Upload {
    private final HttpServerRequest request;
    private final Bounds bounds;
    private final FairShare room;
    private final String sender;
    private final Buffer body = Buffer.buffer();
    private boolean ended;
    private boolean left;
    private long timer;

    /**
     * What a body may be.
     *
     * @param usable bytes its source reads
     * @param most bytes that are taken at all
     * @param time for all of it
     */
    record Bounds(int usable, int most, Duration time) {}

    /** Why a body was not read to its end. */
    record Failure(int status, String code, String sentence) {}

    Upload(HttpServerRequest request, Bounds bounds, FairShare room, String sender) {
        this.request = request;
        this.bounds = bounds;
        this.room = room;
        this.sender = sender;
    }

    /** Reads; exactly one of the two is called, or none when the sender goes away before. */
    void read(Consumer<byte[]> whole, Consumer<Failure> failed) {
        timer =
                Vertx.currentContext()
                        .owner()
                        .setTimer(bounds.time().toMillis(), id -> fail(slow(), failed));
        request.exceptionHandler(
                broken -> {
                    if (end()) {
                        leave();
                    }
                });
        request.handler(chunk -> take(chunk, failed));
        request.endHandler(
                done -> {
                    if (end()) {
                        whole.accept(body.getBytes());
                    }
                });
        request.resume();
    }

    /** Gives back what the request held. */
    void leave() {
        if (!left) {
            left = true;
            room.leave(sender, body.length());
        }
    }

    private void take(Buffer chunk, Consumer<Failure> failed) {
        if (ended) {
            return;
        }
        int length = body.length() + chunk.length();
        if (length > bounds.most()) {
            fail(tooLarge(), failed);
        } else if (room.take(chunk.length(), length > bounds.usable())) {
            body.appendBuffer(chunk);
        } else {
            fail(full(), failed);
        }
    }

    private void fail(Failure failure, Consumer<Failure> failed) {
        if (end()) {
            failed.accept(failure);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        Vertx.currentContext().owner().cancelTimer(timer);
        return true;
    }

    private Failure slow() {
        return new Failure(
                408, "slow_body", "the body took longer than " + bounds.time().toSeconds() + " s");
    }

    private Failure tooLarge() {
        return new Failure(
                413, "too_large", "the body is larger than " + bounds.usable() + " bytes");
    }

    private static Failure full() {
        return new Failure(503, "busy", "too many bytes are being read at once; send it again");
    }
}
