// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A platform's answer. Bodies are cut at 64 KiB after inflating.
 *
 * @param status HTTP status
 * @param headers values per header name in lower case
 * @param body the bytes, possibly cut
 * @param json the body as a tree when it is one complete JSON document, else null
 */
public record PlatformAnswer(
        int status, Map<String, List<String>> headers, byte[] body, Object json) {
    public PlatformAnswer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /** Whether the status is 2xx. */
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The first value of a header, name in any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** The body as a JSON object, or empty when it is anything else. */
    @SuppressWarnings("unchecked") // trees only have text keys
    public Optional<Map<String, Object>> object() {
        return json instanceof Map ? Optional.of((Map<String, Object>) json) : Optional.empty();
    }

    /** Whether it is a web page, with which a gateway has answered in the platform's place. */
    public boolean html() {
        return header("content-type").filter(type -> type.contains("html")).isPresent()
                || text().stripLeading().startsWith("<");
    }

    /** The body as text, for error sentences. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
