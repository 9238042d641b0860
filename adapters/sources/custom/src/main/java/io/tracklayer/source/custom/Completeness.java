// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What every single event of an entry would lack is better said at once. */
final class Completeness {
    private Completeness() {}

    /** Sentences on what an entry lacks. */
    static List<String> missing(EventRule rule) {
        List<String> sentences = new ArrayList<>();
        rule.event()
                .fixed()
                .flatMap(EventName::find)
                .ifPresent(name -> required(name, rule, sentences));
        if (minor(rule) && !rule.fields().containsKey(EventField.CURRENCY)) {
            sentences.add(
                    "\"unit: minor\" needs to know the currency: map \"currency\", or write \"unit: hundredths\" when all amounts are");
        }
        return sentences;
    }

    /** The store has a currency for amounts without one. */
    private static void required(EventName name, EventRule rule, List<String> sentences) {
        name.required().stream()
                .filter(field -> field != EventField.CURRENCY)
                .filter(field -> !rule.fields().containsKey(field))
                .sorted()
                .forEach(
                        field ->
                                sentences.add(
                                        name.wire()
                                                + " cannot do without "
                                                + field.path()
                                                + "; map it under \"fields\""));
    }

    private static boolean minor(EventRule rule) {
        Stream<Value> ofLines =
                rule.lines() == null ? Stream.of() : rule.lines().each().values().stream();
        return Stream.concat(ofLines, rule.fields().values().stream())
                .anyMatch(Completeness::minor);
    }

    private static boolean minor(Value value) {
        return value instanceof Value.FirstOf first
                ? first.values().stream().anyMatch(Completeness::minor)
                : ((Value.Made) value).shape().unit() == Shape.Unit.MINOR;
    }
}
