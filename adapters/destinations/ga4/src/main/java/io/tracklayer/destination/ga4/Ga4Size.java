// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How many bytes a tree will have as JSON, known before the host writes it. */
final class Ga4Size {
    private Ga4Size() {}

    static long bytes(Object node) {
        if (node instanceof Map<?, ?> map) {
            return 2
                    + map.entrySet().stream()
                            .mapToLong(entry -> bytes(entry.getKey()) + bytes(entry.getValue()) + 2)
                            .sum();
        }
        if (node instanceof List<?> list) {
            return 2 + list.stream().mapToLong(element -> bytes(element) + 1).sum();
        }
        if (node instanceof String text) {
            return text(text);
        }
        return node instanceof BigDecimal number
                ? number.toPlainString().length()
                : node.toString().length();
    }

    private static long text(String text) {
        long escapes = text.chars().filter(c -> c == '"' || c == '\\').count();
        long controls = text.chars().filter(c -> c < ' ').count();
        return text.getBytes(StandardCharsets.UTF_8).length + escapes + 5 * controls + 2;
    }
}
