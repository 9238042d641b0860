// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Texts, numbers and flags as text, so that 1 and "1" are the same. */
final class Scalars {
    private static final int MOST_DECIMALS = 100;

    private Scalars() {}

    /** Empty for anything else, and for numbers that would be endless when written out. */
    static Optional<String> text(Object raw) {
        if (raw instanceof BigDecimal number) {
            return Math.abs((long) number.scale()) <= MOST_DECIMALS
                    ? Optional.of(number.toPlainString())
                    : Optional.empty();
        }
        boolean scalar =
                raw instanceof String
                        || raw instanceof Boolean
                        || raw instanceof Long
                        || raw instanceof BigInteger;
        return scalar ? Optional.of(raw.toString()) : Optional.empty();
    }

    /** Whether there is something: blank text is nothing. */
    static boolean exists(Object raw) {
        return raw instanceof String text ? !text.isBlank() : raw != null;
    }
}
