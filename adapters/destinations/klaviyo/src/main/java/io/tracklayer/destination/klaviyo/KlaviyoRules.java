// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where Klaviyo's fields differ from the shared rules. Everything is sent unhashed. */
final class KlaviyoRules {
    private static final int LONGEST_KEY = 255;
    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9]\\d{2}[2-9]\\d{6}");
    private static final Set<String> COUNTRIES =
            Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    /** E.164; one wrong number has Klaviyo refuse the event, so obvious ones are caught here. */
    static final Rule PHONE =
            plain ->
                    Rules.PHONE_PLUS
                            .normalise(plain)
                            .filter(
                                    phone ->
                                            !phone.startsWith("+1")
                                                    || NORTH_AMERICAN.matcher(phone).matches());

    static final Rule CUSTOMER_KEY =
            plain -> Optional.of(plain).filter(key -> key.length() <= LONGEST_KEY);

    /** Klaviyo keeps countries by their English name. */
    static final Rule COUNTRY =
            plain ->
                    Optional.of(plain.toUpperCase(Locale.ROOT))
                            .filter(COUNTRIES::contains)
                            .map(code -> new Locale.Builder().setRegion(code).build())
                            .map(region -> region.getDisplayCountry(Locale.ENGLISH));

    /** BCP 47. */
    static final Rule LANGUAGE_TAG =
            plain ->
                    Optional.of(Locale.forLanguageTag(plain.replace('_', '-')).toLanguageTag())
                            .filter(tag -> !tag.startsWith("und"));

    private KlaviyoRules() {}
}
