// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Meta's normalisation differs from the shared rules (Customer information parameters). */
final class MetaRules {
    /** What facebook/capi-param-builder makes: a hash and a token naming the library. */
    private static final Pattern BUILDER_FORM =
            Pattern.compile("[0-9a-f]{64}\\.(?:[A-Za-z0-9_-]{2}|[A-Za-z0-9_-]{8})");

    private static final Pattern COUNTRY_CODE = Pattern.compile("[a-z]{2}");
    private static final Pattern US_ZIP = Pattern.compile("\\d{5}");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<y>\\d{4})(?<s>[-/.]?)(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?<m>\\d{1,2})/(?<d>\\d{1,2})/(?<y>\\d{4})");

    static final Rule COUNTRY =
            plain -> Optional.of(Rules.lower(plain)).filter(COUNTRY_CODE.asMatchPredicate());
    static final Rule GENDER =
            plain ->
                    Optional.of(Rules.lower(plain))
                            .filter(List.of("m", "f", "male", "female")::contains)
                            .map(word -> word.substring(0, 1));
    static final Rule BIRTH_DATE = MetaRules::birthDate;

    private MetaRules() {}

    /** The value in the form Meta matches on, or empty when nothing usable is left. */
    static Optional<String> hash(Rule rule, String value) {
        return BUILDER_FORM.matcher(value).matches()
                ? Optional.of(value)
                : rule.hash(value).map(Sha256::hex);
    }

    /** States of the US and provinces of Canada as two letters, others as lower-case letters. */
    static Rule state(String country) {
        return plain -> MetaRegions.normalise(country, plain);
    }

    /** Lower case, no spaces, cut at the hyphen; in the US the first five digits. */
    static Rule postalCode(String country) {
        return plain -> {
            String compact = Rules.lower(plain).replaceAll("\\s+", "");
            int hyphen = compact.indexOf('-');
            String kept = hyphen < 0 ? compact : compact.substring(0, hyphen);
            if (!country.equals("US")) {
                return Optional.of(kept);
            }
            return Optional.of(kept.substring(0, Math.min(5, kept.length())))
                    .filter(US_ZIP.asMatchPredicate());
        };
    }

    private static Optional<String> birthDate(String plain) {
        for (Pattern form : List.of(YEAR_FIRST, MONTH_FIRST)) {
            Matcher date = form.matcher(plain);
            if (date.matches()) {
                return compactDate(date);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> compactDate(Matcher date) {
        try {
            LocalDate day =
                    LocalDate.of(
                            Integer.parseInt(date.group("y")),
                            Integer.parseInt(date.group("m")),
                            Integer.parseInt(date.group("d")));
            return Optional.of(day.toString().replace("-", ""));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
