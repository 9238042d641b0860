// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.core.decide.Treatment.Rename;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes values out of a copy of an event, and moves them. Paths it does not know do nothing. */
final class EventEdit {
    private final Event.Builder copy;
    private final Map<EventField, Object> fields;
    private Map<String, Object> properties;

    private EventEdit(Event event) {
        this.copy = event.toBuilder();
        this.fields = new LinkedHashMap<>(event.fields());
        this.properties = event.properties();
    }

    static Event.Builder edited(Event event, Collection<String> drops, Collection<Rename> renames) {
        EventEdit edit = new EventEdit(event);
        drops.forEach(path -> EventPath.find(path).ifPresent(edit::drop));
        renames.forEach(edit::rename);
        return edit.copy;
    }

    private void drop(EventPath path) {
        if (path.ofItems()) {
            ItemPart part = ItemPart.find(path.steps().get(0)).orElseThrow();
            if (fields.get(EventField.ITEMS) instanceof List<?>) {
                put(EventField.ITEMS, copy.build().items().stream().map(part::without).toList());
            }
        } else if (path.property()) {
            properties(without(properties, path.steps()));
        } else {
            remove(path.field());
        }
    }

    private void rename(Rename rename) {
        EventPath from = EventPath.find(rename.from()).orElse(null);
        EventPath to = EventPath.find(rename.to()).orElse(null);
        if (from == null || to == null || from.ofItems() || to.ofItems()) {
            return;
        }
        Object value = from.property() ? at(properties, from.steps()) : fields.get(from.field());
        if (value != null && (to.property() || fits(to.field(), value))) {
            drop(from);
            write(to, value);
        }
    }

    private void write(EventPath to, Object value) {
        if (to.property()) {
            properties(with(properties, to.steps(), value));
        } else {
            put(to.field(), value);
        }
    }

    private static boolean fits(EventField field, Object value) {
        return field.type().javaType().isInstance(value)
                && (field.type() != FieldType.TEXT || !((String) value).isBlank());
    }

    private void properties(Map<String, Object> changed) {
        properties = changed;
        if (changed.isEmpty()) {
            remove(EventField.PROPERTIES);
        } else {
            put(EventField.PROPERTIES, changed);
        }
    }

    private void put(EventField field, Object value) {
        fields.put(field, value);
        copy.set(field, value);
    }

    private void remove(EventField field) {
        fields.remove(field);
        copy.remove(field);
        if (field == EventField.PROPERTIES) {
            properties = Map.of();
        }
    }

    private static Object at(Map<String, Object> tree, List<String> steps) {
        Object at = tree;
        for (String step : steps) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }

    private static Map<String, Object> without(Map<String, Object> tree, List<String> steps) {
        Map<String, Object> left = new LinkedHashMap<>(tree);
        String step = steps.get(0);
        if (steps.size() == 1) {
            left.remove(step);
        } else if (tree.get(step) instanceof Map<?, ?>) {
            left.put(step, without(branch(tree, step), steps.subList(1, steps.size())));
        }
        return left;
    }

    private static Map<String, Object> with(
            Map<String, Object> tree, List<String> steps, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(tree);
        String step = steps.get(0);
        more.put(
                step,
                steps.size() == 1
                        ? value
                        : with(branch(tree, step), steps.subList(1, steps.size()), value));
        return more;
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    private static Map<String, Object> branch(Map<String, Object> tree, String step) {
        return tree.get(step) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
