// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the conditions of a {@code when}. */
final class ConditionReader {
    private final ValueReader values;

    ConditionReader(ValueReader values) {
        this.values = values;
    }

    List<Condition> read(Map<String, Object> when, String pointer) {
        List<Condition> conditions = new ArrayList<>();
        when.forEach(
                (place, wanted) ->
                        conditions.add(
                                condition(
                                        values.place(place, pointer + "/" + Pointer.escape(place)),
                                        wanted)));
        return conditions;
    }

    private static Condition condition(Origin origin, Object wanted) {
        if (!(wanted instanceof Map<?, ?> operators)) {
            return new Condition(origin, texts(wanted), Set.of(), null);
        }
        Set<String> in = new LinkedHashSet<>(texts(operators.get("in")));
        in.addAll(texts(operators.get("equals")));
        return new Condition(
                origin, in, texts(operators.get("not")), (Boolean) operators.get("exists"));
    }

    private static Set<String> texts(Object values) {
        Set<String> texts = new LinkedHashSet<>();
        List<?> all =
                values instanceof List<?> list
                        ? list
                        : values == null ? List.of() : List.of(values);
        all.forEach(value -> Scalars.text(value).ifPresent(texts::add));
        return texts;
    }
}
