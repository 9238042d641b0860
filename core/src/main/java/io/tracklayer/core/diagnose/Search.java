// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.EventKeys;
import io.tracklayer.core.identity.Identity;
import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.identity.IdentityLookup;
import io.tracklayer.core.identity.Join;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.Touch;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.EventName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the events a question is about: by the index of event and order ids, by the order's name,
 * by event number, by the person a key leads to, and last among the newest events one by one.
 */
final class Search {
    /** How many of the newest events are looked at one by one, purchases and all. */
    static final int NEWEST = 500;

    private static final int PAGE = 100;
    private static final int MOST = 100;
    private static final int MOST_KEYS = 40;

    private static final List<KeyKind> OF_TEXT =
            List.of(
                    KeyKind.EXTERNAL_ID,
                    KeyKind.ANONYMOUS_ID,
                    KeyKind.SUBSCRIPTION_ID,
                    KeyKind.CHECKOUT_TOKEN,
                    KeyKind.CART_TOKEN,
                    KeyKind.GA_CLIENT_ID,
                    KeyKind.FBP,
                    KeyKind.ORDER_ID);

    private final Ground ground;
    private final Question question;

    Search(Ground ground, Question question) {
        this.ground = ground;
        this.question = question;
    }

    Hit find() {
        return question.number().isPresent() ? byNumber() : anyhow();
    }

    private Hit anyhow() {
        return Stream.<Supplier<Hit>>of(
                        this::byKey,
                        this::byName,
                        this::byNumber,
                        this::byPerson,
                        this::amongNewest,
                        this::byClick)
                .map(Supplier::get)
                .filter(hit -> !hit.isEmpty())
                .findFirst()
                .orElse(Hit.NOTHING);
    }

    private Hit byKey() {
        Optional<KeyKind> kind = question.kind();
        if (kind.isPresent() && kind.get() != KeyKind.ORDER_ID
                || question.clickField().isPresent()) {
            return Hit.NOTHING;
        }
        String value = question.value();
        List<StoredEvent> found = ofKey(value);
        if (found.isEmpty()) {
            return Hit.NOTHING;
        }
        Hit hit = withNamed(Hit.of("Found by the id " + Say.quoted(value) + ".", found));
        return found.stream()
                .filter(one -> one.event().eventId().equals(value))
                .findFirst()
                .map(hit::meaning)
                .map(exact -> withOrder(exact, exact.meant().orElseThrow()))
                .orElse(hit);
    }

    /** Beside what has the id, orders that are called so. */
    private Hit withNamed(Hit hit) {
        Map<Long, StoredEvent> all = new TreeMap<>();
        Stream.concat(hit.events().stream(), named())
                .forEach(one -> all.putIfAbsent(one.seq(), one));
        return Hit.of(hit.how(), List.copyOf(all.values())).meaning(hit.meant().orElseThrow());
    }

    private Stream<StoredEvent> named() {
        return alike().stream().filter(one -> OrdersAlike.named(one.event(), question.value()));
    }

    /** Beside an event, the other events of its order. */
    private Hit withOrder(Hit hit, StoredEvent meant) {
        Map<Long, StoredEvent> all = new TreeMap<>();
        hit.events().forEach(one -> all.put(one.seq(), one));
        meant.event()
                .orderId()
                .ifPresent(order -> ofKey(order).forEach(one -> all.put(one.seq(), one)));
        return Hit.of(hit.how(), List.copyOf(all.values())).meaning(meant);
    }

    List<StoredEvent> ofKey(String value) {
        return ground.evidence().eventsByKey(value, MOST).stream().filter(this::inScope).toList();
    }

    private Hit byName() {
        return Hit.of(
                "Found by the order's name, " + Say.quoted(question.value()) + ".",
                named().toList());
    }

    /** Events of orders that are called so, or whose id is written otherwise. */
    List<StoredEvent> alike() {
        boolean order = question.kind().filter(kind -> kind != KeyKind.ORDER_ID).isEmpty();
        return !order || question.personal() || question.clickField().isPresent()
                ? List.of()
                : new OrdersAlike(ground).of(question.merchant(), question.value());
    }

    private Hit byNumber() {
        String value = question.number().orElse(question.of());
        if (!value.matches("\\d{1,18}")) {
            return Hit.NOTHING;
        }
        return ground.evidence()
                .event(Long.parseLong(value))
                .filter(this::inScope)
                .map(one -> Hit.of("Found by the event number " + value + ".", List.of(one)))
                .map(hit -> withOrder(hit, hit.meant().orElseThrow()))
                .orElse(Hit.NOTHING);
    }

    private Hit byPerson() {
        for (IdentityKey key : keys()) {
            Optional<Identity> person = person(key);
            List<StoredEvent> events = person.map(this::eventsOf).orElse(List.of());
            if (!events.isEmpty()) {
                return Hit.of(byPerson(key.kind()), events);
            }
        }
        return Hit.NOTHING;
    }

    private String byPerson(KeyKind kind) {
        String key = kind.wire().replace('_', ' ');
        return question.personal() || question.kind().isPresent()
                ? "Found by the person that this " + key + " leads to."
                : "No order and no event has the id "
                        + Say.quoted(question.value())
                        + "; as the "
                        + key
                        + " it leads to a person, of whom this is.";
    }

    /** The persons the question leads to, with or without events. */
    List<Identity> persons() {
        return keys().stream().flatMap(key -> person(key).stream()).distinct().toList();
    }

    private Optional<Identity> person(IdentityKey key) {
        return ground.evidence()
                .identities()
                .find(List.of(key))
                .filter(one -> ground.sees(one.merchant()));
    }

    private List<IdentityKey> keys() {
        Map<KeyKind, String> values = new EnumMap<>(KeyKind.class);
        if (question.kind().isPresent()) {
            values.put(question.kind().get(), question.value());
        } else if (question.personal()) {
            values.put(KeyKind.EMAIL, question.value());
            values.put(KeyKind.PHONE, question.value());
        } else if (question.clickField().isEmpty()) {
            OF_TEXT.forEach(kind -> values.put(kind, question.value()));
        }
        return new IdentityLookup(ground.configuration()).keys(question.merchant(), values);
    }

    /** Events that show an order of the person, and those that showed its ids and joins. */
    private List<StoredEvent> eventsOf(Identity person) {
        Set<String> ids = new LinkedHashSet<>();
        person.allKeys().stream()
                .map(known -> known.key())
                .filter(key -> key.kind() == KeyKind.ORDER_ID && !key.label().endsWith("…"))
                .forEach(key -> ids.add(key.label()));
        person.joins().stream().map(Join::eventId).forEach(ids::add);
        person.touches().values().stream()
                .flatMap(touches -> touches.all().stream())
                .map(Touch::eventId)
                .forEach(ids::add);
        Map<Long, StoredEvent> events = new TreeMap<>();
        ids.stream()
                .limit(MOST_KEYS)
                .flatMap(id -> ofKey(id).stream())
                .filter(one -> one.event().merchant().equals(person.merchant()))
                .forEach(one -> events.put(one.seq(), one));
        return List.copyOf(events.values());
    }

    private Hit amongNewest() {
        Predicate<StoredEvent> wanted = wanted();
        Map<Long, StoredEvent> found = new TreeMap<>();
        EventFilter purchases = new EventFilter(EventName.PURCHASE_PLACED.wire(), "", "", "");
        EventFilter all = new EventFilter("", question.merchant(), "", "");
        for (EventFilter filter : List.of(purchases, all)) {
            newest(filter).stream().filter(wanted).forEach(one -> found.put(one.seq(), one));
        }
        return Hit.of(
                "Found among the newest events: one of their fields is "
                        + (question.personal() ? question.shown() : Say.quoted(question.value()))
                        + ".",
                List.copyOf(found.values()));
    }

    /** Only what brought the click id is found by it, however old it is. */
    private Hit byClick() {
        String value = question.value();
        return question.personal() || question.kind().isPresent()
                ? Hit.NOTHING
                : Hit.of(
                        "Found by the click id it brought.",
                        new ByKeys(ground)
                                        .of(
                                                question.merchant(),
                                                one -> Optional.of(EventKeys.click(one, value)))
                                        .stream()
                                        .filter(one -> clicked(one, value))
                                        .toList());
    }

    /**
     * Bounded by what is read, not by what is in scope, and each filter is one range of an index.
     */
    private List<StoredEvent> newest(EventFilter filter) {
        List<StoredEvent> events = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (int read = 0; read < NEWEST; read += PAGE) {
            List<StoredEvent> page = ground.evidence().events(filter, before, PAGE);
            page.stream().filter(this::inScope).forEach(events::add);
            if (page.size() < PAGE) {
                break;
            }
            before = page.get(page.size() - 1).seq();
        }
        return events;
    }

    private Predicate<StoredEvent> wanted() {
        List<String> hashes = keys().stream().map(IdentityKey::hash).toList();
        String value = question.value();
        return stored ->
                IdentityKeys.of(stored.event()).stream().anyMatch(k -> hashes.contains(k.hash()))
                        || !question.personal() && clicked(stored, value);
    }

    private boolean clicked(StoredEvent stored, String value) {
        return stored.event().fields().entrySet().stream()
                .filter(field -> field.getKey().privacy() == Privacy.CLICK_ID)
                .filter(field -> question.clickField().filter(f -> f != field.getKey()).isEmpty())
                .map(
                        field ->
                                field.getValue() instanceof ClickId click
                                        ? click.value()
                                        : field.getValue())
                .anyMatch(value::equals);
    }

    private boolean inScope(StoredEvent stored) {
        String merchant = stored.event().merchant();
        return ground.sees(merchant)
                && (question.merchant().isEmpty() || question.merchant().equals(merchant));
    }
}
