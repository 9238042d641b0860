// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Computes with amounts, which come as text, only where that is harmless. */
final class WooMoney {
    private static final Pattern COMPUTABLE =
            Pattern.compile("-?(?=[0-9.]{1,21}$)[0-9]{1,20}(?:\\.[0-9]{1,19})?");

    private WooMoney() {}

    /**
     * A plain decimal of at most 20 digits. The shape is checked on the text, because arithmetic on
     * 1e9999999 takes seconds.
     */
    static Optional<BigDecimal> number(Tree tree, String pointer) {
        return WooText.at(tree, pointer).flatMap(WooMoney::computable);
    }

    /** The number a text stands for, when one can compute with it. */
    static Optional<BigDecimal> computable(String text) {
        return Optional.of(text)
                .filter(decimal -> COMPUTABLE.matcher(decimal).matches())
                .map(BigDecimal::new);
    }

    /** The sum over the trees, unless one lacks the amount or holds one that is not computable. */
    static Optional<BigDecimal> sum(List<Tree> trees, String pointer) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Tree tree : trees) {
            Optional<BigDecimal> number = number(tree, pointer);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(number.get());
        }
        return Optional.of(sum);
    }

    /** The share of one piece, to the decimals the total has. */
    static BigDecimal each(BigDecimal total, BigDecimal pieces) {
        return total.divide(pieces, total.scale(), RoundingMode.HALF_UP);
    }
}
