// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Form encoding as used in queries and form bodies; the first of equal names wins. */
public final class FormText {
    private FormText() {}

    public static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int split = pair.indexOf('=');
            String name = split < 0 ? pair : pair.substring(0, split);
            if (!name.isEmpty()) {
                values.putIfAbsent(
                        decode(name), split < 0 ? "" : decode(pair.substring(split + 1)));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    /** Decoded text, or the text itself where its escapes are broken: odd input is no error. */
    public static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
