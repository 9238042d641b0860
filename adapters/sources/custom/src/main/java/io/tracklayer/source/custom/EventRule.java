// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.EventField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One entry of a mapping's events: when a message becomes an event, and what stands in it.
 *
 * @param event gives the event's name
 * @param single what the entry and the defaults say of once, event_id, delivery_id, occurred_at,
 *     action_source and test
 * @param lines of a cart or order, or null
 */
record EventRule(
        Value event,
        List<Condition> when,
        Map<String, Value> single,
        Map<EventField, Value> fields,
        Lines lines,
        Map<String, Value> properties,
        Map<String, Value> consent) {
    /** In place of an event's name: the message only tells who somebody is. */
    static final String IDENTITY = "identity";

    EventRule {
        when = List.copyOf(when);
    }

    /**
     * The lines of a cart or order.
     *
     * @param each by component of {@link io.tracklayer.spi.Item}
     */
    record Lines(Value list, Map<String, Value> each) {}

    boolean fits(Scope scope) {
        return when.stream().allMatch(condition -> condition.holds(scope));
    }

    Optional<Found> read(String key, Scope scope) {
        return Optional.ofNullable(single.get(key)).flatMap(value -> value.read(scope));
    }

    Set<String> headers() {
        Set<String> all = new TreeSet<>();
        Stream<Value> ofLines =
                lines == null
                        ? Stream.of()
                        : Stream.concat(Stream.of(lines.list), lines.each.values().stream());
        Stream.of(
                        Stream.of(event),
                        single.values().stream(),
                        fields.values().stream(),
                        properties.values().stream(),
                        consent.values().stream(),
                        ofLines)
                .flatMap(values -> values)
                .forEach(value -> all.addAll(value.headers()));
        when.forEach(condition -> all.addAll(condition.headers()));
        return all;
    }
}
