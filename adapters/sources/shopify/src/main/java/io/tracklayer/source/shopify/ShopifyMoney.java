// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads amounts in one currency, so that no event mixes two. A plain amount such as {@code price}
 * is always in the shop's currency; {@code price_set} holds it in the shop's and in the buyer's.
 * Amounts are handed over as they stand and computed with only where that is harmless.
 *
 * @param currency the currency of every amount of the event; empty when the body names none
 * @param plain whether that is the shop's currency
 */
record ShopifyMoney(String currency, boolean plain) {
    private static final Pattern COMPUTABLE =
            Pattern.compile("-?(?=[0-9.]{1,21}$)[0-9]{1,20}(?:\\.[0-9]{1,19})?");

    private static final List<String> SIDES = List.of("/shop_money", "/presentment_money");

    /** Buyer's money needs the total in both currencies; without it all is the shop's money. */
    static ShopifyMoney ofOrder(Tree order, boolean presentment) {
        Optional<String> buyers =
                ShopifyText.at(order, "/total_price_set/presentment_money/amount")
                        .filter(total -> presentment)
                        .flatMap(total -> currency(order, "/total_price_set/presentment_money"));
        String shops =
                ShopifyText.at(order, "/currency")
                        .or(() -> currency(order, "/total_price_set/shop_money"))
                        .orElse("");
        return new ShopifyMoney(buyers.orElse(shops), buyers.orElse(shops).equals(shops));
    }

    /** A cart names no currency of its own: its lines do, and without that the store's counts. */
    static ShopifyMoney ofCart(Tree cart, boolean presentment) {
        Tree price = cart.at("/line_items/0/price_set");
        String side = presentment ? SIDES.get(1) : SIDES.get(0);
        return currency(price, side)
                .or(() -> currency(price, SIDES.get(0)))
                .map(named -> new ShopifyMoney(named, false))
                .orElseGet(() -> new ShopifyMoney("", true));
    }

    /** The amount called {@code name}, with where it stood. */
    Optional<Tree> find(Tree tree, String name) {
        if (plain && ShopifyText.at(tree, "/" + name).isPresent()) {
            return Optional.of(tree.at("/" + name));
        }
        return SIDES.stream()
                .map(side -> tree.at("/" + name + "_set" + side))
                .filter(
                        side ->
                                ShopifyText.at(side, "/currency_code")
                                        .filter(currency::equals)
                                        .isPresent())
                .map(side -> side.at("/amount"))
                .filter(amount -> amount.node() != null)
                .findFirst();
    }

    void readCurrency(Builder builder, Tree order) {
        if (plain) {
            ShopifyText.read(builder, EventField.CURRENCY, order, "/currency");
            ShopifyText.read(
                    builder,
                    EventField.CURRENCY,
                    order,
                    "/total_price_set/shop_money/currency_code");
        } else {
            ShopifyText.read(
                    builder,
                    EventField.CURRENCY,
                    order,
                    "/total_price_set/presentment_money/currency_code");
        }
    }

    void read(Builder builder, EventField field, Tree tree, String name) {
        find(tree, name).ifPresent(amount -> builder.read(field, amount.node(), amount.origin()));
    }

    /** The amount called {@code name}, when one can compute with it. */
    Optional<BigDecimal> number(Tree tree, String name) {
        return find(tree, name).flatMap(amount -> computable(amount.node()));
    }

    /** The sum over the trees, unless one lacks the amount or holds one that is not computable. */
    Optional<BigDecimal> sum(List<Tree> trees, String name) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Tree tree : trees) {
            Optional<BigDecimal> number = number(tree, name);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(number.get());
        }
        return Optional.of(sum);
    }

    /**
     * A plain decimal of at most 20 digits. The shape is checked on the text, because arithmetic on
     * 1e9999999 takes seconds.
     */
    static Optional<BigDecimal> computable(Object raw) {
        return ShopifyText.of(raw)
                .filter(text -> COMPUTABLE.matcher(text).matches())
                .map(BigDecimal::new);
    }

    /** The share of one piece, to the given number of decimals. */
    static BigDecimal each(BigDecimal total, BigDecimal quantity, int decimals) {
        return total.divide(quantity, decimals, RoundingMode.HALF_UP);
    }

    private static Optional<String> currency(Tree order, String side) {
        return ShopifyText.at(order, side + "/currency_code");
    }
}
