// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an event itself shows of click ids and browser ids. */
final class Touching {
    /** Meta's click cookie: version, index, creation time in milliseconds, click id, appendix. */
    private static final Pattern FBC =
            Pattern.compile("fb\\.\\d\\.(\\d{13})\\.([^.]+)(\\.[A-Za-z0-9_-]{2,8})?");

    private Touching() {}

    /** The event's own id of a kind; empty when it has none or it was recalled or built by us. */
    static Optional<Touch> of(Event event, EventField field, Provenance from) {
        if (!event.has(field) || from != null && ofOurs(from)) {
            return Optional.empty();
        }
        String source = from == null ? "" : from.source();
        return switch (field.type()) {
            case CLICK_ID ->
                    event.clickId(field)
                            .map(
                                    click ->
                                            touch(
                                                    event,
                                                    field,
                                                    click.value(),
                                                    click.seen().orElse(event.eventTime()),
                                                    click.landingUrl(),
                                                    source));
            case TEXT -> ofText(event, field, event.text(field).orElseThrow(), source);
            default -> Optional.empty();
        };
    }

    private static boolean ofOurs(Provenance from) {
        return from.rule().equals(Provenance.REMEMBERED)
                || from.rule().equals(Provenance.BUILT_FROM_CLICK);
    }

    private static Optional<Touch> ofText(
            Event event, EventField field, String value, String source) {
        return switch (field) {
            case FBC -> created(value).map(at -> touch(event, field, value, at, null, source));
            case GA_SESSION_ID ->
                    event.text(EventField.GA_CLIENT_ID)
                            .map(client -> client + " " + value)
                            .map(
                                    both ->
                                            touch(
                                                    event,
                                                    field,
                                                    both,
                                                    event.eventTime(),
                                                    null,
                                                    source));
            default -> Optional.of(touch(event, field, value, event.eventTime(), null, source));
        };
    }

    private static Touch touch(
            Event event,
            EventField field,
            String value,
            Instant at,
            String landing,
            String source) {
        String page =
                Optional.ofNullable(landing)
                        .or(() -> event.text(EventField.PAGE_URL))
                        .or(() -> event.text(EventField.LANDING_URL))
                        .orElse("");
        return new Touch(
                field,
                value,
                at.isAfter(event.eventTime()) ? event.eventTime() : at,
                field.privacy() == Privacy.COOKIE ? page.replaceFirst("[?#].*", "") : page,
                event.eventId(),
                source,
                event.consent().state(Purpose.MARKETING));
    }

    /** When a click cookie was made; empty for what has no such form. */
    static Optional<Instant> created(String fbc) {
        Matcher form = FBC.matcher(fbc);
        return form.matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(form.group(1))))
                : Optional.empty();
    }

    /** The click a click cookie was made of. */
    static Optional<ClickId> click(String fbc, String landing) {
        Matcher form = FBC.matcher(fbc);
        return form.matches()
                ? Optional.of(
                        new ClickId(
                                form.group(2),
                                Instant.ofEpochMilli(Long.parseLong(form.group(1))),
                                landing))
                : Optional.empty();
    }
}
