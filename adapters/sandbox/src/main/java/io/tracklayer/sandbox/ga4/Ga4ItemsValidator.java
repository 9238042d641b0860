// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Judges {@code items}. */
final class Ga4ItemsValidator {
    private static final int MAX_ITEMS = 200;
    private static final int MAX_CUSTOM = 10;
    private static final int MAX_TEXT = 100;
    private static final Set<String> STANDARD =
            Set.of(
                    ("item_id item_name affiliation coupon discount index item_brand item_category"
                                    + " item_category2 item_category3 item_category4 item_category5"
                                    + " item_list_id item_list_name item_variant location_id price"
                                    + " quantity promotion_id promotion_name creative_name"
                                    + " creative_slot")
                            .split(" "));
    private static final Set<String> NUMBERS = Set.of("price", "discount", "quantity", "index");

    private Ga4ItemsValidator() {}

    static void check(Ga4Fields params) {
        JsonNode items = params.get("items");
        if (!params.has("items")) {
            return;
        }
        if (!items.isArray()) {
            params.invalid("items", "items_invalid", "must be an array of objects");
            return;
        }
        if (items.size() > MAX_ITEMS) {
            params.tooMany("items", "too_many_items", "holds more than 200 items");
        }
        int index = 0;
        for (JsonNode item : items) {
            String path = "events.params.items[" + index++ + "]";
            item(new Ga4Fields(item, path, params.problems()), params);
        }
    }

    private static void item(Ga4Fields item, Ga4Fields params) {
        if (!item.object().isObject()) {
            params.invalid("items", "items_invalid", "must be an array of objects");
            return;
        }
        if (item.get("item_id").asText("").isEmpty()
                && item.get("item_name").asText("").isEmpty()) {
            item.required("item_id", "item_without_id");
        }
        int custom = 0;
        for (var names = item.object().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!STANDARD.contains(name)) {
                custom++;
                customName(item, name);
            }
            member(item, name);
        }
        if (custom > MAX_CUSTOM) {
            params.tooMany("items", "too_many_params", "has an item with more than 10 own params");
        }
    }

    private static void customName(Ga4Fields item, String name) {
        if (Ga4Names.isReservedParameter(name)) {
            item.reservedName(name, "param_name_reserved", "is reserved");
        } else if (!Ga4Names.isName(name)) {
            item.badName(name, "param_name_invalid", "is no valid parameter name");
        }
    }

    private static void member(Ga4Fields item, String name) {
        if (!NUMBERS.contains(name)) {
            Ga4EventValidator.value(item, name, MAX_TEXT);
        } else if (name.equals("quantity") || name.equals("index")) {
            item.integer(name);
        } else {
            item.positive(name);
        }
    }
}
