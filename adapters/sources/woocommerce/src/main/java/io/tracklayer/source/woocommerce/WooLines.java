// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Order lines. Their totals are after discounts and without tax, whatever the shop shows.
 *
 * @param gross whether prices are handed over with their tax
 */
record WooLines(boolean gross) {

    List<Map<String, Object>> items(Tree order) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Tree line : order.each("/line_items")) {
            Map<String, Object> item = product(line);
            price(item, line);
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items;
    }

    /** The sum of the lines, before shipping and fees. */
    Optional<BigDecimal> subtotal(Tree order) {
        List<Tree> lines = order.each("/line_items");
        Optional<BigDecimal> tax = gross ? WooMoney.sum(lines, "/total_tax") : zero();
        return lines.isEmpty()
                ? Optional.empty()
                : WooMoney.sum(lines, "/total").flatMap(net -> tax.map(net::add));
    }

    private static Map<String, Object> product(Tree line) {
        Map<String, Object> item = new LinkedHashMap<>();
        WooText.id(line, "/variation_id").ifPresent(id -> item.put("variantId", id));
        WooText.id(line, "/product_id").ifPresent(id -> item.put("productId", id));
        WooText.at(line, "/sku").ifPresent(sku -> item.put("sku", sku));
        WooText.at(line, "/name").ifPresent(name -> item.put("name", name));
        line.find("/quantity").ifPresent(quantity -> item.put("quantity", quantity));
        return item;
    }

    private void price(Map<String, Object> item, Tree line) {
        Optional<BigDecimal> pieces =
                WooMoney.number(line, "/quantity").filter(count -> count.signum() > 0);
        Optional<BigDecimal> total = amount(line, "total");
        if (pieces.isEmpty() || total.isEmpty()) {
            line.find("/price").ifPresent(price -> item.put("price", price));
            return;
        }
        item.put("price", WooMoney.each(total.get(), pieces.get()).toPlainString());
        amount(line, "subtotal")
                .map(before -> WooMoney.each(before.subtract(total.get()), pieces.get()))
                .filter(discount -> discount.signum() > 0)
                .ifPresent(discount -> item.put("discount", discount.toPlainString()));
    }

    private Optional<BigDecimal> amount(Tree line, String name) {
        Optional<BigDecimal> tax = gross ? WooMoney.number(line, "/" + name + "_tax") : zero();
        return WooMoney.number(line, "/" + name).flatMap(net -> tax.map(net::add));
    }

    private static Optional<BigDecimal> zero() {
        return Optional.of(BigDecimal.ZERO);
    }
}
