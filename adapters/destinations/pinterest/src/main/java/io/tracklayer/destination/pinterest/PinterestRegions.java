// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.States;
import java.util.Optional;
import java.util.regex.Pattern;

/** Two-letter codes of states and provinces, by code or by name. */
final class PinterestRegions {
    private static final Pattern TWO_LETTERS = Pattern.compile("[a-z]{2}");

    private PinterestRegions() {}

    /**
     * The code in lower case; empty when there is none.
     *
     * @param country two letters, upper case, or empty when not known
     */
    static Optional<String> code(String country, String state) {
        Optional<String> known = States.code(country, state);
        return States.haveCodes(country) ? known : known.or(() -> twoLetters(country, state));
    }

    /** ISO 3166-2 writes DE-BY. */
    private static Optional<String> twoLetters(String country, String state) {
        String prefix = country + "-";
        boolean prefixed = state.regionMatches(true, 0, prefix, 0, prefix.length());
        String bare = prefixed ? state.substring(prefix.length()) : state;
        return Rules.NAME.normalise(bare).filter(TWO_LETTERS.asMatchPredicate());
    }
}
