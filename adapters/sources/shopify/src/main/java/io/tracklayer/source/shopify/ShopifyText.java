// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads values that older API versions and other senders write as text or as number. A number such
 * as 1e999999999 is never written out.
 */
final class ShopifyText {
    private static final int LONGEST_SCALE = 40;

    /** An id as number or as {@code gid://shopify/Order/123}. */
    private static final Pattern ID =
            Pattern.compile("(?:gid://shopify/\\w{1,60}/)?([0-9]{1,40})(?:\\.0{1,20})?");

    private ShopifyText() {}

    static Optional<String> at(Tree tree, String pointer) {
        return tree.find(pointer).flatMap(ShopifyText::of);
    }

    static Optional<String> of(Object node) {
        if (node instanceof BigDecimal number) {
            boolean writable = Math.abs((long) number.scale()) <= LONGEST_SCALE;
            return Optional.of(writable ? number.toPlainString() : number.toString());
        }
        return Optional.ofNullable(node)
                .filter(value -> value instanceof String || value instanceof Number)
                .map(value -> value.toString().strip())
                .filter(text -> !text.isEmpty());
    }

    static Optional<String> id(Tree tree, String... pointers) {
        for (String pointer : pointers) {
            Matcher id = ID.matcher(at(tree, pointer).orElse(""));
            if (id.matches()) {
                return Optional.of(id.group(1));
            }
        }
        return Optional.empty();
    }

    /**
     * Adds the first value that stands at one of the pointers. The builder's own method of this
     * shape takes a single pointer for an origin and the tree for the value.
     */
    static void read(Builder builder, EventField field, Tree tree, String... pointers) {
        for (String pointer : pointers) {
            tree.find(pointer)
                    .ifPresent(value -> builder.read(field, value, tree.origin() + pointer));
        }
    }

    static boolean isTrue(Tree tree, String pointer) {
        return tree.find(pointer)
                .filter(flag -> Boolean.TRUE.equals(flag) || "true".equals(flag))
                .isPresent();
    }
}
