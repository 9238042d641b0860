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
    private static final long PATIENCE_MILLIS = 15_000;

    private final HttpServerRequest request;
    private final int most;
    private final Consumer<HttpOutput> refused;
    private final Buffer body = Buffer.buffer();
    private long timer;
    private boolean ended;

    private JsonBody(HttpServerRequest request, int most, Consumer<HttpOutput> refused) {
        this.request = request;
        this.most = most;
        this.refused = refused;
    }

    /**
     * Hands the whole body on, or a refusal.
     *
     * @param most longest body, in bytes
     */
    static void read(
            HttpServerRequest request,
            int most,
            Consumer<byte[]> complete,
            Consumer<HttpOutput> refused) {
        String type = request.getHeader("content-type");
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json *(;.*)?")) {
            refused.accept(Intake.error(415, "not_json", "send Content-Type: application/json"));
            return;
        }
        new JsonBody(request, most, refused).start(complete);
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
        if (body.length() + chunk.length() > most) {
            refuse(413, "too_large", "the body is larger than " + most + " bytes");
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
