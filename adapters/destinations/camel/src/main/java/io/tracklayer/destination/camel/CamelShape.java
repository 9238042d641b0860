// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.camel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The shape of a message: which values of the event's document go where. A path goes through
 * objects by dots; through a list it gives the list of what it finds in each element.
 */
final class CamelShape {
    private final List<Field> fields;

    private CamelShape(List<Field> fields) {
        this.fields = fields;
    }

    private record Field(String name, String path) {}

    /** Reads {@code name=path} each; a path alone is also the name. */
    static CamelShape of(List<String> fields) {
        return new CamelShape(
                fields.stream()
                        .map(text -> text.split("=", 2))
                        .map(parts -> new Field(parts[0].strip(), parts[parts.length - 1].strip()))
                        .toList());
    }

    /** The message; without fields the document as it is. */
    Map<String, Object> apply(Map<String, Object> document) {
        if (fields.isEmpty()) {
            return document;
        }
        Map<String, Object> shaped = new LinkedHashMap<>();
        for (Field field : fields) {
            Object value = find(document, field.path());
            if (value != null) {
                put(shaped, field.name(), value);
            }
        }
        return shaped;
    }

    private static Object find(Object node, String path) {
        if (node instanceof List<?> list) {
            return list.stream()
                    .map(element -> find(element, path))
                    .filter(Objects::nonNull)
                    .toList();
        }
        int dot = path.indexOf('.');
        String step = dot < 0 ? path : path.substring(0, dot);
        Object child = node instanceof Map<?, ?> map ? map.get(step) : null;
        return dot < 0 || child == null ? child : find(child, path.substring(dot + 1));
    }

    @SuppressWarnings("unchecked") // objects are only ever made here
    private static void put(Map<String, Object> into, String name, Object value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            into.put(name, value);
        } else if (into.computeIfAbsent(name.substring(0, dot), n -> new LinkedHashMap<>())
                instanceof Map<?, ?> child) {
            put((Map<String, Object>) child, name.substring(dot + 1), value);
        }
    }
}
