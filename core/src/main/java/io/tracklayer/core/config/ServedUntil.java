// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of an API version, as a descriptor names it after the version: {@code ends about
 * 2027-09-15}, {@code served until about 2028-07}, {@code served until February 2028}.
 */
public final class ServedUntil {
    private static final Set<String> VERSIONS = Set.of("api-version", "revision");
    private static final Pattern END =
            Pattern.compile(
                    "(?:until|ends|expires)(?: about| on)? (\\d{4}-\\d{2}(?:-\\d{2})?|[A-Z][a-z]+ \\d{4})");
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    private ServedUntil() {}

    /**
     * The version a setting names in the place of the plugin's own, of which nobody here knows how
     * long it is served.
     */
    public static Optional<String> chosen(DestinationConfig known) {
        if (known.destination() == null || known.settings() == null) {
            return Optional.empty();
        }
        return known.destination().descriptor().settings().stream()
                .filter(setting -> VERSIONS.contains(setting.name()))
                .flatMap(
                        setting ->
                                known
                                        .settings()
                                        .find(setting.name())
                                        .filter(value -> !value.equals(setting.defaultValue()))
                                        .map(value -> setting.name() + " " + value)
                                        .stream())
                .findFirst();
    }

    /** The first day on which it may no longer be served; empty when none is named. */
    public static Optional<LocalDate> of(String version) {
        Matcher end = END.matcher(version);
        if (!end.find()) {
            return Optional.empty();
        }
        String text = end.group(1);
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return Optional.of(LocalDate.parse(text));
        }
        YearMonth month =
                text.matches("\\d{4}-\\d{2}")
                        ? YearMonth.parse(text)
                        : YearMonth.parse(text, MONTH);
        return Optional.of(month.atDay(1));
    }
}
