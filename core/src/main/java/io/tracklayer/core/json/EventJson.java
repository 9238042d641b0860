// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.json;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The canonical JSON of an event: the form stored, shown and described by the JSON Schemas. */
public final class EventJson {
    private EventJson() {}

    /** The event as a tree. */
    public static Map<String, Object> toTree(Event event) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event_name", event.name().wire());
        tree.put("event_id", event.eventId());
        tree.put("event_time", event.eventTime().toString());
        tree.put("received_at", event.receivedAt().toString());
        tree.put("merchant", event.merchant());
        tree.put("store", event.store());
        tree.put("sources", event.sources());
        tree.put("action_source", event.actionSource().wire());
        if (event.test()) {
            tree.put("test", true);
        }
        event.fields().forEach((field, value) -> put(tree, field.path(), toJson(value)));
        tree.put("consent", consent(event.consent()));
        return tree;
    }

    /** The event of a tree that {@link #toTree} made. */
    public static Event fromTree(Object json) {
        Tree tree = Tree.root(json);
        Event.Builder event =
                Event.named(EventName.find(require(tree, "/event_name")).orElseThrow())
                        .eventId(require(tree, "/event_id"))
                        .eventTime(Instant.parse(require(tree, "/event_time")))
                        .receivedAt(Instant.parse(require(tree, "/received_at")))
                        .of(require(tree, "/merchant"), require(tree, "/store"))
                        .sources(
                                tree.each("/sources").stream().map(t -> (String) t.node()).toList())
                        .actionSource(
                                ActionSource.valueOf(
                                        require(tree, "/action_source").toUpperCase(Locale.ROOT)))
                        .test(tree.find("/test").isPresent())
                        .consent(consent(tree.at("/consent")));
        for (EventField field : EventField.values()) {
            tree.find("/" + field.path().replace('.', '/'))
                    .ifPresent(value -> event.set(field, fromJson(field, value)));
        }
        return event.build();
    }

    private static Map<String, Object> consent(Consent consent) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Purpose purpose : Purpose.values()) {
            tree.put(purpose.wire(), consent.state(purpose).wire());
        }
        putText(tree, "source", consent.source());
        if (!consent.raw().isEmpty()) {
            tree.put("raw", new TreeMap<>(consent.raw()));
        }
        putText(tree, "region", consent.region());
        consent.gdpr().ifPresent(applies -> tree.put("gdpr_applies", applies));
        consent.collected().ifPresent(at -> tree.put("collected_at", at.toString()));
        return tree;
    }

    private static Consent consent(Tree tree) {
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            tree.text("/" + purpose.wire())
                    .map(state -> ConsentState.valueOf(state.toUpperCase(Locale.ROOT)))
                    .filter(state -> state != ConsentState.UNKNOWN)
                    .ifPresent(state -> states.put(purpose, state));
        }
        String source = tree.text("/source").orElse("");
        return new Consent(
                states,
                source,
                raw(tree, source),
                tree.text("/region").orElse(""),
                (Boolean) tree.find("/gdpr_applies").orElse(null),
                tree.text("/collected_at").map(Instant::parse).orElse(null));
    }

    /** Events stored before signals had names carry one text. */
    private static Map<String, String> raw(Tree tree, String source) {
        if (tree.find("/raw").orElse(null) instanceof String text && !source.isEmpty()) {
            return Map.of(source, text);
        }
        Map<String, String> raw = new LinkedHashMap<>();
        tree.at("/raw").members().forEach((signal, text) -> raw.put(signal, (String) text));
        return raw;
    }

    /** The value of one field as it stands in the canonical JSON. */
    public static Object toJson(Object value) {
        if (value instanceof ClickId click) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("value", click.value());
            click.seen().ifPresent(at -> tree.put("seen_at", at.toString()));
            putText(tree, "landing_url", click.landingUrl());
            return tree;
        }
        if (value instanceof List<?> items) {
            return items.stream().map(item -> toJson((Item) item)).toList();
        }
        return value;
    }

    private static Map<String, Object> toJson(Item item) {
        Map<String, Object> tree = new LinkedHashMap<>();
        putText(tree, "variant_id", item.variantId());
        putText(tree, "product_id", item.productId());
        putText(tree, "sku", item.sku());
        putText(tree, "name", item.name());
        putText(tree, "variant", item.variant());
        putText(tree, "brand", item.brand());
        putText(tree, "category", item.category());
        putKnown(tree, "price", item.price());
        tree.put("quantity", item.quantity());
        putKnown(tree, "discount", item.discount());
        putText(tree, "coupon", item.coupon());
        putKnown(tree, "position", item.position());
        putText(tree, "url", item.url());
        putText(tree, "image_url", item.imageUrl());
        return tree;
    }

    /** The value of one field that {@link #toJson(Object)} made. */
    public static Object fromJson(EventField field, Object value) {
        return switch (field.type()) {
            case MONEY -> decimal(value);
            case CLICK_ID -> clickId(Tree.root(value));
            case ITEMS -> items(value);
            default -> value;
        };
    }

    private static ClickId clickId(Tree tree) {
        return new ClickId(
                require(tree, "/value"),
                tree.text("/seen_at").map(Instant::parse).orElse(null),
                tree.text("/landing_url").orElse(null));
    }

    private static List<Item> items(Object value) {
        List<Item> items = new ArrayList<>();
        for (Object element : (List<?>) value) {
            Tree item = Tree.root(element);
            items.add(
                    new Item(
                            item.text("/variant_id").orElse(null),
                            item.text("/product_id").orElse(null),
                            item.text("/sku").orElse(null),
                            item.text("/name").orElse(null),
                            item.text("/variant").orElse(null),
                            item.text("/brand").orElse(null),
                            item.text("/category").orElse(null),
                            item.find("/price").map(EventJson::decimal).orElse(null),
                            (Long) item.find("/quantity").orElse(1L),
                            item.find("/discount").map(EventJson::decimal).orElse(null),
                            item.text("/coupon").orElse(null),
                            (Long) item.find("/position").orElse(null),
                            item.text("/url").orElse(null),
                            item.text("/image_url").orElse(null)));
        }
        return items;
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }

    private static String require(Tree tree, String pointer) {
        return tree.text(pointer)
                .orElseThrow(() -> new IllegalStateException("a stored event has no " + pointer));
    }

    @SuppressWarnings("unchecked") // intermediate nodes are only ever made here
    private static void put(Map<String, Object> tree, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, value);
        } else {
            Object inner =
                    tree.computeIfAbsent(path.substring(0, dot), key -> new LinkedHashMap<>());
            ((Map<String, Object>) inner).put(path.substring(dot + 1), value);
        }
    }

    private static void putText(Map<String, Object> tree, String key, String text) {
        if (text != null && !text.isEmpty()) {
            tree.put(key, text);
        }
    }

    private static void putKnown(Map<String, Object> tree, String key, Object value) {
        if (value != null) {
            tree.put(key, value);
        }
    }
}
