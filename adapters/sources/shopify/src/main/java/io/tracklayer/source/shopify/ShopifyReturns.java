// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pieces of an order that went back for money. An edit that takes a line out leaves a refund
 * without any transaction, so those do not count ("Order editing": removed items become a refund of
 * nothing until the difference is paid back).
 *
 * @param told whether the body says what was refunded
 * @param none whether it says that no money went back
 * @param pieces returned pieces by line id
 */
record ShopifyReturns(boolean told, boolean none, Map<String, BigDecimal> pieces) {

    static ShopifyReturns of(Tree order) {
        Map<String, BigDecimal> pieces = new HashMap<>();
        order.each("/refunds").stream()
                .filter(ShopifyReturns::forMoney)
                .flatMap(refund -> refund.each("/refund_line_items").stream())
                .forEach(
                        line -> {
                            String id = ShopifyText.id(line, "/line_item_id").orElse("");
                            number(line, "/quantity")
                                    .ifPresent(back -> pieces.merge(id, back, BigDecimal::add));
                        });
        boolean told = order.find("/refunds").isPresent();
        boolean paid = order.each("/refunds").stream().anyMatch(ShopifyReturns::forMoney);
        return new ShopifyReturns(told, told && !paid, pieces);
    }

    /** How many pieces of a line are in the order before returns; empty when that is not told. */
    Optional<String> before(Tree line) {
        Optional<BigDecimal> bought = number(line, "/quantity");
        Optional<BigDecimal> left = number(line, "/current_quantity");
        if (left.isEmpty() || left.equals(bought)) {
            return bought.map(ShopifyReturns::plain);
        }
        String id = ShopifyText.id(line, "/id").orElse("");
        return told
                ? left.map(now -> plain(now.add(pieces.getOrDefault(id, BigDecimal.ZERO))))
                : Optional.empty();
    }

    private static boolean forMoney(Tree refund) {
        return refund.each("/transactions").stream()
                .anyMatch(
                        paid -> ShopifyText.at(paid, "/kind").filter("refund"::equals).isPresent());
    }

    private static Optional<BigDecimal> number(Tree tree, String pointer) {
        return tree.find(pointer).flatMap(ShopifyMoney::computable);
    }

    private static String plain(BigDecimal pieces) {
        return pieces.signum() == 0 ? "0" : pieces.stripTrailingZeros().toPlainString();
    }
}
