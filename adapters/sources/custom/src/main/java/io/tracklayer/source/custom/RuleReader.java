// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.source.custom.ValueReader.Kind;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the entries of a mapping's events. The schema has been checked before. */
final class RuleReader {
    private static final List<String> SINGLE =
            List.of("once", "event_id", "delivery_id", "occurred_at", "action_source", "test");

    /** Names of the parts of a line as events show them, and as the host takes them. */
    static final Map<String, String> PARTS =
            Map.ofEntries(
                    Map.entry("variant_id", "variantId"),
                    Map.entry("product_id", "productId"),
                    Map.entry("sku", "sku"),
                    Map.entry("name", "name"),
                    Map.entry("variant", "variant"),
                    Map.entry("brand", "brand"),
                    Map.entry("category", "category"),
                    Map.entry("price", "price"),
                    Map.entry("quantity", "quantity"),
                    Map.entry("discount", "discount"),
                    Map.entry("coupon", "coupon"),
                    Map.entry("position", "position"),
                    Map.entry("url", "url"),
                    Map.entry("image_url", "imageUrl"));

    private final YamlText file;
    private final List<Problem> problems;
    private final ValueReader values;
    private final EventRule defaults;

    RuleReader(YamlText file, List<Problem> problems, Tree defaults) {
        this.file = file;
        this.problems = problems;
        this.values = new ValueReader(file, problems);
        this.defaults = shared(defaults);
    }

    private EventRule shared(Tree tree) {
        return new EventRule(
                Value.constant(EventRule.IDENTITY),
                List.of(),
                single(tree),
                fields(tree.at("/fields")),
                lines(tree.at("/items")).orElse(null),
                values(tree.at("/properties"), Set.of(), "property"),
                values(tree.at("/consent"), consentNames(), "consent signal"));
    }

    EventRule read(Tree entry) {
        EventRule own = shared(entry);
        EventRule rule =
                new EventRule(
                        event(entry),
                        new ConditionReader(values)
                                .read(entry.at("/when").members(), entry.origin() + "/when"),
                        joined(defaults.single(), own.single()),
                        joined(defaults.fields(), own.fields()),
                        own.lines() == null ? defaults.lines() : own.lines(),
                        joined(defaults.properties(), own.properties()),
                        joined(defaults.consent(), own.consent()));
        Completeness.missing(rule).forEach(sentence -> problem(entry.origin(), sentence));
        return rule;
    }

    private static <K> Map<K, Value> joined(Map<K, Value> defaults, Map<K, Value> own) {
        Map<K, Value> all = new LinkedHashMap<>(own);
        defaults.forEach(all::putIfAbsent);
        return all;
    }

    private Value event(Tree entry) {
        String pointer = entry.origin() + "/event";
        Object node = entry.members().get("event");
        if (node instanceof String name && !name.startsWith("/")) {
            eventName(name, pointer);
            return Value.constant(name);
        }
        Value value = values.read(node, pointer, Kind.TEXT);
        tables(value).forEach(name -> eventName(name, pointer));
        return value;
    }

    private void eventName(String name, String pointer) {
        List<String> known =
                new ArrayList<>(Arrays.stream(EventName.values()).map(EventName::wire).toList());
        known.add(EventRule.IDENTITY);
        if (!known.contains(name)) {
            problem(
                    pointer,
                    "\""
                            + name
                            + "\" is none of the event names."
                            + Names.meant(name, known)
                            + " docs/events.md lists them; for anything else take custom and map custom_name");
        }
    }

    /** Everything a table may give. */
    private static List<String> tables(Value value) {
        List<String> all = new ArrayList<>();
        if (value instanceof Value.FirstOf first) {
            first.values().forEach(each -> all.addAll(tables(each)));
        } else if (value instanceof Value.Made made) {
            made.table().values().forEach(given -> all.add(String.valueOf(given)));
            Optional.ofNullable(made.otherwise()).ifPresent(given -> all.add(given.toString()));
            made.fixed().ifPresent(all::add);
        }
        return all;
    }

    private Map<String, Value> single(Tree tree) {
        Map<String, Value> single = new LinkedHashMap<>();
        for (String key : SINGLE) {
            Object node = tree.members().get(key);
            if (node != null) {
                single.put(key, single(key, node, tree.origin() + "/" + key));
            }
        }
        return single;
    }

    private Value single(String key, Object node, String pointer) {
        if (key.equals("action_source")) {
            return actionSource(node, pointer);
        }
        return values.read(node, pointer, key.equals("occurred_at") ? Kind.TIME : Kind.TEXT);
    }

    /** A fixed place is so common that it may be written as it is. */
    private Value actionSource(Object node, String pointer) {
        boolean name = node instanceof String text && !text.startsWith("/");
        Value value = name ? Value.constant(node) : values.read(node, pointer, Kind.TEXT);
        List<String> known = Arrays.stream(ActionSource.values()).map(ActionSource::wire).toList();
        tables(value).stream()
                .filter(given -> !known.contains(given))
                .forEach(
                        given ->
                                problem(
                                        pointer,
                                        "\""
                                                + given
                                                + "\" is no action source; known: "
                                                + String.join(", ", known)
                                                + "."
                                                + Names.meant(given, known)));
        return value;
    }

    private Map<EventField, Value> fields(Tree tree) {
        Map<EventField, Value> fields = new EnumMap<>(EventField.class);
        tree.members()
                .forEach(
                        (path, node) -> {
                            String pointer = tree.origin() + "/" + Pointer.escape(path);
                            field(path, pointer)
                                    .ifPresent(
                                            field ->
                                                    fields.put(
                                                            field,
                                                            values.read(
                                                                    node, pointer, kind(field))));
                        });
        return fields;
    }

    private Optional<EventField> field(String path, String pointer) {
        Optional<EventField> field = EventField.find(path);
        boolean tree =
                field.map(EventField::type)
                        .filter(t -> t == FieldType.ITEMS || t == FieldType.TREE)
                        .isPresent();
        if (tree) {
            problem(pointer, "\"" + path + "\" has a key of its own beside \"fields\"");
            return Optional.empty();
        }
        if (field.isEmpty()) {
            List<String> known = Arrays.stream(EventField.values()).map(EventField::path).toList();
            problem(
                    pointer,
                    "\""
                            + path
                            + "\" is no field of events."
                            + Names.meant(path, known)
                            + " docs/events.md lists them; what has no field goes into \"properties\"");
        }
        return field;
    }

    private static Kind kind(EventField field) {
        return field.type() == FieldType.MONEY ? Kind.MONEY : Kind.TEXT;
    }

    private Optional<EventRule.Lines> lines(Tree items) {
        if (items.members().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Value> each = new LinkedHashMap<>();
        items.at("/each")
                .members()
                .forEach(
                        (part, node) -> {
                            String pointer = items.origin() + "/each/" + Pointer.escape(part);
                            if (PARTS.containsKey(part)) {
                                boolean money = part.equals("price") || part.equals("discount");
                                each.put(
                                        PARTS.get(part),
                                        values.read(node, pointer, money ? Kind.MONEY : Kind.TEXT));
                            } else {
                                unknown(
                                        part,
                                        "part of a line",
                                        new TreeSet<>(PARTS.keySet()),
                                        pointer);
                            }
                        });
        return Optional.of(
                new EventRule.Lines(
                        values.read(
                                items.members().get("list"), items.origin() + "/list", Kind.TEXT),
                        each));
    }

    /** Values under names; an empty set takes any name. */
    private Map<String, Value> values(Tree tree, Set<String> known, String what) {
        Map<String, Value> all = new LinkedHashMap<>();
        tree.members()
                .forEach(
                        (name, node) -> {
                            String pointer = tree.origin() + "/" + Pointer.escape(name);
                            if (!known.isEmpty() && !known.contains(name)) {
                                unknown(name, what, known, pointer);
                            }
                            all.put(name, values.read(node, pointer, Kind.TEXT));
                        });
        return all;
    }

    private static Set<String> consentNames() {
        Set<String> names = new TreeSet<>(Set.of("collected_at", "region"));
        Arrays.stream(Purpose.values()).map(Purpose::wire).forEach(names::add);
        Arrays.stream(ConsentSignal.values()).map(ConsentSignal::wire).forEach(names::add);
        return names;
    }

    private void unknown(String name, String what, Set<String> known, String pointer) {
        problem(
                pointer,
                "\""
                        + name
                        + "\" is no "
                        + what
                        + "; known: "
                        + String.join(", ", known)
                        + "."
                        + Names.meant(name, known));
    }

    private void problem(String pointer, String sentence) {
        problems.add(file.at(pointer, sentence));
    }
}
