// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
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

    /** Times beyond it and before 1970 are none, and some cannot be counted in milliseconds. */
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final Pattern PIXEL_ID =
            Pattern.compile("(?:gid://shopify/\\w{1,60}/)?([0-9]{1,40})(?:\\?.*)?");

    /** As {@code ?key=} and addresses of the Storefront API may stand around it. */
    private static final Pattern TOKEN =
            Pattern.compile("(?:gid://shopify/\\w{1,60}/)?([A-Za-z0-9_-]{1,100})");

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
     * An id as pixels write it: a number or an address of the Storefront API, plain or as base64.
     */
    static Optional<String> pixelId(Tree tree, String pointer) {
        Matcher digits = PIXEL_ID.matcher(at(tree, pointer).map(ShopifyText::decoded).orElse(""));
        return digits.matches() ? Optional.of(digits.group(1)) : Optional.empty();
    }

    private static String decoded(String id) {
        try {
            return id.startsWith("Z2lkOi8v")
                    ? new String(Base64.getDecoder().decode(id), StandardCharsets.UTF_8)
                    : id;
        } catch (IllegalArgumentException notBase64) {
            return id;
        }
    }

    /** The token of a cart or checkout, without the key that opens it. */
    static Optional<String> token(Tree tree, String... pointers) {
        for (String pointer : pointers) {
            Matcher token =
                    TOKEN.matcher(at(tree, pointer).map(ShopifyText::withoutKey).orElse(""));
            if (token.matches()) {
                return Optional.of(token.group(1));
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

    /** A time with its offset, e.g. {@code 2026-01-15T11:20:30+01:00}. */
    static Optional<Instant> instant(Tree tree, String pointer) {
        return at(tree, pointer).flatMap(ShopifyText::instant);
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(LATEST));
        } catch (DateTimeException otherwise) {
            return Optional.empty();
        }
    }

    /**
     * A cart's token without the key that opens it, e.g. {@code c1-abc} of {@code c1-abc?key=1}.
     */
    static String withoutKey(String token) {
        return token.split("\\?", 2)[0];
    }

    static boolean isTrue(Tree tree, String pointer) {
        return tree.find(pointer)
                .filter(flag -> Boolean.TRUE.equals(flag) || "true".equals(flag))
                .isPresent();
    }
}
