// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where Snapchat's normalisation differs from the shared rules (Parameters: user_data). */
final class SnapchatRules {
    private static final Pattern COUNTRY_CODE = Pattern.compile("[a-z]{2}");
    private static final Pattern US_ZIP = Pattern.compile("\\d{5}");

    static final Rule COUNTRY =
            plain -> Optional.of(Rules.lower(plain)).filter(COUNTRY_CODE.asMatchPredicate());
    static final Rule GENDER =
            plain ->
                    Optional.of(Rules.lower(plain))
                            .filter(List.of("m", "f", "male", "female")::contains)
                            .map(word -> word.substring(0, 1));

    /** Trimmed and lower case; white space inside stays. */
    static final Rule CUSTOMER_KEY = plain -> Optional.of(Rules.lower(plain));

    static final Rule BIRTH_DATE = SnapchatRules::birthDate;

    private SnapchatRules() {}

    static Rule state(String country) {
        return plain -> SnapchatStates.normalise(country, plain);
    }

    /** Lower case, no spaces; in the US the first five digits. */
    static Rule postalCode(String country) {
        return plain -> {
            Optional<String> compact = Rules.COMPACT_LOWER.normalise(plain);
            return country.equals("US")
                    ? compact.map(code -> code.substring(0, Math.min(5, code.length())))
                            .filter(US_ZIP.asMatchPredicate())
                    : compact;
        };
    }

    /** YYYYMMDD; the host keeps dates as YYYY-MM-DD. */
    private static Optional<String> birthDate(String plain) {
        try {
            return Optional.of(LocalDate.parse(plain).toString().replace("-", ""));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
