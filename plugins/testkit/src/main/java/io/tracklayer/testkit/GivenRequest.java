// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An inbound request for source tests. Immutable; each {@code with} gives a changed copy. */
public record GivenRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] raw,
        String remoteAddress,
        Instant receivedAt)
        implements InboundRequest {

    /** A POST that arrived on 2026-01-15 at 10:20:31 UTC from 203.0.113.7. */
    public static GivenRequest post(String path, String body) {
        return new GivenRequest(
                "POST",
                path,
                Map.of(),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                "203.0.113.7",
                Instant.parse("2026-01-15T10:20:31Z"));
    }

    /** A GET, otherwise as {@link #post}. */
    public static GivenRequest get(String path) {
        GivenRequest post = post(path, "");
        return new GivenRequest(
                "GET", path, Map.of(), Map.of(), post.raw, post.remoteAddress, post.receivedAt);
    }

    /** With a header. */
    public GivenRequest header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new GivenRequest(method, path, query, more, raw, remoteAddress, receivedAt);
    }

    /** With a query parameter. */
    public GivenRequest parameter(String name, String value) {
        Map<String, List<String>> more = new HashMap<>(query);
        more.put(name, List.of(value));
        return new GivenRequest(method, path, more, headers, raw, remoteAddress, receivedAt);
    }

    /** With other bytes. */
    public GivenRequest body(byte[] bytes) {
        return new GivenRequest(method, path, query, headers, bytes, remoteAddress, receivedAt);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Object json() throws MalformedInputException {
        return Json.read(raw);
    }
}
