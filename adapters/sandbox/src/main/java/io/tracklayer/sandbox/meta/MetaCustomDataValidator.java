// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import java.util.Set;

/** Judges {@code custom_data}: money, contents and the standard properties. */
final class MetaCustomDataValidator {
    private static final Set<String> TEXTS =
            Set.of(
                    "content_name",
                    "content_category",
                    "order_id",
                    "search_string",
                    "status",
                    "customer_segmentation");
    private static final Set<String> CONTENT_TEXTS =
            Set.of("title", "description", "brand", "category");
    private static final Set<String> CONTENT_FIELDS =
            Set.of(
                    "id",
                    "quantity",
                    "item_price",
                    "title",
                    "description",
                    "brand",
                    "category",
                    "delivery_category");
    private static final Set<String> DELIVERY = Set.of("in_store", "curbside", "home_delivery");
    private static final Set<String> LISTS = Set.of("content_ids", "contents");

    void check(JsonNode customData, MetaProblems problems) {
        MetaFields fields = new MetaFields(customData, "custom_data", problems);
        TEXTS.forEach(fields::text);
        money(fields);
        fields.number("predicted_ltv");
        fields.number("net_revenue");
        fields.integer("num_items");
        fields.oneOf("content_type", Set.of("product", "product_group"));
        fields.oneOf("delivery_category", DELIVERY);
        fields.texts("content_ids");
        contents(fields);
        if (fields.has("content_ids") && !fields.has("content_type")) {
            problems.note("content_type_missing", "custom_data.content_ids without content_type");
        }
        customProperties(fields);
    }

    /** Meta: decimal major units, never below zero, never finer than the currency. */
    private static void money(MetaFields fields) {
        fields.number("value");
        JsonNode value = fields.get("value");
        JsonNode currency = fields.get("currency");
        if (value.isNumber() && value.decimalValue().signum() < 0) {
            fields.problems().strict("value_negative", "custom_data.value is below zero");
        }
        if (fields.has("currency") && !Money.isCurrency(currency)) {
            fields.problems()
                    .refuse("currency_invalid", "custom_data.currency is no upper-case ISO 4217");
        }
        if (Money.tooFine(value, currency.asText(""))) {
            fields.problems()
                    .strict("value_too_fine", "custom_data.value is finer than the currency");
        }
        if (fields.has("value") && !fields.has("currency")) {
            fields.problems()
                    .strict(
                            MetaProblems.VALUE_WITHOUT_CURRENCY,
                            "value_without_currency",
                            "custom_data.value has no currency");
        }
    }

    private static void contents(MetaFields fields) {
        JsonNode contents = fields.get("contents");
        fields.check("contents", contents.isArray(), "an array of objects");
        int index = 0;
        for (JsonNode item : contents.isArray() ? contents : Json.array()) {
            content(
                    new MetaFields(
                            item, "custom_data.contents[" + index++ + "]", fields.problems()));
        }
    }

    private static void content(MetaFields item) {
        if (!item.object().isObject()) {
            item.problems().refuse("wrong_type", item.path() + " must be an object");
            return;
        }
        if (!item.has("id") || item.get("id").asText("").isEmpty()) {
            item.problems()
                    .refuse(
                            MetaProblems.CONTENT_WITHOUT_ID,
                            "content_without_id",
                            item.path() + " has no id");
        }
        item.onlyKnown(CONTENT_FIELDS);
        item.text("id");
        item.integer("quantity");
        item.number("item_price");
        if (item.get("item_price").isNumber()
                && item.get("item_price").decimalValue().signum() < 0) {
            item.problems().strict("value_negative", item.at("item_price") + " is below zero");
        }
        CONTENT_TEXTS.forEach(item::text);
        item.oneOf("delivery_category", DELIVERY);
    }

    /** Meta: custom properties are free in name, but plain values only. */
    private static void customProperties(MetaFields fields) {
        fields.object()
                .properties()
                .forEach(
                        member -> {
                            boolean nested = member.getValue().isContainerNode();
                            if (nested && !LISTS.contains(member.getKey())) {
                                fields.problems()
                                        .strict(
                                                "custom_property_nested",
                                                fields.at(member.getKey())
                                                        + " must be a plain value");
                            }
                        });
    }
}
