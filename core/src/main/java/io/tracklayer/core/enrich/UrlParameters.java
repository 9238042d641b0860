// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.enrich;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of an address: query first, then fragment; names in lower case, values decoded
 * exactly once, case kept.
 */
final class UrlParameters {
    // What the decoder writes in place of bytes that are not UTF-8.
    private static final char REPLACEMENT = '\uFFFD';
    // Taboola's auto-tagging repeats the click id in the fragment without an equals sign.
    private static final String TABOOLA = "tblci";

    private UrlParameters() {}

    static Map<String, String> of(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int hash = url.indexOf('#');
        String beforeHash = hash < 0 ? url : url.substring(0, hash);
        int query = beforeHash.indexOf('?');
        collect(query < 0 ? "" : beforeHash.substring(query + 1), parameters);
        String fragment = hash < 0 ? "" : url.substring(hash + 1);
        collect(fragment, parameters);
        if (fragment.startsWith(TABOOLA) && !fragment.startsWith(TABOOLA + "=")) {
            collect(TABOOLA + "=" + fragment.substring(TABOOLA.length()), parameters);
        }
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

    private static Optional<String> decode(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8))
                    .filter(decoded -> decoded.indexOf(REPLACEMENT) < 0);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
