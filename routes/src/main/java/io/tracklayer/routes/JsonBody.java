// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads the small JSON body an operator's program sends. All on the request's event loop. */
final class JsonBody {
    static final int MOST_BYTES = 16 * 1024;
    private static final long PATIENCE_MILLIS = 15_000;

    private final HttpServerRequest request;
    private final Consumer<HttpOutput> refused;
    private final Buffer body = Buffer.buffer();
    private long timer;
    private boolean ended;

    private JsonBody(HttpServerRequest request, Consumer<HttpOutput> refused) {
        this.request = request;
        this.refused = refused;
    }

    /** Hands the whole body on, or a refusal. */
    static void read(
            HttpServerRequest request, Consumer<byte[]> complete, Consumer<HttpOutput> refused) {
        String type = request.getHeader("content-type");
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json *(;.*)?")) {
            refused.accept(Intake.error(415, "not_json", "send Content-Type: application/json"));
            return;
        }
        new JsonBody(request, refused).start(complete);
    }

    private void start(Consumer<byte[]> complete) {
        timer =
                Vertx.currentContext()
                        .owner()
                        .setTimer(
                                PATIENCE_MILLIS,
                                id -> refuse(408, "slow_body", "the body took longer than 15 s"));
        request.exceptionHandler(broken -> end());
        request.handler(this::take);
        request.endHandler(
                done -> {
                    if (!ended) {
                        end();
                        complete.accept(body.getBytes());
                    }
                });
        request.resume();
    }

    private void take(Buffer chunk) {
        if (ended) {
            return;
        }
        if (body.length() + chunk.length() > MOST_BYTES) {
            refuse(413, "too_large", "the body is larger than " + MOST_BYTES + " bytes");
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void refuse(int status, String code, String sentence) {
        if (!ended) {
            end();
            refused.accept(Intake.error(status, code, sentence));
        }
    }

    private void end() {
        ended = true;
        Vertx.currentContext().owner().cancelTimer(timer);
    }
}
