// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads values that the two API versions write as text or as number, at different places. */
final class RechargeText {
    private static final int LONGEST_SCALE = 40;
    private static final Pattern ID = Pattern.compile("[0-9]{1,30}");
    private static final Pattern COMPUTABLE =
            Pattern.compile("-?(?=[0-9.]{1,21}$)[0-9]{1,20}(?:\\.[0-9]{1,19})?");

    private RechargeText() {}

    /** The text at the first pointer that has one. */
    static Optional<String> at(Tree tree, String... pointers) {
        return Stream.of(pointers)
                .flatMap(pointer -> tree.find(pointer).stream())
                .flatMap(value -> of(value).stream())
                .findFirst();
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

    /**
     * The first id. A prepaid charge pays several orders of the shop, whose ids stand between
     * commas.
     */
    static Optional<String> id(Tree tree, String... pointers) {
        return Stream.of(pointers)
                .flatMap(pointer -> at(tree, pointer).stream())
                .map(ids -> ids.split(",", 2)[0].strip())
                .filter(ID.asMatchPredicate())
                .findFirst();
    }

    /** Adds the first value that stands at one of the pointers. */
    static void read(Builder builder, EventField field, Tree tree, String... pointers) {
        for (String pointer : pointers) {
            tree.find(pointer)
                    .ifPresent(value -> builder.read(field, value, tree.origin() + pointer));
        }
    }

    /**
     * A plain decimal of at most 20 digits. The shape is checked on the text, because arithmetic on
     * 1e9999999 takes seconds.
     */
    static Optional<BigDecimal> number(Tree tree, String... pointers) {
        return at(tree, pointers)
                .filter(text -> COMPUTABLE.matcher(text).matches())
                .map(BigDecimal::new);
    }

    /** The first time that can be read, most of which name no zone. */
    static Optional<Instant> time(Tree tree, ZoneId zone, String... pointers) {
        return Stream.of(pointers)
                .flatMap(pointer -> at(tree, pointer).stream())
                .flatMap(text -> instant(text.replace(' ', 'T'), zone).stream())
                .findFirst();
    }

    private static Optional<Instant> instant(String iso, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(iso).atZone(zone).toInstant());
        } catch (DateTimeParseException withZone) {
            try {
                return Optional.of(OffsetDateTime.parse(iso).toInstant());
            } catch (DateTimeParseException unreadable) {
                return Optional.empty();
            }
        }
    }
}
