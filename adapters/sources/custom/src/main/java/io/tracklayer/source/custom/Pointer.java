// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Pointer (RFC 6901), taken apart once.
 *
 * @param text as written
 */
record Pointer(String text, List<String> steps) {
    static final Pointer WHOLE = new Pointer("", List.of());

    /** Empty when the text is no pointer: not empty and without a slash at its beginning. */
    static Optional<Pointer> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(WHOLE);
        }
        if (!text.startsWith("/") || text.matches("(?s).*~([^01].*)?")) {
            return Optional.empty();
        }
        List<String> steps =
                Arrays.stream(text.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList();
        return Optional.of(new Pointer(text, steps));
    }

    /** A member's name as a step of a pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** What stands there, or null. */
    Object find(Object root) {
        Object at = root;
        for (String step : steps) {
            at = step(at, step);
        }
        return at;
    }

    private static Object step(Object at, String step) {
        if (at instanceof Map<?, ?> map) {
            return map.get(step);
        }
        if (at instanceof List<?> list && step.matches("0|[1-9]\\d{0,6}")) {
            int index = Integer.parseInt(step);
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }
}
