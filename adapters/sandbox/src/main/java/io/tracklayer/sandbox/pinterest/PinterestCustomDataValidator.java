// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Money;
import java.util.Set;

/** Judges {@code custom_data} and the lines in it. */
final class PinterestCustomDataValidator {
    private static final Set<String> KNOWN =
            Set.of(
                    "value",
                    "currency",
                    "order_id",
                    "num_items",
                    "content_ids",
                    "contents",
                    "content_name",
                    "content_category",
                    "content_brand",
                    "search_string",
                    "predicted_ltv",
                    "opt_out_type",
                    "np",
                    "external_measurement_id",
                    "external_measurement_vendor_id");
    private static final Set<String> KNOWN_OF_LINES =
            Set.of("id", "item_price", "quantity", "item_name", "item_category", "item_brand");

    private PinterestCustomDataValidator() {}

    static void check(PinterestFields fields) {
        fields.money("value");
        fields.money("predicted_ltv");
        fields.pieces("num_items");
        fields.texts("content_ids");
        fields.text(
                "currency",
                "order_id",
                "content_name",
                "content_category",
                "content_brand",
                "search_string",
                "opt_out_type",
                "np");
        fields.onlyKnown(KNOWN);
        currency(fields);
        optOutType(fields);
        lines(fields);
    }

    /** Pinterest takes the account's currency when there is none, which is rarely meant. */
    private static void currency(PinterestFields fields) {
        if (fields.get("currency").isTextual() && !Money.isCurrency(fields.get("currency"))) {
            fields.problems()
                    .fail("currency_invalid", fields.at("currency") + " is not of ISO 4217");
        }
        if (fields.has("value") && !fields.has("currency")) {
            fields.problems().note("currency_missing", fields.at("value") + " has no currency");
        }
    }

    private static void optOutType(PinterestFields fields) {
        for (String type : fields.get("opt_out_type").asText("LDP").split(",")) {
            if (!type.strip().equals("LDP")) {
                fields.problems().note("opt_out_type_unknown", fields.at("opt_out_type"));
            }
        }
    }

    private static void lines(PinterestFields fields) {
        JsonNode contents = fields.get("contents");
        fields.check("contents", contents.isArray(), "an array of objects");
        int index = 0;
        for (JsonNode line : contents) {
            line(fields, line, fields.at("contents") + "[" + index++ + "]");
        }
    }

    private static void line(PinterestFields fields, JsonNode line, String path) {
        if (!line.isObject()) {
            fields.problems().refuse("wrong_type", path + " must be an object");
            return;
        }
        PinterestFields members = new PinterestFields(line, path, fields.problems());
        members.text("id", "item_name", "item_category", "item_brand");
        members.money("item_price");
        members.pieces("quantity");
        members.onlyKnown(KNOWN_OF_LINES);
    }
}
