// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long Klaviyo serves a revision of its API: one year stable, one year deprecated. */
final class KlaviyoRevision {
    static final String DEFAULT = "2026-07-15";

    private static final int YEARS = 2;
    private static final int NOTICE_DAYS = 60;
    private static final Pattern FORM =
            Pattern.compile("(\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8]))(?:\\.\\w+)?");

    private KlaviyoRevision() {}

    /** What to say about a revision that Klaviyo soon serves no more. */
    static Optional<String> warning(String revision, Instant now) {
        Matcher form = FORM.matcher(revision.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        LocalDate end = LocalDate.parse(form.group(1)).plusYears(YEARS);
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return today.isBefore(end.minusDays(NOTICE_DAYS))
                ? Optional.empty()
                : Optional.of(
                        "Klaviyo serves revision "
                                + revision.strip()
                                + " until about "
                                + end
                                + ": update this destination");
    }
}
