// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.SchemaCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Region names of the rule language and the countries they stand for. */
final class Regions {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Map<String, Set<String>> GROUPS = groups();
    private static final Pattern SUBDIVISION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");
    private static final Set<String> STATES =
            Set.of(
                    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL",
                    "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT",
                    "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI",
                    "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "AS",
                    "GU", "MP", "PR", "UM", "VI");

    private Regions() {}

    /** The countries of a group, the country itself, or nothing when the name is unknown. */
    static Set<String> countries(String name) {
        return GROUPS.getOrDefault(name, isCountry(name) ? Set.of(name) : Set.of());
    }

    /** Countries, or one subdivision such as US-CA; empty when the name is unknown. */
    static Set<String> places(String name) {
        return isSubdivision(name) ? Set.of(name) : countries(name);
    }

    /** Whether it is an ISO 3166-2 code by its form; those of the United States by name. */
    static boolean isSubdivision(String code) {
        if (!SUBDIVISION.matcher(code).matches() || !isCountry(code.substring(0, 2))) {
            return false;
        }
        return !code.startsWith("US-") || STATES.contains(code.substring(3));
    }

    /** Places with the names of groups that are in them as a whole. */
    static String words(Set<String> places) {
        Set<String> left = new TreeSet<>(places);
        List<String> words = new ArrayList<>();
        GROUPS.forEach(
                (group, countries) -> {
                    if (countries.size() > 1 && left.containsAll(countries)) {
                        left.removeAll(countries);
                        words.add(group);
                    }
                });
        words.addAll(left);
        return String.join(", ", words);
    }

    static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    /** What follows a complaint about an unknown name. */
    static String advice(String written) {
        String known =
                "Known: "
                        + String.join(", ", GROUPS.keySet())
                        + ", ISO 3166-1 alpha-2 codes such as DE, and ISO 3166-2 codes such as US-CA.";
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
