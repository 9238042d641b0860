// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer, ready to be sent. */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static Answer json(int status, JsonNode body) {
        return of(status, "application/json; charset=utf-8", Json.write(body));
    }

    public static Answer text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body);
    }

    public static Answer of(int status, String contentType, String body) {
        return new Answer(
                status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    public static Answer unknownPath() {
        return json(404, Json.object().put("error", "unknown path"));
    }

    public static Answer methodNotAllowed(String allowed) {
        return json(405, Json.object().put("error", "method not allowed, use " + allowed))
                .with("Allow", allowed);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
