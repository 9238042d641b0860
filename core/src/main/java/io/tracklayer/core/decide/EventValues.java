// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what stands at a path of an event. */
public final class EventValues {
    private EventValues() {}

    /**
     * The values at a path: none when nothing is known, several for lines. Numbers come as {@link
     * BigDecimal}, click ids as their text, anything else as it is in the event.
     */
    public static List<Object> at(Event event, EventPath path) {
        if (path.ofItems()) {
            return ofItems(event.items(), ItemPart.find(path.steps().get(0)).orElseThrow());
        }
        Object value =
                path.property()
                        ? property(event.properties(), path.steps())
                        : event.fields().get(path.field());
        return value == null ? List.of() : List.of(plain(value));
    }

    private static List<Object> ofItems(List<Item> items, ItemPart part) {
        List<Object> values = new ArrayList<>();
        for (Item item : items) {
            Object value = part.of(item);
            if (value != null) {
                values.add(plain(value));
            }
        }
        return values;
    }

    private static Object property(Map<String, Object> properties, List<String> steps) {
        Object at = properties;
        for (String step : steps) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }

    private static Object plain(Object value) {
        if (value instanceof ClickId click) {
            return click.value();
        }
        if (value instanceof BigDecimal || !(value instanceof Number number)) {
            return value;
        }
        return new BigDecimal(number.toString());
    }
}
