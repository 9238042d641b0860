// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the small body an operator's program or form sends. All on the request's event loop. */
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
        if (is(request, "application/json")) {
            new JsonBody(request, most, refused).start(complete);
        } else {
            refused.accept(Intake.error(415, "not_json", "send Content-Type: application/json"));
        }
    }

    /** Hands the fields of a form on, or a refusal. */
    static void form(
            HttpServerRequest request,
            int most,
            Consumer<Map<String, String>> complete,
            Consumer<HttpOutput> refused) {
        if (is(request, "application/x-www-form-urlencoded")) {
            new JsonBody(request, most, refused).start(body -> complete.accept(fields(body)));
        } else {
            refused.accept(Intake.error(415, "not_a_form", "send the form of the page"));
        }
    }

    private static boolean is(HttpServerRequest request, String wanted) {
        String type = request.getHeader("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals(wanted);
    }

    private static Map<String, String> fields(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(
                        decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
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
