// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Money as sources write it. Amounts are plain decimals in major units; anything that would have to
 * be guessed (a decimal comma, thousands separators, exponents) is unusable.
 */
final class Amounts {
    // Checked on the text before any BigDecimal exists: one setScale on 1e9999999 costs seconds.
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,15}(\\.\\d{1,20})?");

    private Amounts() {}

    /**
     * An amount of a currency; unusable when negative or finer than the currency's smallest unit.
     */
    static Canonical total(Object raw, Currency currency) {
        Optional<BigDecimal> amount = plain(raw);
        if (amount.isEmpty()) {
            return Canonical.unusable("is not a plain decimal such as 129.90");
        }
        if (amount.get().signum() < 0) {
            return Canonical.unusable("is negative");
        }
        try {
            BigDecimal exact = amount.get().setScale(digits(currency), RoundingMode.UNNECESSARY);
            return Canonical.of(exact, "plain decimal");
        } catch (ArithmeticException finer) {
            return Canonical.unusable(
                    "has more decimals than " + currency + " allows (" + digits(currency) + ")");
        }
    }

    /**
     * A unit price: rounded to the currency, because dividing a line's discount rarely comes out
     * even.
     */
    static Optional<BigDecimal> unitPrice(Object raw, Currency currency) {
        return plain(raw)
                .filter(amount -> amount.signum() >= 0)
                .map(amount -> amount.setScale(digits(currency), RoundingMode.HALF_UP));
    }

    /** The currency of a code in any case, if ISO 4217 knows it. */
    static Optional<Currency> currency(Object raw) {
        try {
            return raw instanceof String code
                    ? Optional.of(Currency.getInstance(code.strip().toUpperCase(Locale.ROOT)))
                            .filter(known -> known.getDefaultFractionDigits() >= 0)
                    : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static int digits(Currency currency) {
        return currency.getDefaultFractionDigits();
    }

    private static Optional<BigDecimal> plain(Object raw) {
        if (raw instanceof BigDecimal number) {
            // precision and scale are already bounded by the JSON reader's number length
            boolean tame = Math.abs((long) number.scale()) <= 20 && number.precision() <= 36;
            return tame ? plain(number.toPlainString()) : Optional.empty();
        }
        if (raw instanceof Long || raw instanceof BigInteger) {
            return plain(raw.toString());
        }
        return raw instanceof String text && PLAIN.matcher(text.strip()).matches()
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }
}
