// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A JSON tree read by pointers such as {@code /customer/email} or {@code /line_items/0/price} (RFC
 * 6901 without escapes). Reading something that is not there gives empty.
 *
 * @param node the tree
 * @param origin pointer of the node within the whole request, for provenance; empty for the root
 */
public record Tree(Object node, String origin) {
    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");

    public Tree {
        Objects.requireNonNull(origin, "origin");
    }

    /** The whole request. */
    public static Tree root(Object node) {
        return new Tree(node, "");
    }

    /** The value at a pointer. */
    public Optional<Object> find(String pointer) {
        Object at = node;
        int from = 1;
        while (from <= pointer.length() && at != null) {
            int slash = pointer.indexOf('/', from);
            int to = slash < 0 ? pointer.length() : slash;
            at = step(at, pointer.substring(from, to));
            from = to + 1;
        }
        return Optional.ofNullable(at);
    }

    private static Object step(Object from, String step) {
        if (from instanceof Map<?, ?> map) {
            return map.get(step);
        }
        if (from instanceof List<?> list && INDEX.matcher(step).matches()) {
            int index = Integer.parseInt(step);
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    /** The text at a pointer; numbers are given as text, anything else and blank text as empty. */
    public Optional<String> text(String pointer) {
        return find(pointer)
                .filter(value -> value instanceof String || value instanceof Number)
                .map(value -> value instanceof BigDecimal d ? d.toPlainString() : value.toString())
                .filter(text -> !text.isBlank());
    }

    /** The sub-tree at a pointer; reading from it when nothing is there gives empty. */
    public Tree at(String pointer) {
        return new Tree(find(pointer).orElse(null), origin + pointer);
    }

    /** The elements of the list at a pointer, empty when there is none. */
    public List<Tree> each(String pointer) {
        if (!(find(pointer).orElse(null) instanceof List<?> list)) {
            return List.of();
        }
        return IntStream.range(0, list.size())
                .mapToObj(index -> new Tree(list.get(index), origin + pointer + "/" + index))
                .toList();
    }

    /** The members when the node is an object, empty otherwise. */
    @SuppressWarnings("unchecked") // trees only have text keys
    public Map<String, Object> members() {
        return node instanceof Map ? (Map<String, Object>) node : Map.of();
    }
}
