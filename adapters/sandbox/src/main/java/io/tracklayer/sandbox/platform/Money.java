// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalInt;

/** ISO 4217 and the digits it leaves an amount. */
public final class Money {
    private Money() {}

    /** Fraction digits of the currency: EUR 2, JPY 0, KWD 3; empty if it is no currency. */
    public static OptionalInt exponent(String code) {
        if (!code.matches("[A-Z]{3}")) {
            return OptionalInt.empty();
        }
        try {
            int digits = Currency.getInstance(code).getDefaultFractionDigits();
            return digits < 0 ? OptionalInt.empty() : OptionalInt.of(digits);
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }

    public static boolean isCurrency(JsonNode code) {
        return code.isTextual() && exponent(code.textValue()).isPresent();
    }

    /** Whether the amount is finer than the currency; 130.0 JPY is not, 129.5 JPY is. */
    public static boolean tooFine(JsonNode amount, String currency) {
        OptionalInt exponent = exponent(currency);
        return amount.isNumber()
                && exponent.isPresent()
                && amount.decimalValue().stripTrailingZeros().scale() > exponent.getAsInt();
    }

    /** The amount as plain text, if it is a number of a size worth showing. */
    public static Optional<String> text(JsonNode amount) {
        if (!amount.isNumber()) {
            return Optional.empty();
        }
        BigDecimal value = amount.decimalValue();
        return Math.abs((long) value.scale()) > 30 || value.precision() > 60
                ? Optional.empty()
                : Optional.of(value.toPlainString());
    }
}
