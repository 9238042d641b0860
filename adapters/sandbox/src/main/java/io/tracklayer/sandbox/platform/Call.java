// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One HTTP request as it arrived; the body is kept byte for byte. */
public record Call(
        String method,
        String target,
        List<String> segments,
        Map<String, String> query,
        Map<String, List<String>> headers,
        byte[] body) {

    /** Above the 1 MB the node ever sends, below anything that could hurt the heap. */
    public static final int MAX_BODY_BYTES = 5 * 1024 * 1024;

    public Call {
        segments = List.copyOf(segments);
    }

    public static Call read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values));
        return new Call(
                exchange.getRequestMethod(),
                uri.toString(),
                segments(uri.getPath()),
                FormText.parse(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                Collections.unmodifiableMap(headers),
                exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1));
    }

    public boolean tooLarge() {
        return body.length > MAX_BODY_BYTES;
    }

    public boolean isPost() {
        return method.equals("POST");
    }

    public boolean isGet() {
        return method.equals("GET");
    }

    public String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    public Optional<String> queryValue(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean isForm() {
        return contentType().startsWith("application/x-www-form-urlencoded");
    }

    public String contentType() {
        return header("content-type").orElse("").toLowerCase(Locale.ROOT);
    }

    private static List<String> segments(String path) {
        return path == null
                ? List.of()
                : Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }
}
