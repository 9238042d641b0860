// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The canonical event: each field with where it came from, and what other copies said instead. */
final class EventFields {
    private static final List<String> ENVELOPE =
            List.of(
                    "event_name",
                    "event_id",
                    "event_time",
                    "received_at",
                    "merchant",
                    "store",
                    "sources",
                    "action_source",
                    "test");

    private final StoredEvent stored;
    private final Map<String, Object> tree;
    private final Map<ObservationRow, Map<String, Object>> copies = new LinkedHashMap<>();

    /**
     * Prepares to show an event.
     *
     * @param copies what each copy said by itself, by the id of its message
     */
    EventFields(StoredEvent stored, List<ObservationRow> messages, Map<String, Event> copies) {
        this.stored = stored;
        this.tree = EventJson.toTree(stored.event());
        for (ObservationRow message : messages) {
            if (copies.containsKey(message.id())) {
                this.copies.put(message, EventJson.toTree(copies.get(message.id())));
            }
        }
    }

    void write(Html html) {
        html.open("section").element("h2", "Canonical");
        if (copies.size() > 1) {
            html.element("p", differing(), "class", "why");
        }
        html.open("dl", "class", "fields");
        ENVELOPE.forEach(path -> field(html, path));
        stored.event().fields().keySet().stream()
                .map(EventField::path)
                .forEach(path -> field(html, path));
        html.close().close();
    }

    private String differing() {
        long fields =
                stored.event().fields().keySet().stream()
                        .filter(field -> !others(field.path()).isEmpty())
                        .count();
        return switch ((int) fields) {
            case 0 -> "All copies agree in what they both say.";
            case 1 -> "The copies differ in 1 field, which is marked.";
            default -> "The copies differ in " + fields + " fields, which are marked.";
        };
    }

    private void field(Html html, String path) {
        Object value = at(tree, path);
        if (value == null) {
            return;
        }
        Map<ObservationRow, String> others = ENVELOPE.contains(path) ? Map.of() : others(path);
        html.element("dt", path)
                .open("dd", "class", others.isEmpty() ? "agrees" : "differs")
                .element("span", plain(value), "class", "value");
        from(html, stored.provenance().get(path));
        others.forEach(
                (copy, said) ->
                        html.element(
                                "small", copy.source() + " said " + said, "class", "why block"));
        html.close();
    }

    /** What copies said that is not what was kept. */
    private Map<ObservationRow, String> others(String path) {
        String kept = plain(at(tree, path));
        Map<ObservationRow, String> others = new LinkedHashMap<>();
        copies.forEach(
                (copy, said) -> {
                    Object value = at(said, path);
                    if (value != null && !plain(value).equals(kept)) {
                        others.put(copy, plain(value));
                    }
                });
        return others;
    }

    /** Where a value came from. */
    static void from(Html html, Provenance from) {
        if (from != null) {
            html.element("small", words(from), "class", "why");
        }
    }

    static String words(Provenance from) {
        return (from.source() + " " + from.origin()).strip() + ", " + from.rule();
    }

    static Object at(Map<?, ?> tree, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return tree.get(path);
        }
        return tree.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, path.substring(dot + 1))
                : null;
    }

    static String plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof Map || value instanceof List
                ? StrictJson.writePretty(value)
                : String.valueOf(value);
    }
}
