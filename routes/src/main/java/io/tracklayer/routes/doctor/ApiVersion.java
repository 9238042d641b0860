// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import io.tracklayer.core.config.DestinationConfig;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a platform goes on serving the version of its API that is spoken. */
final class ApiVersion {
    private static final int NOTICE_DAYS = 60;
    private static final Pattern END =
            Pattern.compile(
                    "(?:until|ends|expires)(?: about| on)? (\\d{4}-\\d{2}(?:-\\d{2})?|[A-Z][a-z]+ \\d{4})");
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    private ApiVersion() {}

    /** Nothing when the descriptor names no end. */
    static Optional<Check> check(DestinationConfig known, LocalDate today) {
        String version = known.destination().descriptor().apiVersion();
        return end(version).map(end -> check(known.id(), version, end, today));
    }

    private static Check check(String id, String version, LocalDate end, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, end);
        if (days > NOTICE_DAYS) {
            return Check.ok("api version", version, "destination " + id);
        }
        String advice =
                "install a version of TrackLayer, or of the plugin, that speaks a newer one";
        return days < 0
                ? Check.fail(
                        "api version", version + ": that time is over", "destination " + id, advice)
                : Check.warn(
                        "api version",
                        version + ": " + days + " days left",
                        "destination " + id,
                        advice);
    }

    /** The first day on which it may no longer be served. */
    static Optional<LocalDate> end(String version) {
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
