// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Properties within what Klaviyo takes (Events API overview: limitations). */
final class KlaviyoTree {
    private static final int MOST_PROPERTIES = 400;

    /** What an older guide allows. */
    private static final int MANY_PROPERTIES = 300;

    private static final int DEEPEST = 10;
    private static final int LONGEST_LIST = 4_000;
    private static final int LONGEST_TEXT = 100_000;

    private boolean lost;

    private KlaviyoTree() {}

    /** The properties without nulls, emptiness and what is too large, which earns a warning. */
    static Map<String, Object> fit(Map<String, Object> properties, List<String> warnings) {
        KlaviyoTree tree = new KlaviyoTree();
        Map<String, Object> fitting = tree.members(properties, 1);
        Map<String, Object> kept = new LinkedHashMap<>();
        fitting.entrySet().stream()
                .limit(MOST_PROPERTIES)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        if (tree.lost || kept.size() < fitting.size()) {
            warnings.add("properties beyond Klaviyo's limits were left out");
        } else if (kept.size() > MANY_PROPERTIES) {
            warnings.add("the event has more than 300 properties; Klaviyo may not take them all");
        }
        return kept;
    }

    private Map<String, Object> members(Map<?, ?> map, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach(
                (name, value) ->
                        node(value, depth)
                                .ifPresent(kept -> members.put(String.valueOf(name), kept)));
        return members;
    }

    private Optional<Object> node(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return within(depth < DEEPEST)
                    .map(yes -> members(map, depth + 1))
                    .filter(kept -> !kept.isEmpty())
                    .map(Object.class::cast);
        }
        if (value instanceof List<?> list) {
            return within(depth < DEEPEST && list.size() <= LONGEST_LIST)
                    .map(yes -> elements(list, depth + 1))
                    .filter(kept -> !kept.isEmpty())
                    .map(Object.class::cast);
        }
        if (value instanceof String text) {
            return within(text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT)
                    .filter(yes -> !text.isEmpty())
                    .map(yes -> text);
        }
        return Optional.ofNullable(value);
    }

    private List<Object> elements(List<?> list, int depth) {
        return list.stream()
                .filter(Objects::nonNull)
                .map(value -> node(value, depth))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Boolean> within(boolean fits) {
        lost |= !fits;
        return Optional.of(true).filter(yes -> fits);
    }
}
