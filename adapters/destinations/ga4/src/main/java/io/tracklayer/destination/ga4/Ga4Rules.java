// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Normalisation only GA4 asks for ("Send user-provided data with User-ID", November 2026): blanks
 * inside a name or street stay.
 */
final class Ga4Rules {
    private static final Pattern NOT_LETTER_OR_BLANK = Pattern.compile("[^\\p{L}\\p{M}\\s]");
    private static final Pattern SYMBOL = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\s]");
    private static final Pattern TWO_LETTERS = Pattern.compile("[A-Z]{2}");
    private static final Pattern POSTAL_NOISE = Pattern.compile("[.~]");

    /** First and last name, city, region: digits and symbols removed. */
    static final Rule NAME = plain -> without(NOT_LETTER_OR_BLANK, Rules.lower(plain));

    /** Street: symbols removed. */
    static final Rule STREET = plain -> without(SYMBOL, Rules.lower(plain));

    /** Postal code: full stops and tildes removed, letters kept as they are. */
    static final Rule POSTAL_CODE = plain -> without(POSTAL_NOISE, plain);

    /** Country: two letters. */
    static final Rule COUNTRY = plain -> Optional.of(plain).filter(TWO_LETTERS.asMatchPredicate());

    private Ga4Rules() {}

    private static Optional<String> without(Pattern unwanted, String text) {
        return Optional.of(unwanted.matcher(text).replaceAll("").strip());
    }
}
