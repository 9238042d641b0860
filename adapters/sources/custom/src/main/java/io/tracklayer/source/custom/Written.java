// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Amounts, times and flags as senders write them, in the form the host takes. What cannot be read
 * is handed on as it is: the host says what is wrong with it.
 */
final class Written {
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,18}(\\.\\d{1,20})?");
    private static final Pattern POINT = grouped("[,' \u00a0]", "[.]");
    private static final Pattern COMMA = grouped("[.' \u00a0]", ",");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Map<String, Boolean> FLAGS =
            Map.of(
                    "true", true, "yes", true, "1", true, "on", true, "false", false, "no", false,
                    "0", false, "off", false);

    private Written() {}

    /**
     * An amount in major units.
     *
     * @param currency code the amount is in; asked for amounts in minor units only
     */
    static Object amount(Found found, Optional<String> currency) {
        Optional<BigDecimal> number = found.text().flatMap(text -> number(text, found.shape()));
        boolean asItIs =
                found.shape().unit() == Shape.Unit.MAJOR
                        && found.shape().decimal() == Shape.Decimal.PLAIN;
        if (number.isEmpty() || asItIs) {
            return found.raw();
        }
        return number.get().movePointLeft(digits(found.shape().unit(), currency)).toPlainString();
    }

    private static int digits(Shape.Unit unit, Optional<String> currency) {
        return switch (unit) {
            case MAJOR -> 0;
            case HUNDREDTHS -> 2;
            case MINOR ->
                    currency.flatMap(Written::currency)
                            .map(Currency::getDefaultFractionDigits)
                            .orElseThrow(
                                    () ->
                                            new UnusableMessageException(
                                                    "unknown_currency",
                                                    "The message has an amount in minor units, but no currency that ISO 4217 knows, so nobody can say what it is worth. Map \"currency\", or write \"unit: hundredths\"."));
        };
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code.strip().toUpperCase(Locale.ROOT)))
                    .filter(known -> known.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(String text, Shape shape) {
        Pattern form =
                switch (shape.decimal()) {
                    case PLAIN -> PLAIN;
                    case POINT -> POINT;
                    case COMMA -> COMMA;
                };
        if (text.length() > 40 || !form.matcher(text).matches()) {
            return Optional.empty();
        }
        String plain =
                switch (shape.decimal()) {
                    case PLAIN -> text;
                    case POINT -> text.replaceAll("[,' \u00a0]", "");
                    case COMMA -> text.replaceAll("[.' \u00a0]", "").replace(',', '.');
                };
        return Optional.of(new BigDecimal(plain));
    }

    /** A time: an instant when the mapping says how it is written, else as it is. */
    static Object time(Found found) {
        Optional<String> text = found.text();
        Shape shape = found.shape();
        if (text.isEmpty()) {
            return found.raw();
        }
        try {
            if (shape.format() != null) {
                return formatted(text.get(), shape).toString();
            }
            return local(text.get(), shape).<Object>map(Instant::toString).orElse(found.raw());
        } catch (DateTimeException unreadable) {
            return found.raw();
        }
    }

    private static Instant formatted(String text, Shape shape) {
        TemporalAccessor parsed =
                shape.format()
                        .parseBest(
                                text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        ZoneId zone = shape.zoneOrUtc();
        return parsed instanceof LocalDateTime time
                ? time.atZone(zone).toInstant()
                : ((LocalDate) parsed).atStartOfDay(zone).toInstant();
    }

    /** ISO 8601 without an offset; anything else is for the host to read. */
    private static Optional<Instant> local(String text, Shape shape) {
        if (DATE.matcher(text).matches()) {
            return Optional.of(LocalDate.parse(text).atStartOfDay(shape.zoneOrUtc()).toInstant());
        }
        boolean dateAndTime = text.matches("\\d{4}-\\d{2}-\\d{2}[T ][0-9:.]{5,18}");
        return shape.zone() == null || !dateAndTime
                ? Optional.empty()
                : Optional.of(
                        LocalDateTime.parse(text.replace(' ', 'T'))
                                .atZone(shape.zone())
                                .toInstant());
    }

    /** True and false in their usual spellings. */
    static Object flag(Found found) {
        Optional<Boolean> known =
                found.text().map(text -> FLAGS.get(text.toLowerCase(Locale.ROOT)));
        return known.<Object>map(flag -> flag).orElse(found.raw());
    }

    private static Pattern grouped(String thousands, String decimal) {
        return Pattern.compile(
                "-?(\\d{1,3}(" + thousands + "\\d{3}){1,5}|\\d{1,18})(" + decimal + "\\d{1,20})?");
    }
}
