// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.SchemaCheck;
import io.tracklayer.spi.Tree;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code time}: dates or times of day, days of the week and their zone. */
final class TimeReader {
    private final RuleFile file;
    private final String owner;
    private final Tree time;

    TimeReader(RuleFile file, String owner, Tree time) {
        this.file = file;
        this.owner = owner;
        this.time = time;
    }

    Optional<TimeWindow> window() {
        if (time.members().isEmpty()) {
            return Optional.empty();
        }
        Temporal from = bound("/from");
        Temporal to = bound("/to");
        if (from != null && to != null && from instanceof LocalTime != to instanceof LocalTime) {
            file.problem(
                    time.at("/to"),
                    owner
                            + " mixes a date and a time of day. Write from and to both as dates, or"
                            + " both as times such as 22:00.");
            return Optional.empty();
        }
        TimeWindow window =
                new TimeWindow(
                        moment(from, false),
                        moment(to, true),
                        from instanceof LocalTime opens ? opens : null,
                        to instanceof LocalTime closes ? closes : null,
                        days(),
                        zone());
        checkOpen(window);
        return Optional.of(window);
    }

    private void checkOpen(TimeWindow window) {
        boolean never =
                window.from() != null
                        && window.until() != null
                        && !window.from().isBefore(window.until());
        boolean empty = window.opens() != null && window.opens().equals(window.closes());
        if (never || empty) {
            file.problem(
                    time.at("/to"),
                    owner + " has a time that is over before it begins. Correct from or to.");
        }
    }

    /** A date given as the end is meant as a whole day. */
    private static LocalDateTime moment(Temporal bound, boolean end) {
        if (bound instanceof LocalDate date) {
            return date.plusDays(end ? 1 : 0).atStartOfDay();
        }
        return bound instanceof LocalDateTime moment ? moment : null;
    }

    private Temporal bound(String pointer) {
        Optional<String> text = time.text(pointer);
        if (text.isEmpty()) {
            return null;
        }
        try {
            String given = text.get();
            if (given.contains("T")) {
                return LocalDateTime.parse(given);
            }
            return given.contains(":") ? LocalTime.parse(given) : LocalDate.parse(given);
        } catch (DateTimeParseException unreadable) {
            file.problem(
                    time.at(pointer),
                    owner
                            + " has the time \""
                            + text.get()
                            + "\", which cannot be read. Write a date such as 2026-11-27, a moment"
                            + " such as 2026-11-27T18:00, or a time of day such as 22:00; the"
                            + " zone stands in zone.");
            return null;
        }
    }

    private Set<DayOfWeek> days() {
        List<String> names = RuleFile.texts(time, "/days").stream().map(RuleFile::text).toList();
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> names.contains(TimeWindow.name(day)))
                .collect(Collectors.toSet());
    }

    private ZoneId zone() {
        String name = time.text("/zone").orElse("UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
            file.problem(
                    time.at("/zone"),
                    owner
                            + " names unknown time zone \""
                            + name
                            + "\". Known: names such as Europe/Berlin and UTC."
                            + Names.didYouMean(SchemaCheck.nearest(name, zones).orElse("")));
            return ZoneId.of("UTC");
        }
    }
}
