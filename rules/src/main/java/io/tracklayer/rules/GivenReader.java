// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.EventPath;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the event an example gives. */
final class GivenReader {
    private final RuleFile file;
    private final String owner;
    private final Tree given;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<Map<String, Object>> items = new ArrayList<>();

    GivenReader(RuleFile file, String owner, Tree given) {
        this.file = file;
        this.owner = owner;
        this.given = given;
    }

    /** The event, or empty when it has no name. */
    Optional<Event> event() {
        return given.text("/event").flatMap(EventName::find).map(this::event);
    }

    /** Where the visitor is, or empty. */
    String country() {
        String region = given.text("/region").orElse("");
        return Regions.isSubdivision(region) ? region.substring(0, 2) : region;
    }

    private Event event(EventName name) {
        Instant time = time();
        Event.Builder event =
                Event.named(name)
                        .eventId(given.text("/event-id").orElse("example"))
                        .eventTime(time)
                        .receivedAt(time)
                        .of(
                                given.text("/merchant").orElse("example"),
                                given.text("/store").orElse("example"))
                        .sources(given.text("/source").stream().toList())
                        .test(given.find("/test").filter(Boolean.TRUE::equals).isPresent())
                        .consent(consent());
        given.text("/currency").ifPresent(code -> event.set(EventField.CURRENCY, code));
        given.text("/order-source").ifPresent(from -> event.set(EventField.ORDER_SOURCE, from));
        if (given.find("/value").isPresent()) {
            field(event, EventPath.find(EventField.VALUE.path()).orElseThrow(), given.at("/value"));
        }
        place(event);
        Arrays.stream(ActionSource.values())
                .filter(
                        source ->
                                given.text("/action-source")
                                        .filter(source.wire()::equals)
                                        .isPresent())
                .forEach(event::actionSource);
        fields(event);
        return event.build();
    }

    private void place(Event.Builder event) {
        String region = given.text("/region").orElse("");
        if (Regions.isSubdivision(region)) {
            event.set(EventField.COUNTRY, region.substring(0, 2));
            event.set(EventField.STATE, region.substring(3));
        } else if (!region.isEmpty() && !Regions.isCountry(region)) {
            file.problem(
                    given.at("/region"),
                    owner
                            + " is from \""
                            + region
                            + "\", which is no country. Write an ISO 3166-1 alpha-2 code such as"
                            + " DE, or an ISO 3166-2 code such as US-CA.");
        }
    }

    private Instant time() {
        Optional<String> text = given.text("/time");
        try {
            return text.map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toInstant)
                    .orElse(Instant.EPOCH);
        } catch (DateTimeParseException unreadable) {
            file.problem(
                    given.at("/time"),
                    owner
                            + " has the time \""
                            + text.orElse("")
                            + "\", which cannot be read. Write a moment with its offset, such as"
                            + " 2026-11-27T18:00:00+01:00.");
            return Instant.EPOCH;
        }
    }

    private void fields(Event.Builder event) {
        Tree fields = given.at("/fields");
        for (String name : fields.members().keySet()) {
            Tree value = RuleFile.member(fields, name);
            file.path(owner, value, name).ifPresent(path -> field(event, path, value));
        }
        if (!properties.isEmpty()) {
            event.set(EventField.PROPERTIES, properties);
        }
        if (!items.isEmpty()) {
            event.set(EventField.ITEMS, EventJson.fromJson(EventField.ITEMS, items));
        }
    }

    private void field(Event.Builder event, EventPath path, Tree value) {
        if (path.property()) {
            property(path.steps(), value.node());
        } else if (path.ofItems()) {
            List<?> values = value.node() instanceof List<?> list ? list : List.of(value.node());
            for (int i = 0; i < values.size(); i++) {
                item(path, value, values.get(i), i);
            }
        } else if (fits(path.type(), value.node())) {
            Object json =
                    path.type() == FieldType.CLICK_ID
                            ? Map.of("value", value.node())
                            : value.node();
            event.set(path.field(), EventJson.fromJson(path.field(), json));
        } else {
            misfit(path, value);
        }
    }

    private void item(EventPath path, Tree at, Object value, int index) {
        while (items.size() <= index) {
            items.add(new LinkedHashMap<>(Map.of("quantity", 1L)));
        }
        if (fits(path.type(), value)) {
            items.get(index).put(path.steps().get(0), value);
        } else {
            misfit(path, at);
        }
    }

    @SuppressWarnings("unchecked") // only trees with text keys are put in
    private void property(List<String> steps, Object value) {
        Map<String, Object> at = properties;
        for (String step : steps.subList(0, steps.size() - 1)) {
            Object next = at.computeIfAbsent(step, key -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                return;
            }
            at = (Map<String, Object>) next;
        }
        at.put(steps.get(steps.size() - 1), value);
    }

    private void misfit(EventPath path, Tree value) {
        file.problem(
                value,
                owner
                        + " gives "
                        + path
                        + " the value "
                        + value.node()
                        + ", but it takes "
                        + path.type().name().toLowerCase(Locale.ROOT)
                        + ".");
    }

    private static boolean fits(FieldType type, Object value) {
        return switch (type) {
            case TEXT, CLICK_ID -> value instanceof String text && !text.isBlank();
            case MONEY -> value instanceof Number;
            case INTEGER -> value instanceof Long;
            case FLAG -> value instanceof Boolean;
            case ITEMS, TREE -> false;
        };
    }

    private Consent consent() {
        Consent consent = Consent.notGiven();
        for (Purpose purpose : Purpose.values()) {
            String wire = given.text("/consent/" + purpose.wire()).orElse("");
            for (ConsentState state : ConsentState.values()) {
                consent = state.wire().equals(wire) ? consent.with(purpose, state) : consent;
            }
        }
        return consent;
    }
}
