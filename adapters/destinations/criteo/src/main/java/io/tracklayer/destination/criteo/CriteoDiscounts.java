// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Spreads a discount on a whole order over its lines. Criteo knows no total: what it takes for the
 * revenue is the sum of price times quantity, which has to come out to the last cent.
 */
final class CriteoDiscounts {
    private final BigInteger target;
    private final BigDecimal sum;
    private final int digits;

    private CriteoDiscounts(BigInteger target, BigDecimal sum, int digits) {
        this.target = target;
        this.sum = sum;
        this.digits = digits;
    }

    static BigDecimal sum(List<CriteoLine> lines) {
        return lines.stream().map(CriteoLine::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Lines of the same ids and pieces that add up to the target, in proportion to their totals. A
     * line whose share cannot be divided by its pieces becomes two.
     *
     * @param target below the sum of the lines, not negative
     * @param digits fraction digits of the currency
     */
    static List<CriteoLine> spread(List<CriteoLine> lines, BigDecimal target, int digits) {
        int scale = Math.max(digits, target.stripTrailingZeros().scale());
        return new CriteoDiscounts(target.setScale(scale).unscaledValue(), sum(lines), scale)
                .over(lines);
    }

    private List<CriteoLine> over(List<CriteoLine> lines) {
        List<CriteoLine> spread = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (CriteoLine line : lines) {
            BigDecimal after = before.add(line.total());
            // Differences of rounded running totals add up to the target exactly.
            divide(line, share(after).subtract(share(before)), spread);
            before = after;
        }
        return spread;
    }

    private BigInteger share(BigDecimal runningTotal) {
        return runningTotal
                .multiply(new BigDecimal(target))
                .divideToIntegralValue(sum)
                .toBigInteger();
    }

    private void divide(CriteoLine line, BigInteger share, List<CriteoLine> into) {
        BigInteger[] each = share.divideAndRemainder(BigInteger.valueOf(line.quantity()));
        long dearer = each[1].longValueExact();
        into.add(priced(line, each[0], line.quantity() - dearer));
        if (dearer > 0) {
            into.add(priced(line, each[0].add(BigInteger.ONE), dearer));
        }
    }

    private CriteoLine priced(CriteoLine line, BigInteger price, long quantity) {
        return new CriteoLine(line.id(), new BigDecimal(price, digits), quantity);
    }
}
