// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.PlatformRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** LinkedIn's words without the personal data it repeats. */
final class LinkedInText {
    private static final int LONGEST = 300;
    private static final int READ = 4 * LONGEST;
    private static final String MASK = "(removed)";
    private static final Set<String> NOT_PERSONAL = Set.of("idType", "countryCode");
    private static final Pattern PERSONAL =
            Pattern.compile(
                    "(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])"
                            + "|[^\\s\"'<>@]{1,64}@[^\\s\"'<>@,;]{1,190}"
                            + "|\\d{1,3}(?:\\.\\d{1,3}){3}"
                            + "|(?:[0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F:]{0,20}");

    /** Longest first: what holds a shorter one must go as a whole. */
    private final Set<String> values =
            new TreeSet<>(
                    Comparator.comparingInt(String::length)
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()));

    /** Masks what these records say of their persons. */
    LinkedInText(List<PlatformRecord> records) {
        records.forEach(sent -> collect(sent.body().get("user")));
    }

    /** The text, fit to be shown, or a sentence when there is none. */
    String shown(String text, String otherwise) {
        String cut = text.substring(0, Math.min(READ, text.length())).strip();
        if (cut.isEmpty()) {
            return otherwise;
        }
        for (String value : values) {
            cut = without(value, cut);
        }
        String plain = PERSONAL.matcher(cut).replaceAll(MASK).replaceAll("\\s*\\n\\s*", "; ");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }

    /** Whole words only: a name may be a part of LinkedIn's own words. */
    private static String without(String value, String text) {
        if (!text.contains(value)) {
            return text;
        }
        String word = "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])";
        return text.replaceAll(word, MASK);
    }

    private void collect(Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> {
                        if (!NOT_PERSONAL.contains(name)) {
                            collect(value);
                        }
                    });
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collect(value));
        } else if (node instanceof String text) {
            values.add(text);
        }
    }
}
