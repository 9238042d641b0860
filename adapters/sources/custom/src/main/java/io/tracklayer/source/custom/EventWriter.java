// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes one event of one message by one entry of the mapping. */
final class EventWriter {
    /** The shared form of order ids; shop webhooks and the browser's script use the same. */
    private static final Map<EventName, String> ORDER_SUFFIXES =
            Map.of(
                    EventName.PURCHASE_PLACED, "purchase",
                    EventName.SUBSCRIPTION_RENEWED, "purchase",
                    EventName.PURCHASE_PAID, "paid",
                    EventName.ORDER_FULFILLED, "fulfilled",
                    EventName.ORDER_CANCELLED, "cancelled");

    private final EventRule rule;
    private final Scope scope;
    private final Envelope envelope;
    private final boolean identity;
    private final EventName name;
    private final Observation.Builder event;
    private final Optional<String> currency;

    EventWriter(EventRule rule, Scope scope, Envelope envelope, String name) {
        this.rule = rule;
        this.scope = scope;
        this.envelope = envelope;
        this.identity = name.equals(EventRule.IDENTITY);
        this.name = identity ? EventName.CUSTOM : known(name);
        this.event = identity ? Observation.identity() : Observation.of(this.name);
        this.currency = text(EventField.CURRENCY);
    }

    /**
     * Writes the event.
     *
     * @param message number of the message in its request
     * @param entry number of the entry in the mapping
     */
    Decoded write(int message, int entry) {
        fields();
        lines();
        properties();
        event.consent(consent());
        Optional<Found> time = rule.read("occurred_at", scope).or(() -> envelope.time(scope));
        event.timing(
                time.map(found -> new Timing(Written.time(found), null, false, found.origin()))
                        .orElseGet(Timing::unknown));
        Optional<String> delivery = deliveryId(message, entry);
        delivery.ifPresent(event::deliveryId);
        actionSource().ifPresent(event::actionSource);
        event.test(
                rule.read("test", scope)
                        .map(Written::flag)
                        .filter(Boolean.TRUE::equals)
                        .isPresent());
        if (!identity) {
            eventId(message, entry, time.isPresent(), delivery);
        }
        return identity
                ? new Decoded.Identified(event.build())
                : new Decoded.Happened(event.build());
    }

    /** What kind of event it is, down to the name of a custom one. */
    String label() {
        return name.wire() + "\n" + text(EventField.CUSTOM_NAME).orElse("");
    }

    /** Whether it has what the event cannot do without; the store may have the currency. */
    boolean isComplete() {
        return name.required().stream()
                .filter(field -> !identity && field != EventField.CURRENCY)
                .map(field -> Optional.ofNullable(rule.fields().get(field)))
                .allMatch(value -> value.flatMap(known -> known.read(scope)).isPresent());
    }

    private static EventName known(String name) {
        return EventName.find(name)
                .orElseThrow(
                        () ->
                                new UnusableMessageException(
                                        "unknown_event",
                                        "The mapping takes the event's name from the message, and what stands there is none of the event names. Translate it with a \"table\"."));
    }

    private void fields() {
        rule.fields()
                .forEach(
                        (field, value) ->
                                value.read(scope)
                                        .ifPresent(
                                                found ->
                                                        event.read(
                                                                field,
                                                                raw(field, found),
                                                                found.origin())));
    }

    private Object raw(EventField field, Found found) {
        if (field.type() == FieldType.MONEY) {
            return Written.amount(found, currency);
        }
        return field.type() == FieldType.FLAG ? Written.flag(found) : found.raw();
    }

    private Optional<String> text(EventField field) {
        return Optional.ofNullable(rule.fields().get(field))
                .flatMap(value -> value.read(scope))
                .flatMap(Found::text);
    }

    private void lines() {
        Optional<Found> list =
                Optional.ofNullable(rule.lines()).flatMap(lines -> lines.list().read(scope));
        list.ifPresent(found -> event.read(EventField.ITEMS, lines(found), found.origin()));
    }

    private List<Object> lines(Found list) {
        List<?> elements = list.raw() instanceof List<?> found ? found : List.of(list.raw());
        List<Object> lines = new ArrayList<>(elements.size());
        for (int index = 0; index < elements.size(); index++) {
            lines.add(
                    line(scope.within(new Tree(elements.get(index), list.origin() + "/" + index))));
        }
        return lines;
    }

    private Map<String, Object> line(Scope here) {
        Map<String, Object> line = new LinkedHashMap<>();
        rule.lines()
                .each()
                .forEach(
                        (part, value) ->
                                value.read(here)
                                        .ifPresent(
                                                found -> line.put(part, component(part, found))));
        return line;
    }

    private Object component(String part, Found found) {
        boolean money = part.equals("price") || part.equals("discount");
        return money ? Written.amount(found, currency) : found.raw();
    }

    private void properties() {
        Map<String, Object> tree = new LinkedHashMap<>();
        rule.properties()
                .forEach(
                        (key, value) ->
                                value.read(scope).ifPresent(found -> tree.put(key, found.raw())));
        if (!tree.isEmpty()) {
            event.read(EventField.PROPERTIES, tree, "mapping");
        }
    }

    private ConsentSignals consent() {
        Map<String, Object> given = new TreeMap<>();
        rule.consent()
                .forEach(
                        (key, value) ->
                                value.read(scope).ifPresent(found -> given.put(key, found.raw())));
        return given.isEmpty()
                ? ConsentSignals.none()
                : ConsentSignals.collect().statesOf(given, "api").signalsOf(given).build();
    }

    private Optional<ActionSource> actionSource() {
        Optional<String> given = rule.read("action_source", scope).flatMap(Found::text);
        Optional<ActionSource> known =
                given.flatMap(
                        text ->
                                Arrays.stream(ActionSource.values())
                                        .filter(
                                                place ->
                                                        place.wire()
                                                                .equals(
                                                                        text.toLowerCase(
                                                                                Locale.ROOT)))
                                        .findFirst());
        if (given.isPresent() && known.isEmpty()) {
            throw new UnusableMessageException(
                    "unknown_action_source",
                    "The mapping takes action_source from the message, and what stands there is none of "
                            + Arrays.stream(ActionSource.values())
                                    .map(ActionSource::wire)
                                    .collect(Collectors.joining(", "))
                            + ". Translate it with a \"table\".");
        }
        return known;
    }

    /**
     * A message's own id names it in whatever request it comes; one that the messages of a request
     * share needs their numbers.
     */
    private Optional<String> deliveryId(int message, int entry) {
        return rule.read("delivery_id", scope)
                .filter(found -> found.text().isPresent())
                .or(() -> envelope.deliveryId(scope))
                .flatMap(
                        found ->
                                found.text()
                                        .map(id -> numbered(id, found.own() ? 0 : message, entry)));
    }

    /** A message may make several events, and a request may hold several messages. */
    private static String numbered(String id, int message, int entry) {
        return message == 0 && entry == 0 ? id : id + "#" + message + "." + entry;
    }

    private void eventId(int message, int entry, boolean timed, Optional<String> delivery) {
        Optional<String> stated = rule.read("event_id", scope).flatMap(Found::text);
        stated.ifPresentOrElse(
                event::eventId,
                () ->
                        event.derivedEventId(
                                ofOrder()
                                        .or(this::ofState)
                                        .or(() -> delivery.map(id -> "msg_" + digest(id)))
                                        .orElseGet(
                                                () ->
                                                        "msg_"
                                                                + digest(
                                                                        content(
                                                                                message, entry,
                                                                                timed)))));
    }

    /** A state that counts once has one id, whichever message tells it. */
    private Optional<String> ofState() {
        return rule.read("once", scope)
                .flatMap(Found::text)
                .map(value -> "msg_" + digest(label() + "\n" + value));
    }

    private Optional<String> ofOrder() {
        if (name == EventName.ORDER_REFUNDED) {
            return text(EventField.REFUND_ID).map(refund -> "ref_" + refund);
        }
        return Optional.ofNullable(ORDER_SUFFIXES.get(name))
                .flatMap(
                        suffix ->
                                text(EventField.ORDER_ID)
                                        .map(order -> "ord_" + order + "_" + suffix));
    }

    /**
     * Without an id and without a time, only the arrival tells a thing that happened twice from a
     * request that was sent twice.
     */
    private String content(int message, int entry, boolean timed) {
        String sent =
                scope.request().method().equals("GET")
                        ? new TreeMap<>(scope.request().query()).toString()
                        : HexFormat.of().formatHex(Sha256.digest(scope.request().raw()));
        return sent
                + "\n"
                + message
                + "."
                + entry
                + "\n"
                + (timed ? "" : scope.request().receivedAt());
    }

    private static String digest(String text) {
        return Sha256.of(text).hex().substring(0, 32);
    }
}
