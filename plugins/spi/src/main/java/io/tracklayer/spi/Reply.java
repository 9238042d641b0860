// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a sender. The array must not be changed.
 *
 * @param contentType empty when there is no body
 * @param headers further headers, e.g. {@code Set-Cookie}; they take precedence over the host's
 */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** An answer without further headers. */
    public Reply(int status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of());
    }

    /** A JSON answer given as text. */
    public static Reply json(int status, String body) {
        return new Reply(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
