// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Pinterest's normalisation differs from the shared rules. */
final class PinterestRules {
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern NOT_DIGIT = Pattern.compile("[^0-9]");
    private static final Pattern NOT_LETTER = Pattern.compile("[^a-z]");
    private static final Pattern COUNTRY_CODE = Pattern.compile("[a-z]{2}");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})(?<s>[-/.]?)(\\d{2})\\k<s>(\\d{2})");
    private static final int US_ZIP = 5;

    /** Trimmed and lower case, nothing else. */
    static final Rule LOWER = plain -> Optional.of(Rules.lower(plain));

    static final Rule COUNTRY =
            plain -> LOWER.normalise(plain).filter(COUNTRY_CODE.asMatchPredicate());

    static final Rule GENDER = PinterestRules::gender;

    private PinterestRules() {}

    /** Two-letter codes only; a name without a known code is dropped. */
    static Rule state(String country) {
        return plain -> PinterestRegions.code(country, plain);
    }

    /** Digits only, in the US the first five. Of a code with letters the digits say nothing. */
    static Rule postalCode(String country) {
        return plain -> {
            String digits = NOT_DIGIT.matcher(plain).replaceAll("");
            if (LETTER.matcher(plain).find()) {
                return Optional.empty();
            }
            if (!country.equals("US")) {
                return Optional.of(digits);
            }
            return digits.length() < US_ZIP
                    ? Optional.empty()
                    : Optional.of(digits.substring(0, US_ZIP));
        };
    }

    /** Year, month, day; with dashes between them or without. */
    static Rule birthDate(boolean dashed) {
        return plain ->
                date(plain).map(day -> dashed ? day.toString() : day.toString().replace("-", ""));
    }

    private static Optional<LocalDate> date(String plain) {
        Matcher date = YEAR_FIRST.matcher(plain);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(date.group(1)),
                            Integer.parseInt(date.group(3)),
                            Integer.parseInt(date.group(4))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<String> gender(String plain) {
        return switch (NOT_LETTER.matcher(Rules.lower(plain)).replaceAll("")) {
            case "f", "female" -> Optional.of("f");
            case "m", "male" -> Optional.of("m");
            case "n", "nonbinary" -> Optional.of("n");
            default -> Optional.empty();
        };
    }
}
