// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            129.90,                  EUR, 129.90
            129.9,                   EUR, 129.90
            129,                     EUR, 129.00
            ' 129.90 ',              EUR, 129.90
            129.9000,                EUR, 129.90
            1.10000000000000000000,  EUR, 1.10
            0,                       EUR, 0.00
            0.00,                    EUR, 0.00
            999999999999999.99,      EUR, 999999999999999.99
            1299,                    JPY, 1299
            1299.00,                 JPY, 1299
            1.5,                     KWD, 1.500
            1.234,                   KWD, 1.234
            """)
    void aPlainDecimalHasTheFractionDigitsOfItsCurrency(String raw, String code, String expected) {
        Canonical total = Amounts.total(raw, Currency.getInstance(code));
        assertEquals(new BigDecimal(expected), total.value());
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            129.901,                 EUR, has more decimals than EUR allows (2)
            129.90000000000000001,   EUR, has more decimals than EUR allows (2)
            0.12345678901234567890,  EUR, has more decimals than EUR allows (2)
            1299.5,                  JPY, has more decimals than JPY allows (0)
            1.2345,                  KWD, has more decimals than KWD allows (3)
            -0.01,                   EUR, is negative
            -129.90,                 EUR, is negative
            """)
    void aTotalIsNeitherRoundedNorTurnedAround(String raw, String code, String problem) {
        Canonical total = Amounts.total(raw, Currency.getInstance(code));
        assertEquals(Canonical.unusable(problem), total);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12,50",
                "1,299.00",
                "1.299,00",
                "1 299",
                "1'299",
                "€129.90",
                "129.90 EUR",
                ".5",
                "5.",
                "+5",
                "--5",
                "1e3",
                "1E-2",
                "1e9999999",
                "0x10",
                "NaN",
                "Infinity",
                "١٢",
                "",
                "1.123456789012345678901",
                "1000000000000000"
            })
    void whatWouldHaveToBeGuessedIsUnusable(String raw) {
        Canonical total = Amounts.total(raw, EUR);
        assertEquals(Canonical.unusable("is not a plain decimal such as 129.90"), total);
        assertEquals(Optional.empty(), Amounts.unitPrice(raw, EUR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e9999999",
                "1e-9999999",
                "-1e2147483647",
                "1e-2147483647",
                "1e400",
                "1e21",
                "1e-21"
            })
    void anAbsurdExponentIsAnsweredWithoutArithmeticOnIt(String raw) {
        BigDecimal absurd = new BigDecimal(raw);
        Canonical total =
                assertTimeoutPreemptively(Duration.ofMillis(100), () -> Amounts.total(absurd, EUR));
        assertEquals(Canonical.unusable("is not a plain decimal such as 129.90"), total);
        assertEquals(Optional.empty(), Amounts.unitPrice(absurd, EUR));
    }

    static List<Object> numbers() {
        return List.of(
                new BigDecimal("1E+3"), new BigDecimal("1000.0"), 1000L, BigInteger.valueOf(1000));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void jsonNumbersCountLikeText(Object raw) {
        assertEquals(new BigDecimal("1000.00"), Amounts.total(raw, EUR).value());
    }

    @Test
    void valuesThatAreNoNumbersAreUnusable() {
        for (Object raw : List.of(true, List.of("5"), java.util.Map.of("amount", "5"))) {
            assertEquals(
                    Canonical.unusable("is not a plain decimal such as 129.90"),
                    Amounts.total(raw, EUR));
        }
    }

    @ParameterizedTest
    @CsvSource({"33.333, 33.33", "33.335, 33.34", "0.005, 0.01", "7, 7.00"})
    void aUnitPriceIsRoundedHalfUp(String raw, String expected) {
        assertEquals(Optional.of(new BigDecimal(expected)), Amounts.unitPrice(raw, EUR));
    }

    @Test
    void aNegativeUnitPriceIsUnusable() {
        assertEquals(Optional.empty(), Amounts.unitPrice("-1.00", EUR));
        assertEquals(Optional.of(new BigDecimal("0.00")), Amounts.unitPrice("0", EUR));
    }

    @ParameterizedTest
    @CsvSource({"EUR, EUR", "eur, EUR", "' Usd ', USD", "jpy, JPY", "kwd, KWD"})
    void aCurrencyIsKnownInAnyCase(String raw, String code) {
        assertEquals(Optional.of(Currency.getInstance(code)), Amounts.currency(raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EURO", "€", "E", "ZZZ", "XXX", "XAU", "978", "$", "EUR,USD"})
    void whatIsNoMoneyOfIso4217IsNotACurrency(String raw) {
        assertEquals(Optional.empty(), Amounts.currency(raw));
    }

    @Test
    void aNumberIsNotACurrency() {
        assertEquals(Optional.empty(), Amounts.currency(978L));
    }
}
