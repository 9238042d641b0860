// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import java.util.Set;

/** Judges {@code metadata}: ids, money and products. */
final class RedditMetadataValidator {
    private static final Set<String> KNOWN =
            Set.of("conversion_id", "order_id", "currency", "value", "item_count", "products");
    private static final Set<String> PRODUCT =
            Set.of("id", "category", "name", "quantity", "item_price");
    private static final Set<String> VALUED =
            Set.of("PURCHASE", "ADD_TO_CART", "ADD_TO_WISHLIST", "LEAD", "SIGN_UP", "CUSTOM");
    private static final Set<String> COUNTED =
            Set.of("PURCHASE", "ADD_TO_CART", "ADD_TO_WISHLIST", "CUSTOM");

    private RedditMetadataValidator() {}

    static void check(RedditFields fields) {
        if (!fields.object().isObject()) {
            return;
        }
        fields.texts("conversion_id", "order_id");
        money(fields);
        fields.integer("item_count", Integer.MAX_VALUE);
        products(fields);
        fields.onlyKnown(KNOWN);
    }

    /** Whether an event of that type carries money or a count that Reddit makes nothing of. */
    static boolean unused(String type, JsonNode metadata) {
        return metadata.has("value") && !VALUED.contains(type)
                || metadata.has("item_count") && !COUNTED.contains(type);
    }

    private static void money(RedditFields fields) {
        fields.amount("value");
        fields.texts("currency");
        if (fields.has("value")) {
            fields.require("currency");
        }
        if (fields.has("currency")) {
            fields.require("value");
        }
        if (fields.get("currency").isTextual() && !Money.isCurrency(fields.get("currency"))) {
            fields.refuse("currency_unknown", "currency", "is no ISO 4217 code");
        }
    }

    private static void products(RedditFields fields) {
        JsonNode products = fields.get("products");
        fields.check("products", products.isArray(), "an array");
        if (products.isArray() && products.isEmpty()) {
            fields.refuse("empty_value", "products", "is empty and should be left out");
        }
        int index = 0;
        for (JsonNode product : products.isArray() ? products : Json.array()) {
            String path = fields.path() + ".products[" + index++ + "]";
            product(new RedditFields(product, path, fields.problems()));
        }
    }

    private static void product(RedditFields product) {
        product.require("id");
        product.texts("id", "category", "name");
        product.integer("quantity", Integer.MAX_VALUE);
        product.amount("item_price");
        product.onlyKnown(PRODUCT);
    }
}
