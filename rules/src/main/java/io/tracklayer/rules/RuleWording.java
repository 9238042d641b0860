// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in one line what a rule does. */
final class RuleWording {
    private RuleWording() {}

    /** {@code when region EEA, UK and consent marketing denied: skip meta (not_wanted)}. */
    static String what(Tree rule) {
        Map<String, Object> when = rule.at("/when").members();
        return (when.isEmpty() ? "always" : "when " + conditions(when)) + ": " + action(rule);
    }

    /** {@code region EEA, UK and test true}. */
    static String conditions(Map<String, Object> when) {
        return when.entrySet().stream()
                .map(entry -> entry.getKey() + " " + words(entry.getValue()))
                .collect(Collectors.joining(" and "));
    }

    private static String action(Tree rule) {
        Map<String, Object> then = rule.at("/then").members();
        String aimed = then.containsKey("for") ? " for " + words(then.get("for")) : "";
        List<String> parts = new ArrayList<>();
        then.forEach(
                (key, value) -> {
                    if (key.equals("skip")) {
                        parts.add("skip " + words(value) + " (" + then.get("reason") + ")");
                    } else if (!List.of("reason", "sentence", "for").contains(key)) {
                        boolean routes = key.equals("allow") || key.equals("route");
                        parts.add(key + " " + words(value) + (routes ? "" : aimed));
                    }
                });
        return String.join("; ", parts);
    }

    private static String words(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(RuleWording::words).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + words(entry.getValue()))
                    .collect(Collectors.joining(" and "));
        }
        return String.valueOf(value);
    }
}
