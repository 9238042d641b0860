// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.PlatformRequest;
import java.nio.charset.StandardCharsets;

/** Requests as text, to compare with what is expected. */
public final class Requests {
    private Requests() {}

    /** The body as text. */
    public static String body(PlatformRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /**
     * The whole request as text: a line {@code POST https://…?name=value}, one line per header, an
     * empty line, the body and a line break. Values of secret fields stand as {@code ***}.
     */
    public static String http(PlatformRequest request) {
        StringBuilder text = new StringBuilder(request.method() + " " + request.url());
        String mark = "?";
        for (PlatformRequest.Field field : request.query()) {
            text.append(mark).append(field.name()).append('=').append(shown(field));
            mark = "&";
        }
        request.headers().forEach(h -> text.append('\n').append(h.name() + ": " + shown(h)));
        return text + "\n\n" + body(request) + "\n";
    }

    /** A tree as one line of JSON, as the host writes it. */
    public static String json(Object tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    private static String shown(PlatformRequest.Field field) {
        return field.secret() ? "***" : field.value();
    }
}
