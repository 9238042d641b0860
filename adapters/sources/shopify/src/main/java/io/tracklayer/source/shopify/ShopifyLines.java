// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Order and refund lines with the price of one piece after discounts. */
record ShopifyLines(ShopifyMoney money) {
    /** Shopify's product type of gift cards, so that rules can tell money from goods. */
    private static final String GIFT_CARD = "Gift Cards";

    /** As they were bought. */
    List<Map<String, Object>> ofOrder(Tree order) {
        return ofOrder(order, "/quantity");
    }

    /** Without what was taken back or out since. */
    List<Map<String, Object>> leftOf(Tree order) {
        return ofOrder(order, "/current_quantity");
    }

    private List<Map<String, Object>> ofOrder(Tree order, String quantity) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Tree line : order.each("/line_items")) {
            Map<String, Object> item = product(line);
            line.find(quantity)
                    .or(() -> line.find("/quantity"))
                    .ifPresent(pieces -> item.put("quantity", pieces));
            price(item, line);
            keep(items, item);
        }
        return items;
    }

    List<Map<String, Object>> ofRefund(Tree refund) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Tree returned : refund.each("/refund_line_items")) {
            Map<String, Object> item = product(returned.at("/line_item"));
            returned.find("/quantity").ifPresent(pieces -> item.put("quantity", pieces));
            refundedPrice(item, returned);
            keep(items, item);
        }
        return items;
    }

    /** Custom items have no ids. */
    static Map<String, Object> product(Tree line) {
        Map<String, Object> item = new LinkedHashMap<>();
        ShopifyText.id(line, "/variant_id").ifPresent(id -> item.put("variantId", id));
        ShopifyText.id(line, "/product_id").ifPresent(id -> item.put("productId", id));
        text(item, "sku", line, "/sku");
        text(item, "name", line, "/title");
        text(item, "variant", line, "/variant_title");
        text(item, "brand", line, "/vendor");
        if (ShopifyText.isTrue(line, "/gift_card")) {
            item.put("category", GIFT_CARD);
        }
        return item;
    }

    private static void text(Map<String, Object> item, String key, Tree line, String pointer) {
        ShopifyText.at(line, pointer).ifPresent(text -> item.put(key, text));
    }

    private void price(Map<String, Object> item, Tree line) {
        Optional<BigDecimal> price = money.number(line, "price");
        Optional<BigDecimal> pieces = pieces(line);
        Optional<BigDecimal> off = money.sum(line.each("/discount_allocations"), "amount");
        if (price.isEmpty() || pieces.isEmpty() || off.filter(sum -> sum.signum() > 0).isEmpty()) {
            asItStands(item, line);
            return;
        }
        int decimals = Math.max(price.get().scale(), off.get().scale());
        BigDecimal discount = ShopifyMoney.each(off.get(), pieces.get(), decimals);
        if (discount.compareTo(price.get()) > 0) {
            asItStands(item, line);
            return;
        }
        item.put("price", price.get().subtract(discount).toPlainString());
        item.put("discount", discount.toPlainString());
    }

    /** {@code subtotal} is what these pieces cost after discounts; a number may lack its zeros. */
    private void refundedPrice(Map<String, Object> item, Tree returned) {
        Tree line = returned.at("/line_item");
        Optional<BigDecimal> subtotal = money.number(returned, "subtotal");
        Optional<BigDecimal> pieces = pieces(returned);
        if (subtotal.isEmpty() || pieces.isEmpty()) {
            asItStands(item, line);
            return;
        }
        int listed = money.number(line, "price").map(BigDecimal::scale).orElse(0);
        int decimals = Math.max(listed, subtotal.get().scale());
        BigDecimal price = ShopifyMoney.each(subtotal.get(), pieces.get(), decimals);
        item.put("price", price.toPlainString());
    }

    private void asItStands(Map<String, Object> item, Tree line) {
        money.find(line, "price").ifPresent(price -> item.put("price", price.node()));
    }

    private static Optional<BigDecimal> pieces(Tree line) {
        return line.find("/quantity")
                .flatMap(ShopifyMoney::computable)
                .filter(pieces -> pieces.signum() > 0);
    }

    /** A line that was taken out of the order stays in the body with quantity 0. */
    private static void keep(List<Map<String, Object>> items, Map<String, Object> item) {
        boolean none =
                Optional.ofNullable(item.get("quantity"))
                        .flatMap(ShopifyMoney::computable)
                        .filter(pieces -> pieces.signum() == 0)
                        .isPresent();
        if (!none && !item.isEmpty()) {
            items.add(item);
        }
    }
}
