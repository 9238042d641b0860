// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.consent.ConsentSettings;
import io.tracklayer.core.consent.TcfFormula;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the sections {@code consent}: what a store does not set is as the node sets it. */
final class ConsentReader {
    private final List<Tree> sections;

    private ConsentReader(Tree node, Tree store) {
        this.sections = List.of(store, node);
    }

    static ConsentSettings read(Tree node, Tree store) {
        ConsentReader reader = new ConsentReader(node, store);
        ConsentSettings standard = ConsentSettings.STANDARD;
        return new ConsentSettings(
                reader.formulas(standard),
                reader.flag("/enforce-tcf23", standard.enforceTcf23()),
                reader.flag("/inherit-from-ad-storage", standard.inheritFromAdStorage()),
                reader.flag("/remember", standard.remember()));
    }

    private Map<Purpose, TcfFormula> formulas(ConsentSettings standard) {
        Map<Purpose, TcfFormula> formulas = new EnumMap<>(standard.formulas());
        for (Purpose purpose : Purpose.values()) {
            String pointer = "/tcf/" + purpose.wire();
            set(pointer)
                    .map(section -> section.at(pointer))
                    .ifPresent(
                            given ->
                                    formulas.put(
                                            purpose,
                                            new TcfFormula(
                                                    numbers(given, "/all"),
                                                    numbers(given, "/any"))));
        }
        return formulas;
    }

    /** What the schema refuses is reported there and left out here. */
    private static List<Integer> numbers(Tree formula, String pointer) {
        return formula.each(pointer).stream()
                .map(Tree::node)
                .flatMap(n -> n instanceof Number number ? Stream.of(number.intValue()) : null)
                .toList();
    }

    private boolean flag(String pointer, boolean otherwise) {
        return set(pointer)
                .flatMap(section -> section.find(pointer))
                .map(Boolean.TRUE::equals)
                .orElse(otherwise);
    }

    private Optional<Tree> set(String pointer) {
        return sections.stream().filter(section -> section.find(pointer).isPresent()).findFirst();
    }
}
