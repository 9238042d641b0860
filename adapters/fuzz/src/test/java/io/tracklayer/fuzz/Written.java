// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.fuzz;

import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.pipeline.StoredRequest;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as one writes it down: {@code POST /v1/track?a=1}, header lines, an empty line, the
 * body. What is not written that way is the body of a request to the source's first address, so
 * every input is a request.
 */
final class Written {
    private static final int LONGEST_HEAD = 4_096;
    private static final Instant AT = Instant.parse("2026-01-15T10:20:31Z");

    private Written() {}

    static InboundRequest request(byte[] written, SourceDescriptor source) {
        int end = endOfHead(written);
        String[] lines =
                end < 0
                        ? new String[] {""}
                        : new String(written, 0, end, StandardCharsets.ISO_8859_1).split("\n");
        String[] target = lines[0].split(" ", 2);
        String path = target.length == 2 ? target[1].split("\\?", 2)[0] : "";
        Endpoint endpoint =
                source.endpoints().stream()
                        .filter(
                                one ->
                                        one.method().equals(target[0])
                                                && one.match(path).isPresent())
                        .findFirst()
                        .orElse(null);
        boolean whole = endpoint == null;
        Endpoint first = source.endpoints().get(0);
        return new StoredRequest(
                new Arrival(
                        "acme",
                        "acme-eu",
                        source.id(),
                        whole ? first.method() : endpoint.method(),
                        whole ? first.path().replaceAll("\\{[^}]+}", "x") : path,
                        whole ? Map.of() : query(target[1]),
                        whole ? Map.of() : headers(lines, source),
                        "203.0.113.7",
                        AT,
                        "write key",
                        null,
                        whole ? written : Arrays.copyOfRange(written, end + 2, written.length)));
    }

    private static int endOfHead(byte[] written) {
        for (int i = 0; i + 1 < Math.min(written.length, LONGEST_HEAD); i++) {
            if (written[i] == '\n' && written[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Names and values as they stand there, for decoding them is not the sources' business. */
    private static Map<String, List<String>> query(String target) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        int mark = target.indexOf('?');
        for (String pair : mark < 0 ? new String[0] : target.substring(mark + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            query.computeIfAbsent(parts[0], name -> new ArrayList<>())
                    .add(parts.length == 2 ? parts[1] : "");
        }
        return query;
    }

    private static Map<String, String> headers(String[] lines, SourceDescriptor source) {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split(":", 2);
            String name = parts[0].toLowerCase(Locale.ROOT);
            if (parts.length == 2 && source.headers().contains(name)) {
                headers.put(name, parts[1].strip());
            }
        }
        return headers;
    }
}
