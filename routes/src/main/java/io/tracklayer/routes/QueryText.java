// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of an address. Strangers write addresses, and people type them: a percent sign
 * that begins no escape stands for itself, and bytes that are not UTF-8 become U+FFFD.
 */
final class QueryText {
    private static final int MOST = 1_024;
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private QueryText() {}

    /** All of a request, decoded, in order. */
    static Map<String, List<String>> of(HttpServerRequest request) {
        return of(request.query());
    }

    /** The first value of a parameter of a request. */
    static Optional<String> first(HttpServerRequest request, String name) {
        return Optional.ofNullable(of(request).get(name)).map(values -> values.get(0));
    }

    /**
     * All parameters, decoded, in order; those after the 1,024th are left out.
     *
     * @param raw what stands behind the question mark; null when there is none
     */
    static Map<String, List<String>> of(String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (raw == null) {
            return query;
        }
        int read = 0;
        for (String pair : raw.split("#", 2)[0].split("[&;]")) {
            if (!pair.isEmpty() && read++ < MOST) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(decoded(name), unseen -> new ArrayList<>())
                        .add(decoded(value));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(
                STRAY_PERCENT.matcher(text).replaceAll("%25"), StandardCharsets.UTF_8);
    }
}
