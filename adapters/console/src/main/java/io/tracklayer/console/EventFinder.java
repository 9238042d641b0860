// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.EventSearch.Whose;
import io.tracklayer.core.identity.EventKeys;
import io.tracklayer.core.identity.Identity;
import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.identity.IdentityLookup;
import io.tracklayer.core.identity.IdentityQueries;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.KnownKey;
import io.tracklayer.spi.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes what an operator types, tells by its form what it may be, and answers with the address of
 * what it finds. In that address stand hashes and numbers of persons, never what was typed, unless
 * it is an id.
 */
final class EventFinder {
    /** What stands for a click id in addresses. */
    static final String CLICK = "click_id";

    /** What stands for an order's name or another spelling of its id in addresses. */
    static final String ORDER = "order";

    private static final String NOTHING = "nothing";
    private static final int MOST_PERSONS = 10;
    private static final List<KeyKind> VISITORS =
            List.of(
                    KeyKind.EXTERNAL_ID,
                    KeyKind.ANONYMOUS_ID,
                    KeyKind.GA_CLIENT_ID,
                    KeyKind.FBP,
                    KeyKind.CHECKOUT_TOKEN,
                    KeyKind.CART_TOKEN,
                    KeyKind.SUBSCRIPTION_ID);

    private final Evidence evidence;
    private final Operator operator;

    EventFinder(Evidence evidence, Operator operator) {
        this.evidence = evidence;
        this.operator = operator;
    }

    /**
     * What was found.
     *
     * @param by kind of what was typed, {@code id} or {@code nothing}
     * @param location path and parameters
     */
    record Found(String by, String location) {}

    Found find(String typed) {
        String text = typed.strip();
        if (!text.contains("@") && any(new Whose(text, Set.of()))) {
            return new Found("id", Links.to("/events", "key", text));
        }
        Optional<Found> order = text.contains("@") ? Optional.empty() : byOrder(text);
        if (order.isPresent()) {
            return order.get();
        }
        for (KeyKind kind : kinds(text)) {
            Optional<Found> found = byKey(kind, value(kind, text));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return byClick(text).orElseGet(() -> nothing(text));
    }

    private static List<KeyKind> kinds(String text) {
        if (text.contains("@")) {
            return List.of(KeyKind.EMAIL);
        }
        List<KeyKind> kinds = new ArrayList<>();
        if (text.matches("[0-9a-fA-F]{64}")) {
            kinds.addAll(List.of(KeyKind.EMAIL, KeyKind.PHONE));
        }
        if (text.matches("(\\+|00)[0-9 ()./-]{6,24}")) {
            kinds.add(KeyKind.PHONE);
        }
        kinds.addAll(VISITORS);
        return kinds;
    }

    private static String value(KeyKind kind, String text) {
        return kind == KeyKind.PHONE && !text.matches("[0-9a-fA-F]{64}")
                ? "+" + text.replaceFirst("^(\\+|00)", "").replaceAll("[^0-9]", "")
                : text;
    }

    private Optional<Found> byKey(KeyKind kind, String value) {
        List<IdentityKey> keys =
                new IdentityLookup(evidence.board().configuration())
                        .keys("", Map.of(kind, value)).stream().distinct().toList();
        if (keys.isEmpty()) {
            return Optional.empty(); // a search for no keys would find everybody
        }
        Set<Long> numbers = keys.stream().map(EventKeys::of).collect(Collectors.toSet());
        Set<Long> persons = new TreeSet<>();
        for (IdentityKey key : keys) {
            identities()
                    .key(key)
                    .filter(known -> !known.shared())
                    .map(KnownKey::person)
                    .flatMap(identities()::find)
                    .filter(one -> operator.sees(one.merchant()))
                    .map(Identity::id)
                    .ifPresent(persons::add);
        }
        return persons.isEmpty() && !any(new Whose("", numbers))
                ? Optional.empty()
                : Optional.of(found(kind.wire(), numbers, persons));
    }

    /** By what the order is called, or by another way to write its id. */
    private Optional<Found> byOrder(String text) {
        Set<Long> numbers =
                merchants()
                        .map(merchant -> EventKeys.order(merchant, text))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
        return numbers.isEmpty() || !any(new Whose("", numbers))
                ? Optional.empty()
                : Optional.of(found(ORDER, numbers, List.of()));
    }

    private Stream<String> merchants() {
        return evidence.board().configuration().stores().values().stream()
                .map(StoreConfig::merchant)
                .distinct();
    }

    private Optional<Found> byClick(String value) {
        Set<Long> numbers =
                merchants()
                        .map(merchant -> EventKeys.click(merchant, value))
                        .collect(Collectors.toSet());
        if (numbers.isEmpty() || !any(new Whose("", numbers))) {
            return Optional.empty();
        }
        Set<Long> persons = new TreeSet<>();
        search(new Whose("", numbers), MOST_PERSONS).stream()
                .map(IdentityKeys::of)
                .flatMap(keys -> identities().find(keys).stream())
                .map(Identity::id)
                .forEach(persons::add);
        return Optional.of(found(CLICK, numbers, persons));
    }

    private static Found found(String by, Set<Long> numbers, Collection<Long> persons) {
        return new Found(
                by,
                Links.to(
                        "/events",
                        "by",
                        by,
                        "keys",
                        numbers.stream()
                                .limit(MOST_PERSONS)
                                .map(HexFormat.of()::toHexDigits)
                                .collect(Collectors.joining(",")),
                        "person",
                        persons.stream()
                                .limit(MOST_PERSONS)
                                .map(String::valueOf)
                                .collect(Collectors.joining(","))));
    }

    /** Nothing of what was typed stands in the address, for nobody knows what it is. */
    private static Found nothing(String text) {
        String as = text.contains("@") ? KeyKind.EMAIL.wire() : NOTHING;
        return new Found(NOTHING, Links.to("/events", "by", as));
    }

    private boolean any(Whose whose) {
        return !search(whose, 1).isEmpty();
    }

    private List<Event> search(Whose whose, int limit) {
        EventSearch search = EventSearch.all().of(operator.merchants()).of(whose);
        return evidence.queries().lookup().search(search, Long.MAX_VALUE, limit).events().stream()
                .map(stored -> stored.event())
                .toList();
    }

    private IdentityQueries identities() {
        return evidence.queries().identities();
    }
}
