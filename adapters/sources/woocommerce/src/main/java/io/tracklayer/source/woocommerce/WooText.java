// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads values that plugins write as text or as number. */
final class WooText {
    private static final int LONGEST_SCALE = 40;
    private static final Pattern ID = Pattern.compile("([1-9][0-9]{0,29})(?:\\.0{1,20})?");

    private WooText() {}

    static Optional<String> at(Tree tree, String pointer) {
        return tree.find(pointer).flatMap(WooText::of);
    }

    /** A number such as 1e999999999 is never written out. */
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

    /** A positive whole number; 0 stands for nobody and nothing. */
    static Optional<String> id(Tree tree, String pointer) {
        Matcher id = ID.matcher(at(tree, pointer).orElse(""));
        return id.matches() ? Optional.of(id.group(1)) : Optional.empty();
    }

    /** Adds the first value that stands at one of the pointers. */
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

    /**
     * The first time that can be read. Times without a zone are GMT: only the members that end in
     * {@code _gmt} are asked for, because the others are the site's local time.
     */
    static Optional<Instant> time(Tree tree, String... pointers) {
        return Stream.of(pointers)
                .flatMap(pointer -> at(tree, pointer).stream())
                .flatMap(text -> instant(text).stream())
                .findFirst();
    }

    private static Optional<Instant> instant(String text) {
        String iso = text.replace(' ', 'T');
        try {
            return Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException withZone) {
            try {
                return Optional.of(OffsetDateTime.parse(iso).toInstant());
            } catch (DateTimeParseException unreadable) {
                return Optional.empty();
            }
        }
    }
}
