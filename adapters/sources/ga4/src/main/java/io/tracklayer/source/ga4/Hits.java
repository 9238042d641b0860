// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a request of Google's tag apart. What stands in the address is shared by all lines of the
 * body; a line is a query of its own and wins. Without a body the address is the only hit.
 */
final class Hits {
    /** Google's tag sends at most 25 at once. */
    private static final int MOST = 100;

    private Hits() {}

    /** One parameter and where it stood, e.g. {@code query cid} or {@code line 2 en}. */
    record Parameter(String value, String origin) {}

    static List<Map<String, Parameter>> of(InboundRequest request) throws MalformedInputException {
        Map<String, Parameter> shared = new LinkedHashMap<>();
        request.query()
                .forEach(
                        (name, values) -> {
                            if (!values.isEmpty()) {
                                String last = values.get(values.size() - 1);
                                shared.put(name, new Parameter(last, "query " + name));
                            }
                        });
        List<String> lines =
                new String(request.raw(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList();
        if (lines.size() > MOST) {
            throw new MalformedInputException(
                    "too_many_messages",
                    "a request may hold " + MOST + " lines but has " + lines.size());
        }
        List<Map<String, Parameter>> hits = new ArrayList<>();
        for (String line : lines) {
            Map<String, Parameter> hit = new LinkedHashMap<>(shared);
            read(line, "line " + (hits.size() + 1) + " ", hit);
            hits.add(hit);
        }
        return hits.isEmpty() ? List.of(shared) : hits;
    }

    private static void read(String line, String where, Map<String, Parameter> into) {
        for (String pair : line.strip().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = decoded(pair.substring(0, equals));
                into.put(name, new Parameter(decoded(pair.substring(equals + 1)), where + name));
            }
        }
    }

    /** A lone percent sign is no reason to lose a purchase. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
