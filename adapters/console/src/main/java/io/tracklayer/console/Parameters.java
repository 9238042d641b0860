// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CollisionFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageFilter;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.spi.EventName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The query parameters of one request, checked as they are read. An empty one is no filter. */
final class Parameters {
    private static final int LONGEST = 500;
    private static final int MOST_ROWS = 500;
    static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Map<String, List<String>> query;

    Parameters(Map<String, List<String>> query) {
        this.query = query;
    }

    /** Refuses names that would be silently ignored: a misspelt filter would show everything. */
    Parameters only(String... known) {
        TreeSet<String> unknown = new TreeSet<>(query.keySet());
        unknown.removeAll(List.of(known));
        if (!unknown.isEmpty()) {
            throw new BadParameterException(
                    "unknown parameter \""
                            + unknown.first()
                            + "\". "
                            + (known.length == 0
                                    ? "This path takes none."
                                    : "Known: " + String.join(", ", known) + "."));
        }
        return this;
    }

    String text(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new BadParameterException("parameter \"" + name + "\" stands twice");
        }
        String value = values.isEmpty() || values.get(0) == null ? "" : values.get(0).strip();
        if (value.length() > LONGEST) {
            throw new BadParameterException(
                    "parameter \"" + name + "\" is longer than " + LONGEST + " characters");
        }
        return value;
    }

    String eventName() {
        String wire = text("event");
        if (!wire.isEmpty() && EventName.find(wire).isEmpty()) {
            throw new BadParameterException(
                    "parameter \"event\" names no event. Known: "
                            + Arrays.stream(EventName.values())
                                    .map(EventName::wire)
                                    .collect(Collectors.joining(", ")));
        }
        return wire;
    }

    int limit(int usual) {
        String text = text("limit");
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("\\d{1,4}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > MOST_ROWS) {
            throw new BadParameterException(
                    "parameter \"limit\" must be a whole number from 1 to " + MOST_ROWS);
        }
        return Integer.parseInt(text);
    }

    long beforeNumber() {
        String text = text("before");
        if (text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new BadParameterException(
                    "parameter \"before\" must be the number that \"next\" of the previous page gave");
        }
        return Long.parseLong(text);
    }

    /** The time before which attempts are wanted; far in the future when it is not given. */
    Instant beforeTime(Instant now) {
        String text = text("before");
        if (text.isEmpty()) {
            return now.plusSeconds(86_400);
        }
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || time.isAfter(now.plusSeconds(31_536_000))) {
                throw new BadParameterException(
                        "parameter \"before\" is not a time anything was sent at");
            }
            return time;
        } catch (DateTimeParseException notATime) {
            throw new BadParameterException(
                    "parameter \"before\" must be a time like 2026-01-31T12:00:00Z");
        }
    }

    /** The day before which coverage is wanted; far in the future when it is not given. */
    LocalDate beforeDay() {
        String text = text("before");
        if (text.isEmpty()) {
            return LAST_DAY;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw new BadParameterException(
                    "parameter \"before\" must be a day like 2026-01-31, as \"next\" of the previous page gave");
        }
    }

    EventFilter events() {
        return new EventFilter(eventName(), text("merchant"), text("store"), text("source"));
    }

    ObservationFilter requests() {
        return new ObservationFilter(
                oneOf("verdict", wires(Verdict.values())), text("merchant"), text("source"));
    }

    CollisionFilter collisions() {
        return new CollisionFilter(
                oneOf("kind", wires(CollisionRow.Kind.values())), text("merchant"), text("store"));
    }

    CoverageFilter coverage() {
        return new CoverageFilter(eventName(), text("merchant"), text("store"));
    }

    DeliveryFilter deliveries(Instant now) {
        String status = oneOf("status", wires(DeliveryStatus.values()));
        return new DeliveryFilter(
                status.isEmpty() ? null : DeliveryStatus.of(status),
                text("destination"),
                text("merchant"),
                text("reason"),
                eventName(),
                text("store"),
                text("order_id"),
                text("event_id"),
                time("since", now),
                time("until", now));
    }

    /** Status: a number, a class such as 4xx, or none. */
    AttemptFilter attempts(Instant now) {
        String status = text("status").toLowerCase(Locale.ROOT);
        if (!status.matches("|none|[1-5]xx|[1-5]\\d\\d")) {
            throw new BadParameterException(
                    "parameter \"status\" must be an HTTP status such as 429, a class such as 4xx,"
                            + " or none for requests without an answer");
        }
        return new AttemptFilter(
                text("destination"),
                text("outcome"),
                text("text"),
                status,
                text("code"),
                number("event"),
                time("since", now),
                time("until", now));
    }

    private long number(String name) {
        String text = text(name);
        if (!text.matches("\\d{0,18}")) {
            throw new BadParameterException("parameter \"" + name + "\" must be a number");
        }
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** A moment in UTC, a day, or as long ago as it says; null when it is not given. */
    private Instant time(String name, Instant now) {
        String text = text(name).replace(' ', 'T');
        try {
            if (text.isEmpty()) {
                return null;
            }
            if (text.matches("\\d{1,5}[smhd]")) {
                return now.minus(ago(text));
            }
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notATime) {
            throw new BadParameterException(
                    "parameter \""
                            + name
                            + "\" must be a time in UTC like 2026-01-31 12:00, a day, or as long ago"
                            + " as 30m, 24h or 7d");
        }
    }

    private static Duration ago(String text) {
        long n = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(n);
            case 'm' -> Duration.ofMinutes(n);
            case 'h' -> Duration.ofHours(n);
            default -> Duration.ofDays(n);
        };
    }

    String oneOf(String name, List<String> known) {
        String value = text(name);
        if (!value.isEmpty() && !known.contains(value)) {
            throw new BadParameterException(
                    "parameter \"" + name + "\" must be one of " + String.join(", ", known));
        }
        return value;
    }

    static List<String> wires(Enum<?>[] values) {
        return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }
}
