// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a mapping says where a value comes from. */
sealed interface Value {

    /** The value of a message, when it has one. */
    Optional<Found> read(Scope scope);

    /** Names, lower case, of the request headers it looks at. */
    Set<String> headers();

    /** The same in every message. */
    static Value constant(Object raw) {
        return new Made(new Origin.Constant(raw), Map.of(), null, "", Shape.PLAIN);
    }

    /** The text of a constant, empty for any other. */
    default Optional<String> fixed() {
        return Optional.empty();
    }

    /** The first of several that exists. */
    record FirstOf(List<Value> values) implements Value {
        public FirstOf {
            values = List.copyOf(values);
        }

        @Override
        public Optional<Found> read(Scope scope) {
            for (Value value : values) {
                Optional<Found> found = value.read(scope);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        @Override
        public Set<String> headers() {
            Set<String> all = new TreeSet<>();
            values.forEach(value -> all.addAll(value.headers()));
            return all;
        }
    }

    /**
     * A value and what is made of it.
     *
     * @param table what stands for what; empty for as it is
     * @param otherwise for what the table does not have, or null
     */
    record Made(
            Origin origin, Map<String, Object> table, Object otherwise, String prefix, Shape shape)
            implements Value {

        @Override
        public Optional<Found> read(Scope scope) {
            Object raw = origin.read(scope);
            if (!Scalars.exists(raw)) {
                return Optional.empty();
            }
            return Optional.ofNullable(table.isEmpty() ? raw : looked(raw))
                    .flatMap(this::prefixed)
                    .map(made -> new Found(made, origin.words(scope), shape, origin.own(scope)));
        }

        @Override
        public Set<String> headers() {
            return origin instanceof Origin.Header header ? Set.of(header.name()) : Set.of();
        }

        @Override
        public Optional<String> fixed() {
            return origin instanceof Origin.Constant constant
                    ? Scalars.text(constant.raw()).map(text -> prefix + text)
                    : Optional.empty();
        }

        private Object looked(Object raw) {
            Object found =
                    Scalars.text(raw).<Object>map(text -> table.get(text.strip())).orElse(null);
            return found == null ? otherwise : found;
        }

        private Optional<Object> prefixed(Object raw) {
            return prefix.isEmpty()
                    ? Optional.of(raw)
                    : Scalars.text(raw).map(text -> prefix + text.strip());
        }
    }
}
