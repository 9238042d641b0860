// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place in an event as rules name it: a canonical field ({@code user.email}), a further property
 * ({@code properties.plan}, {@code properties.cart.size}) or a component of every line ({@code
 * items[].category}).
 *
 * @param text as written
 * @param field the field it is or lies in
 * @param steps keys below {@code properties}, or the component of a line; empty for the field
 *     itself
 */
public record EventPath(String text, EventField field, List<String> steps) {
    private static final String PROPERTIES = "properties.";
    private static final String ITEMS = "items[].";
    private static final int DEEPEST = 8;

    public EventPath {
        steps = List.copyOf(steps);
    }

    /** The place of that name, or empty. */
    public static Optional<EventPath> find(String text) {
        if (text.startsWith(PROPERTIES)) {
            List<String> steps =
                    Arrays.asList(text.substring(PROPERTIES.length()).split("\\.", -1));
            boolean usable = steps.size() <= DEEPEST && steps.stream().noneMatch(String::isBlank);
            return usable
                    ? Optional.of(new EventPath(text, EventField.PROPERTIES, steps))
                    : Optional.empty();
        }
        if (text.startsWith(ITEMS)) {
            return ItemPart.find(text.substring(ITEMS.length()))
                    .map(part -> new EventPath(text, EventField.ITEMS, List.of(part.wire())));
        }
        return EventField.find(text).map(field -> new EventPath(text, field, List.of()));
    }

    /** Every place that has a name of its own: all fields and all components of a line. */
    public static List<String> known() {
        return Stream.concat(
                        Arrays.stream(EventField.values()).map(EventField::path),
                        Arrays.stream(ItemPart.values()).map(part -> ITEMS + part.wire()))
                .toList();
    }

    /** Whether it is a further property, whose type nobody knows before it arrives. */
    public boolean property() {
        return field == EventField.PROPERTIES && !steps.isEmpty();
    }

    /** Whether it is a component of the lines. */
    public boolean ofItems() {
        return field == EventField.ITEMS && !steps.isEmpty();
    }

    /** Type of the values there; {@link FieldType#TREE} for a property, which may have any. */
    public FieldType type() {
        return ofItems() ? ItemPart.find(steps.get(0)).orElseThrow().type() : field.type();
    }

    /** Which class of personal data stands there. */
    public Privacy privacy() {
        return field.privacy();
    }

    @Override
    public String toString() {
        return text;
    }
}
