// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One event in the names of Google's event model, whatever form it came in.
 *
 * @param tree the event
 * @param origins where a member really stood, when that is not its place in the tree
 * @param repeatKey the same for every repetition of the message; empty when nothing tells
 */
record GaEvent(Tree tree, Map<String, String> origins, Optional<String> repeatKey) {

    static GaEvent ofJson(Tree tree) {
        return new GaEvent(tree, Map.of(), Optional.empty());
    }

    /** The text or whole number under a name; fractions are no identifiers. */
    Optional<String> text(String name) {
        return tree.find("/" + name)
                .filter(value -> !(value instanceof BigDecimal))
                .flatMap(value -> tree.text("/" + name));
    }

    Optional<Object> find(String name) {
        return Optional.ofNullable(tree.members().get(name));
    }

    /** Adds the first that exists of several names. */
    void read(EventField field, Observation.Builder into, List<String> names) {
        for (String name : names) {
            find(name).ifPresent(value -> into.read(field, value, origin(name)));
        }
    }

    String origin(String name) {
        return origins.getOrDefault(name, tree.origin() + "/" + name);
    }
}
