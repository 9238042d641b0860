// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the {@code _fbp} and {@code _fbc} cookies: {@code fb.<index>.<created ms>.<id>}
 * with an optional fifth part of facebook/capi-param-builder (May 2026). They are never invented.
 */
final class MetaCookies {
    private static final Pattern FBP = form("\\d{1,20}");
    private static final Pattern FBC = form("[^.\\s]+");
    private static final Pattern LONG_APPENDIX = Pattern.compile("[A-Za-z0-9_-]{8}");
    private static final Set<String> LANGUAGES = Set.of("AQ", "Ag", "Aw", "BA", "BQ", "Bg");

    /** Shops cut landing addresses at 255 characters; a click id that long may be a part only. */
    private static final Pattern CLICK = Pattern.compile("[A-Za-z0-9_-]{1,254}");

    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Instant latest;
    private final boolean repairTimes;
    private final List<String> warnings;

    MetaCookies(Instant now, boolean repairTimes, List<String> warnings) {
        this.latest = now.plus(SKEW);
        this.repairTimes = repairTimes;
        this.warnings = warnings;
    }

    Optional<String> fbp(Event event) {
        return event.text(EventField.FBP)
                .flatMap(value -> read(EventField.FBP, FBP, value))
                .map(Cookie::text);
    }

    /** The cookie, unless a click on another ad was seen after it was made. */
    Optional<String> fbc(Event event) {
        Optional<Cookie> clicked = event.clickId(EventField.FBCLID).flatMap(this::made);
        Optional<Cookie> kept =
                event.text(EventField.FBC).flatMap(value -> read(EventField.FBC, FBC, value));
        boolean stale =
                clicked.isPresent() && kept.filter(it -> it.precedes(clicked.get())).isPresent();
        return (stale ? clicked : kept.or(() -> clicked)).map(Cookie::text);
    }

    private Optional<Cookie> made(ClickId click) {
        return click.seen()
                .filter(seen -> !seen.isAfter(latest) && CLICK.matcher(click.value()).matches())
                .map(seen -> new Cookie("fb.1.", seen.toEpochMilli(), click.value(), ""));
    }

    private Optional<Cookie> read(EventField field, Pattern form, String value) {
        Matcher parts = form.matcher(value.strip());
        if (!parts.matches()) {
            return refuse(field, "was left out: it is not of the form fb.1.<ms>.<id>");
        }
        long created = created(field, parts.group("created"));
        if (asInstant(created).isAfter(latest)) {
            return refuse(field, "was left out: its creation time lies in the future");
        }
        return Optional.of(
                new Cookie(
                        parts.group("prefix"),
                        created,
                        parts.group("id"),
                        appendix(field, parts.group("appendix"))));
    }

    private long created(EventField field, String digits) {
        long created = Long.parseLong(digits);
        if (digits.length() > 10) {
            return created;
        }
        warn(
                field,
                repairTimes
                        ? "had its creation time in seconds; it was multiplied by 1000"
                        : "has its creation time in seconds; repair-cookie-times would mend it");
        return repairTimes ? created * 1000 : created;
    }

    private static Instant asInstant(long created) {
        boolean seconds = created < 10_000_000_000L;
        return seconds ? Instant.ofEpochSecond(created) : Instant.ofEpochMilli(created);
    }

    private String appendix(EventField field, String appendix) {
        if (appendix == null) {
            return "";
        }
        if (LANGUAGES.contains(appendix) || LONG_APPENDIX.matcher(appendix).matches()) {
            return "." + appendix;
        }
        warn(field, "lost its fifth part, which is not one of Meta's");
        return "";
    }

    private Optional<Cookie> refuse(EventField field, String why) {
        warn(field, why);
        return Optional.empty();
    }

    private void warn(EventField field, String what) {
        warnings.add(field.path() + " " + what);
    }

    private static Pattern form(String id) {
        return Pattern.compile(
                "(?<prefix>fb\\.\\d\\.)(?<created>\\d{10,13})\\.(?<id>"
                        + id
                        + ")(?:\\.(?<appendix>[^.]*))?");
    }

    private record Cookie(String prefix, long created, String id, String appendix) {
        boolean precedes(Cookie other) {
            return !id.equals(other.id) && asInstant(created).isBefore(asInstant(other.created));
        }

        String text() {
            return prefix + created + "." + id + appendix;
        }
    }
}
