// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A monthly version of the API.
 *
 * @param number year and month, e.g. 202609
 */
record LinkedInVersion(long number) {
    /** The newest one these requests were checked against. */
    static final LinkedInVersion DEFAULT = new LinkedInVersion(202609);

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final int MONTHS_ALIVE = 12;
    private static final int MIDDLE_OF_MONTH = 15;
    private static final int NOTICE_DAYS = 45;

    static LinkedInVersion of(Settings settings) {
        return new LinkedInVersion(settings.number(LinkedInSettings.API_VERSION));
    }

    boolean takesLeadAlone() {
        return number >= 202605;
    }

    boolean takesPlainAddress() {
        return number >= 202605;
    }

    boolean takesHashedAddress() {
        return number >= 202607;
    }

    boolean takesHashedNames() {
        return number >= 202609;
    }

    /** About when LinkedIn switches it off, empty when the number is no month. */
    Optional<LocalDate> sunset() {
        try {
            YearMonth month = YearMonth.parse(Long.toString(number), MONTH);
            return Optional.of(month.plusMonths(MONTHS_ALIVE).atDay(MIDDLE_OF_MONTH));
        } catch (DateTimeException noMonth) {
            return Optional.empty();
        }
    }

    /** What to say about a version that LinkedIn soon switches off. */
    Optional<String> warning(Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return sunset().filter(end -> !today.isBefore(end.minusDays(NOTICE_DAYS)))
                .map(
                        end ->
                                "LinkedIn switches off api-version "
                                        + this
                                        + ": set a newer one, or all events will wait");
    }

    /** The number with its end, e.g. {@code 202609 (ends about 2027-09-15)}. */
    @Override
    public String toString() {
        return number + sunset().map(day -> " (ends about " + day + ")").orElse("");
    }
}
