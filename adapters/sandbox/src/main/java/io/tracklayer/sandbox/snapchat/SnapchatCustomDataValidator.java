// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import java.util.List;
import java.util.Set;

/** Judges {@code custom_data}: money, contents and the named properties. */
final class SnapchatCustomDataValidator {
    private static final Set<String> CURRENCIES =
            Set.of(
                    ("AED ALL AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK DZD EGP EUR GBP GHS GIP"
                                    + " HKD HRK HUF IDR ILS INR IQD ISK JOD JPY KES KRW KWD KZT LBP"
                                    + " MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RUB SAR"
                                    + " SEK SGD THB TRY TWD TZS UAH USD VND XOF ZAR")
                            .split(" "));
    private static final List<String> TEXTS =
            List.of(
                    "order_id",
                    "content_category",
                    "content_name",
                    "search_string",
                    "sign_up_method",
                    "status",
                    "delivery_category",
                    "event_tag");
    private static final Set<String> KNOWN =
            Set.of(
                    "value",
                    "currency",
                    "order_id",
                    "contents",
                    "content_ids",
                    "content_type",
                    "content_category",
                    "content_name",
                    "num_items",
                    "brands",
                    "search_string",
                    "sign_up_method",
                    "status",
                    "delivery_category",
                    "predicted_ltv",
                    "event_tag",
                    "custom_fields");
    private static final Set<String> CONTENT =
            Set.of("id", "quantity", "item_price", "brand", "delivery_category");

    private SnapchatCustomDataValidator() {}

    static void check(SnapchatFields event, boolean strict) {
        JsonNode data = event.get("custom_data");
        SnapchatFields fields = new SnapchatFields(data, "custom_data", event.problems());
        if (event.get("event_name").asText().equals("PURCHASE")) {
            fields.require("value");
            fields.require("currency");
        }
        money(fields);
        TEXTS.forEach(fields::text);
        fields.integer("num_items");
        fields.oneOf("content_type", Set.of("product", "product_group"));
        fields.texts("content_ids");
        fields.object("custom_fields");
        contents(fields, strict);
        if (strict) {
            fields.onlyKnown(KNOWN);
        }
    }

    private static void money(SnapchatFields fields) {
        if (fields.has("value")) {
            fields.require("currency");
        }
        boolean taken = CURRENCIES.contains(fields.get("currency").asText());
        if (fields.has("currency") && !taken) {
            fields.refuse("currency_unknown", "custom_data.currency is not a supported currency");
        }
        fields.number("value");
    }

    private static void contents(SnapchatFields fields, boolean strict) {
        JsonNode contents = fields.get("contents");
        fields.check("contents", contents.isArray(), "an array of objects");
        int index = 0;
        for (JsonNode item : contents.isArray() ? contents : Json.array()) {
            String path = "custom_data.contents[" + index++ + "]";
            content(new SnapchatFields(item, path, fields.problems()), strict);
        }
    }

    private static void content(SnapchatFields item, boolean strict) {
        item.require("id");
        List.of("id", "brand", "delivery_category").forEach(item::text);
        item.pieces("quantity");
        item.number("item_price");
        if (strict) {
            item.onlyKnown(CONTENT);
        }
    }
}
