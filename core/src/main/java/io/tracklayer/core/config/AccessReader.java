// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.access.Rate;
import io.tracklayer.core.access.Scope;
import io.tracklayer.spi.Tree;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what keys may send and how often, and adds what is wrong with it to the problems. */
final class AccessReader {
    private static final int SECONDS_OF_BURST = 5;

    private final YamlFile file;
    private final List<ConfigProblem> problems;

    AccessReader(YamlFile file, List<ConfigProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Section {@code edge} of tracklayer.yaml. */
    EdgeSettings edge(Tree edge) {
        EdgeSettings standard = EdgeSettings.STANDARD;
        Map<KeyKind, Rate> rates = new EnumMap<>(KeyKind.class);
        for (KeyKind kind : KeyKind.values()) {
            rates.put(
                    kind, rate(edge.at("/keys/" + kind.wire())).orElse(standard.rates().get(kind)));
        }
        return new EdgeSettings(rates, rate(edge.at("/per-address")).orElse(standard.perAddress()));
    }

    /** {@code rate} and {@code burst}; what the schema refuses counts as not given. */
    Optional<Rate> rate(Tree given) {
        return given.text("/rate")
                .flatMap(text -> Rate.parse(text, 1))
                .map(
                        rate ->
                                new Rate(
                                        rate.requests(),
                                        rate.per(),
                                        ConfigurationReader.number(
                                                given,
                                                "/burst",
                                                rate.requests() * SECONDS_OF_BURST)));
    }

    /** The scopes of a key; all its kind may have when it names none. */
    Set<Scope> scopes(Tree key, KeyKind kind) {
        Set<Scope> named =
                key.each("/scopes").stream()
                        .flatMap(each -> Scope.find(String.valueOf(each.node())).stream())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        for (Scope scope : named) {
            if (!kind.most().contains(scope)) {
                problems.add(
                        file.problemAt(
                                key.origin() + "/scopes",
                                "a key of kind \""
                                        + kind.wire()
                                        + "\" cannot have the scope \""
                                        + scope.wire()
                                        + "\": everybody who sees a page has its key"));
            }
        }
        return named.isEmpty() ? kind.most() : named;
    }
}
