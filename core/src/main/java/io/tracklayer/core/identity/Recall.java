// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.enrich.Enricher.Addition;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.FieldType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses what an event takes from what was seen of its person: of each kind the last id seen at or
 * before the event and still of use. An event that names its browser takes browser ids of no other
 * one; what tells of a device beside ids, such as its user agent, is not remembered at all.
 */
final class Recall {
    private static final int SHOWN = 80;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    /** Google takes one of them; of the same time the first. */
    private static final List<EventField> GOOGLE =
            List.of(EventField.GCLID, EventField.GBRAID, EventField.WBRAID);

    private static final List<EventField> META = List.of(EventField.FBC, EventField.FBCLID);
    private static final List<EventField> ANALYTICS =
            List.of(EventField.GA_CLIENT_ID, EventField.GA_SESSION_ID);

    private static final Comparator<Seen> LATEST =
            Comparator.comparing(Seen::touch, Touch.BY_TIME).thenComparing(Seen::person);

    private final IdentityRecords records;
    private final IdentitySettings settings;
    private final Recognised recognised;
    private final Map<Long, Touches> touches;
    private final Set<Long> browsers;
    private final Map<Long, String> ways = new HashMap<>();

    /** A touch, and whose it is. */
    private record Seen(long person, Touch touch) {}

    Recall(
            IdentityRecords records,
            IdentitySettings settings,
            Recognised recognised,
            Map<Long, Touches> touches) {
        this.records = records;
        this.settings = settings;
        this.recognised = recognised;
        this.touches = touches;
        this.browsers =
                recognised.nodes().stream()
                        .map(Recognised.Node::person)
                        .filter(Person::browser)
                        .map(Person::id)
                        .collect(Collectors.toSet());
    }

    Map<EventField, Addition> of(Event event) {
        Map<EventField, Addition> additions = new EnumMap<>(EventField.class);
        for (EventField field : settings.lifetimes().keySet()) {
            boolean apart =
                    GOOGLE.contains(field) || META.contains(field) || ANALYTICS.contains(field);
            if (!apart && !event.has(field)) {
                last(event, field).ifPresent(seen -> add(additions, event, field, seen));
            }
        }
        google(event, additions);
        meta(event, additions);
        analytics(event, additions);
        return additions;
    }

    private void google(Event event, Map<EventField, Addition> additions) {
        if (GOOGLE.stream().noneMatch(event::has)) {
            GOOGLE.stream()
                    .flatMap(field -> last(event, field).stream())
                    .reduce((one, next) -> next.touch.seen().isAfter(one.touch.seen()) ? next : one)
                    .ifPresent(seen -> add(additions, event, seen.touch.field(), seen));
        }
    }

    /** The cookie, unless a click is newer than it; the enricher makes the cookie of a click. */
    private void meta(Event event, Map<EventField, Addition> additions) {
        if (event.has(EventField.FBC)) {
            return;
        }
        Optional<Seen> cookie = last(event, EventField.FBC);
        Optional<Seen> click = last(event, EventField.FBCLID);
        Optional<ClickId> own = event.clickId(EventField.FBCLID);
        Instant newest =
                own.map(id -> id.seen().orElse(event.eventTime()))
                        .or(() -> click.map(seen -> seen.touch.seen()))
                        .orElse(Instant.EPOCH);
        String clicked =
                own.map(ClickId::value).or(() -> click.map(s -> s.touch.value())).orElse("");
        Optional<Seen> better =
                cookie.filter(
                        seen ->
                                !seen.touch.seen().isBefore(newest)
                                        || clickOf(seen).value().equals(clicked));
        if (better.isPresent()) {
            additions.put(
                    EventField.FBC,
                    new Addition(better.get().touch.value(), origin(event, better.get())));
            if (own.isEmpty()) {
                additions.put(
                        EventField.FBCLID,
                        new Addition(clickOf(better.get()), origin(event, better.get())));
            }
        } else if (own.isEmpty()) {
            click.ifPresent(seen -> add(additions, event, EventField.FBCLID, seen));
        }
    }

    private static ClickId clickOf(Seen cookie) {
        return Touching.click(cookie.touch.value(), cookie.touch.landing()).orElseThrow();
    }

    /** A session belongs to its client id, so it comes with that one or not at all. */
    private void analytics(Event event, Map<EventField, Addition> additions) {
        Optional<Seen> client = last(event, EventField.GA_CLIENT_ID);
        if (!event.has(EventField.GA_CLIENT_ID)) {
            client.ifPresent(seen -> add(additions, event, EventField.GA_CLIENT_ID, seen));
        }
        Optional<String> id =
                event.text(EventField.GA_CLIENT_ID).or(() -> client.map(s -> s.touch.value()));
        Optional<Seen> session = last(event, EventField.GA_SESSION_ID);
        if (id.isPresent() && session.isPresent() && !event.has(EventField.GA_SESSION_ID)) {
            String[] both = session.get().touch.value().split(" ", 2);
            if (both[0].equals(id.get())) {
                additions.put(
                        EventField.GA_SESSION_ID,
                        new Addition(both[1], origin(event, session.get())));
            }
        }
    }

    private void add(
            Map<EventField, Addition> additions, Event event, EventField field, Seen seen) {
        Touch touch = seen.touch;
        Object value =
                field.type() == FieldType.CLICK_ID
                        ? new ClickId(touch.value(), touch.seen(), emptyToNull(touch.landing()))
                        : touch.value();
        additions.put(field, new Addition(value, origin(event, seen)));
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private Optional<Seen> last(Event event, EventField field) {
        boolean ofBrowser = field.privacy() == Privacy.COOKIE && !browsers.isEmpty();
        return touches.entrySet().stream()
                .filter(person -> !ofBrowser || browsers.contains(person.getKey()))
                .flatMap(
                        person ->
                                person.getValue().of(field).stream()
                                        .map(touch -> new Seen(person.getKey(), touch)))
                .filter(seen -> !seen.touch.seen().isAfter(event.eventTime()))
                .filter(seen -> settings.end(seen.touch).isAfter(event.eventTime()))
                .max(LATEST);
    }

    private Provenance origin(Event event, Seen seen) {
        Touch touch = seen.touch;
        String what = touch.field().privacy() == Privacy.CLICK_ID ? "landing " : "visit ";
        String place = place(touch.landing());
        return new Provenance(
                "",
                touch.source(),
                Authority.BROWSER,
                what
                        + TIME.format(touch.seen())
                        + (place.isEmpty() ? "" : " " + place)
                        + " (event "
                        + touch.eventId()
                        + ", "
                        + ways.computeIfAbsent(seen.person, this::way)
                        + "), "
                        + age(Duration.between(touch.seen(), event.eventTime()))
                        + " before",
                Provenance.REMEMBERED,
                touch.seen());
    }

    /** The page without its parameters. */
    private static String place(String landing) {
        String page = landing.replaceFirst("[?#].*", "");
        return page.length() > SHOWN ? page.substring(0, SHOWN) + "…" : page;
    }

    private static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }

    /** How the event leads to whom it was seen of. */
    private String way(long person) {
        return recognised.nodes().stream()
                .filter(node -> node.person().id() == person)
                .map(node -> "known by " + node.key().kind().wire())
                .findFirst()
                .or(
                        () ->
                                records.joinsOf(person).stream()
                                        .filter(join -> join.undone().isEmpty())
                                        .map(join -> "joined by " + join.by().kind().wire())
                                        .findFirst())
                .orElse("the same person");
    }
}
