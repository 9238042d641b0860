// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where Google's normalisation differs from the shared rules (Data Manager API: Formatting). */
final class GoogleAdsRules {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern TITLE = Pattern.compile("^(?:mrs|mr|ms|dr)\\.(?:\\s+|$)");

    /** Needs a blank or a comma before it: Harv keeps its last letter. */
    private static final Pattern SUFFIX =
            Pattern.compile(
                    "(?:\\s*,\\s*|\\s+)(?:jr\\.|sr\\.|2nd|3rd|ii|iii|iv|v|vi|cpa|dc|dds|vm|jd|md"
                            + "|phd)$");

    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2}");
    private static final Pattern US_ZIP = Pattern.compile("\\d{5}(?:-\\d{4})?");

    /** Without any white space; tags and dots of Google addresses removed. */
    static final Rule EMAIL =
            plain ->
                    Rules.EMAIL_GOOGLE_UNTAGGED
                            .normalise(BLANKS.matcher(plain).replaceAll(""))
                            .filter(mail -> !mail.startsWith("@"));

    static final Rule GIVEN_NAME =
            plain -> Optional.of(TITLE.matcher(Rules.lower(plain)).replaceFirst("").strip());

    static final Rule FAMILY_NAME = plain -> Optional.of(withoutSuffixes(Rules.lower(plain)));

    static final Rule COUNTRY =
            plain ->
                    Optional.of(plain.strip().toUpperCase(Locale.ROOT))
                            .filter(COUNTRY_CODE.asMatchPredicate());

    private GoogleAdsRules() {}

    /** As given; in the US five digits, or five and four. */
    static Rule postalCode(String country) {
        return plain ->
                Optional.of(plain.strip())
                        .filter(code -> !country.equals("US") || US_ZIP.matcher(code).matches());
    }

    private static String withoutSuffixes(String name) {
        String shorter = SUFFIX.matcher(name).replaceFirst("");
        return shorter.equals(name) ? name : withoutSuffixes(shorter);
    }
}
