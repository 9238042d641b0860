// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a line of a charge, or a subscription, is about; with the shop's ids. */
final class RechargeItem {
    private RechargeItem() {}

    static Map<String, Object> of(Tree line) {
        Map<String, Object> item = new LinkedHashMap<>();
        RechargeText.id(line, "/external_variant_id/ecommerce", "/shopify_variant_id")
                .ifPresent(id -> item.put("variantId", id));
        RechargeText.id(line, "/external_product_id/ecommerce", "/shopify_product_id")
                .ifPresent(id -> item.put("productId", id));
        text(item, "sku", line, "/sku");
        text(item, "name", line, "/title", "/product_title");
        text(item, "variant", line, "/variant_title");
        text(item, "price", line, "/unit_price", "/price");
        line.find("/quantity").ifPresent(quantity -> item.put("quantity", quantity));
        return item;
    }

    private static void text(Map<String, Object> item, String key, Tree line, String... pointers) {
        RechargeText.at(line, pointers).ifPresent(text -> item.put(key, text));
    }
}
