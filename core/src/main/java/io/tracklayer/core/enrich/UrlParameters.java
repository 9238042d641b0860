// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.enrich;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of an address: query first, then fragment; names in lower case, values decoded
 * exactly once, case kept.
 */
final class UrlParameters {
    private UrlParameters() {}

    static Map<String, String> of(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int hash = url.indexOf('#');
        String beforeHash = hash < 0 ? url : url.substring(0, hash);
        int query = beforeHash.indexOf('?');
        collect(query < 0 ? "" : beforeHash.substring(query + 1), parameters);
        collect(hash < 0 ? "" : url.substring(hash + 1), parameters);
        return parameters;
    }

    private static void collect(String text, Map<String, String> parameters) {
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                decode(pair.substring(equals + 1))
                        .ifPresent(
                                value ->
                                        parameters.putIfAbsent(
                                                pair.substring(0, equals).toLowerCase(Locale.ROOT),
                                                value));
            }
        }
    }

    private static java.util.Optional<String> decode(String value) {
        try {
            return java.util.Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return java.util.Optional.empty();
        }
    }
}
