// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.taxonomy;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Purpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schemas of the canonical events, draft 2020-12, made from the event and field tables, so
 * that schema, documentation and code cannot disagree: one schema with what all events share, and a
 * small one per event that adds its name and what it requires.
 */
public final class EventSchema {
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
                    "consent");

    /** What an event's schema refers to, relative to itself. */
    public static final String SHARED = "event.schema.json";

    private EventSchema() {}

    /** The name of an event's schema file. */
    public static String file(EventName name) {
        return name.wire() + ".schema.json";
    }

    /** The schema of one event, as a tree. */
    public static Map<String, Object> of(EventName name) {
        Map<String, Object> schema = head(name.wire(), name.doc());
        schema.put("$ref", SHARED);
        schema.put("properties", Map.of("event_name", Map.of("const", name.wire())));
        List<String> required =
                Stream.of(EventField.values())
                        .filter(name.required()::contains)
                        .map(EventField::path)
                        .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /** The schema all events share, as a tree. */
    public static Map<String, Object> shared() {
        Map<String, Object> properties = new LinkedHashMap<>();
        envelope(properties);
        for (EventField field : EventField.values()) {
            put(properties, field);
        }
        properties.put("consent", consent());
        Map<String, Object> schema = head("event", "Any of the canonical events.");
        schema.putAll(object());
        schema.put("required", ENVELOPE);
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> head(String title, String doc) {
        return ordered(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                title,
                "description",
                doc);
    }

    private static void envelope(Map<String, Object> properties) {
        properties.put(
                "event_name",
                Map.of("enum", Stream.of(EventName.values()).map(EventName::wire).toList()));
        properties.put(
                "event_id",
                text("Shared by browser and server copies and by every attempt to deliver it."));
        properties.put("event_time", time("When it happened in the business."));
        properties.put("received_at", time("When the first copy arrived."));
        properties.put("merchant", text("Whose it is."));
        properties.put("store", text("Which of the merchant's stores."));
        properties.put(
                "sources",
                described(
                        list(Map.of("type", "string")),
                        "Sources whose copies are merged, first copy first."));
        properties.put(
                "action_source",
                described(
                        Map.of(
                                "enum",
                                Stream.of(ActionSource.values()).map(ActionSource::wire).toList()),
                        "Where the action took place."));
        properties.put(
                "test",
                described(Map.of("const", true), "Present when the source marked it as a test."));
    }

    @SuppressWarnings("unchecked") // intermediate nodes are only ever made here
    private static void put(Map<String, Object> properties, EventField field) {
        Map<String, Object> described = described(type(field.type()), field.doc());
        int dot = field.path().indexOf('.');
        if (dot < 0) {
            properties.put(field.path(), described);
            return;
        }
        Map<String, Object> group =
                (Map<String, Object>)
                        properties.computeIfAbsent(
                                field.path().substring(0, dot),
                                key -> {
                                    Map<String, Object> object = object();
                                    object.put("properties", new LinkedHashMap<String, Object>());
                                    return object;
                                });
        ((Map<String, Object>) group.get("properties"))
                .put(field.path().substring(dot + 1), described);
    }

    private static Map<String, Object> type(FieldType type) {
        return switch (type) {
            case TEXT -> ordered("type", "string", "minLength", 1L);
            case MONEY -> ordered("type", "number", "minimum", 0L);
            case INTEGER -> ordered("type", "integer");
            case FLAG -> ordered("type", "boolean");
            case CLICK_ID -> clickId();
            case ITEMS -> list(item());
            case TREE -> ordered("type", "object");
        };
    }

    private static Map<String, Object> clickId() {
        Map<String, Object> click = object();
        click.put("required", List.of("value"));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("value", text("The identifier, case kept, never hashed."));
        members.put("seen_at", time("When it was first seen."));
        members.put("landing_url", text("The page it was seen on."));
        click.put("properties", members);
        return click;
    }

    private static Map<String, Object> item() {
        Map<String, Object> item = object();
        item.put("required", List.of("quantity"));
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name :
                List.of(
                        "variant_id",
                        "product_id",
                        "sku",
                        "name",
                        "variant",
                        "brand",
                        "category")) {
            members.put(name, ordered("type", "string"));
        }
        members.put(
                "price",
                described(
                        ordered("type", "number", "minimum", 0L),
                        "Unit price after discounts, major units."));
        members.put("quantity", ordered("type", "integer", "minimum", 1L));
        members.put(
                "discount",
                described(ordered("type", "number", "minimum", 0L), "Discount per unit."));
        members.put("coupon", ordered("type", "string"));
        members.put("position", ordered("type", "integer"));
        members.put("url", ordered("type", "string"));
        members.put("image_url", ordered("type", "string"));
        item.put("properties", members);
        return item;
    }

    private static Map<String, Object> consent() {
        Map<String, Object> consent = object();
        consent.put("required", Stream.of(Purpose.values()).map(Purpose::wire).toList());
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> states = Stream.of(ConsentState.values()).map(ConsentState::wire).toList();
        for (Purpose purpose : Purpose.values()) {
            members.put(purpose.wire(), Map.of("enum", states));
        }
        members.put("source", text("Which signal decided, of several the first in precedence."));
        members.put(
                "raw",
                described(
                        ordered("type", "object", "additionalProperties", Map.of("type", "string")),
                        "The signals as they arrived, by name."));
        members.put("region", text("Where the consent platform takes the visitor to be."));
        members.put(
                "gdpr_applies",
                described(
                        ordered("type", "boolean"),
                        "Whether the GDPR applies, when the consent platform says so."));
        members.put("collected_at", time("When the visitor decided."));
        consent.put("properties", members);
        return consent;
    }

    private static Map<String, Object> object() {
        return ordered("type", "object", "additionalProperties", false);
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return ordered("type", "array", "minItems", 1L, "items", items);
    }

    private static Map<String, Object> text(String doc) {
        return described(ordered("type", "string", "minLength", 1L), doc);
    }

    private static Map<String, Object> time(String doc) {
        return described(ordered("type", "string", "format", "date-time"), doc);
    }

    private static Map<String, Object> described(Map<String, Object> type, String doc) {
        Map<String, Object> described = new LinkedHashMap<>(type);
        described.put("description", doc);
        return described;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
