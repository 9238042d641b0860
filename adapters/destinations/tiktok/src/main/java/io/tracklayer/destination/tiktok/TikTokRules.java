// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where TikTok's normalisation differs from the shared rules (Payload: user). */
final class TikTokRules {
    private static final Pattern COUNTRY_CODE = Pattern.compile("[a-z]{2}");
    private static final Pattern LANGUAGE_TAG =
            Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}");
    private static final Pattern US_ZIP = Pattern.compile("\\d{5}(\\d{4})?");

    /** Trimmed and lower case; white space within stays. */
    static final Rule LOWER = plain -> Optional.of(Rules.lower(plain));

    static final Rule COUNTRY =
            plain -> Optional.of(Rules.lower(plain)).filter(COUNTRY_CODE.asMatchPredicate());

    /** Some sources write de_DE. */
    static final Rule LOCALE =
            plain -> Optional.of(plain.replace('_', '-')).filter(LANGUAGE_TAG.asMatchPredicate());

    private TikTokRules() {}

    /**
     * Lower case, no spaces or dashes.
     *
     * @param country two letters, upper case, or empty when not known
     * @param fullZip whether a US code keeps its last four digits
     */
    static Rule postalCode(String country, boolean fullZip) {
        return plain -> {
            String compact = Rules.lower(plain).replaceAll("[\\s\\p{Pd}]+", "");
            return country.equals("US") ? usZip(compact, fullZip) : Optional.of(compact);
        };
    }

    private static Optional<String> usZip(String compact, boolean full) {
        return Optional.of(compact)
                .filter(US_ZIP.asMatchPredicate())
                .map(zip -> full ? zip : zip.substring(0, 5));
    }
}
