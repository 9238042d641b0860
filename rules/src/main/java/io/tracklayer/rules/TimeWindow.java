// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When an event happened, on the wall clock of a zone.
 *
 * @param from first moment, or null
 * @param until first moment after, or null
 * @param opens time of day from which on, or null
 * @param closes time of day before which, or null; before {@code opens} when it lies past midnight
 * @param days days of the week, empty for all; a window past midnight belongs to the day it opens
 */
record TimeWindow(
        LocalDateTime from,
        LocalDateTime until,
        LocalTime opens,
        LocalTime closes,
        Set<DayOfWeek> days,
        ZoneId zone) {

    TimeWindow {
        days = Set.copyOf(days);
    }

    boolean contains(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        LocalDateTime at = local.toLocalDateTime();
        if (from != null && at.isBefore(from) || until != null && !at.isBefore(until)) {
            return false;
        }
        LocalTime clock = at.toLocalTime();
        boolean past = overnight() && clock.isBefore(closes);
        DayOfWeek day = past ? at.getDayOfWeek().minus(1) : at.getDayOfWeek();
        return open(clock) && (days.isEmpty() || days.contains(day));
    }

    /** The event's time where the window is. */
    String local(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        return name(local.getDayOfWeek())
                + " "
                + local.toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
    }

    String words() {
        String dates =
                (from == null ? "" : " from " + from) + (until == null ? "" : " before " + until);
        String clock =
                (opens == null ? "" : " from " + opens)
                        + (closes == null ? "" : " before " + closes);
        String week =
                days.isEmpty()
                        ? ""
                        : " on "
                                + days.stream()
                                        .sorted()
                                        .map(TimeWindow::name)
                                        .collect(Collectors.joining(", "));
        return (dates + clock + week).strip() + " in " + zone;
    }

    static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private boolean overnight() {
        return opens != null && closes != null && closes.isBefore(opens);
    }

    private boolean open(LocalTime clock) {
        boolean after = opens == null || !clock.isBefore(opens);
        boolean before = closes == null || clock.isBefore(closes);
        return overnight() ? after || before : after && before;
    }
}
