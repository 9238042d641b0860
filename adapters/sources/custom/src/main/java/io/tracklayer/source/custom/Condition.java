// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that must hold of a message. Numbers and flags are compared as text; of a list it is
 * enough when one element is among the values.
 *
 * @param in values of which one must be there; empty for any
 * @param not values of which none may be there
 * @param exists whether it must be there or must not, null for no matter
 */
record Condition(Origin origin, Set<String> in, Set<String> not, Boolean exists) {
    Condition {
        in = Set.copyOf(in);
        not = Set.copyOf(not);
    }

    boolean holds(Scope scope) {
        Object raw = origin.read(scope);
        List<String> texts = texts(raw);
        boolean present = exists == null || exists == Scalars.exists(raw);
        boolean among = in.isEmpty() || texts.stream().anyMatch(in::contains);
        return present && among && texts.stream().noneMatch(not::contains);
    }

    Set<String> headers() {
        return origin instanceof Origin.Header header ? Set.of(header.name()) : Set.of();
    }

    private static List<String> texts(Object raw) {
        if (raw instanceof List<?> list) {
            return list.stream().flatMap(element -> Scalars.text(element).stream()).toList();
        }
        Optional<String> text = Scalars.text(raw);
        return text.map(String::strip).stream().toList();
    }
}
