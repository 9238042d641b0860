// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.SchemaCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Region names of the rule language and the countries they stand for. */
final class Regions {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Map<String, Set<String>> GROUPS = groups();

    private Regions() {}

    /** The countries of a group, the country itself, or nothing when the name is unknown. */
    static Set<String> countries(String name) {
        return GROUPS.getOrDefault(name, isCountry(name) ? Set.of(name) : Set.of());
    }

    static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    /** What follows a complaint about an unknown name. */
    static String advice(String written) {
        String known =
                "Known: "
                        + String.join(", ", GROUPS.keySet())
                        + " and ISO 3166-1 alpha-2 codes such as DE.";
        return known + Names.didYouMean(nearest(written.toUpperCase(Locale.ROOT)));
    }

    /** Two-letter codes are all close to each other, so a country is only offered in upper case. */
    private static String nearest(String written) {
        if (written.equals("EU")) {
            return "EEA";
        }
        return isCountry(written)
                ? written
                : SchemaCheck.nearest(written, List.copyOf(GROUPS.keySet())).orElse("");
    }

    private static Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        // The 27 of the EU, Iceland, Liechtenstein, Norway, and the territories that have their own
        // code but the Union's law: Åland (AX) and the French outermost regions (GF to YT).
        groups.put(
                "EEA",
                Set.of(
                        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR",
                        "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK",
                        "SI", "ES", "SE", "IS", "LI", "NO", "AX", "GF", "GP", "MF", "MQ", "RE",
                        "YT"));
        groups.put("UK", Set.of("GB"));
        groups.put("CH", Set.of("CH"));
        groups.put("US", Set.of("US"));
        return groups;
    }
}
