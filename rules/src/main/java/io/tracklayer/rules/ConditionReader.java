// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a rule's {@code when}. */
final class ConditionReader {
    private static final String PURCHASE_LIKE = "purchase-like";
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    private final RuleFile file;
    private final String owner;
    private final Tree when;

    ConditionReader(RuleFile file, String owner, Tree when) {
        this.file = file;
        this.owner = owner;
        this.when = when;
    }

    /** The events named; empty when the rule is about all. */
    Set<EventName> events() {
        Set<EventName> events = EnumSet.noneOf(EventName.class);
        for (Tree value : RuleFile.texts(when, "/event")) {
            String name = RuleFile.text(value);
            if (name.equals(PURCHASE_LIKE)) {
                Arrays.stream(EventName.values())
                        .filter(EventName::purchaseLike)
                        .forEach(events::add);
            } else {
                EventName.find(name).ifPresent(events::add);
            }
        }
        return events;
    }

    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, names("/merchant"), Condition.MerchantIn::new);
        add(conditions, names("/store"), Condition.StoreIn::new);
        add(conditions, names("/source"), Condition.SourceIn::new);
        add(conditions, countries(), Condition.RegionIn::new);
        add(conditions, currencies(), Condition.CurrencyIn::new);
        add(conditions, places(), Condition.ActionSourceIn::new);
        for (Purpose purpose : Purpose.values()) {
            add(
                    conditions,
                    states("/consent/" + purpose.wire()),
                    states -> new Condition.ConsentIs(purpose, states));
        }
        if (when.find("/test").orElse(null) instanceof Boolean test) {
            conditions.add(new Condition.TestIs(test));
        }
        return conditions;
    }

    private static <T> void add(
            List<Condition> conditions, Set<T> options, Function<Set<T>, Condition> made) {
        if (!options.isEmpty()) {
            conditions.add(made.apply(Set.copyOf(options)));
        }
    }

    private Set<String> names(String pointer) {
        return RuleFile.texts(when, pointer).stream()
                .map(RuleFile::text)
                .collect(Collectors.toSet());
    }

    private Set<String> countries() {
        Set<String> countries = new HashSet<>();
        for (Tree value : RuleFile.texts(when, "/region")) {
            countries.addAll(file.countries(owner, value, RuleFile.text(value)));
        }
        return countries;
    }

    private Set<String> currencies() {
        for (Tree value : RuleFile.texts(when, "/currency")) {
            String code = RuleFile.text(value);
            if (!CURRENCIES.contains(code)) {
                String upper = code.toUpperCase(Locale.ROOT);
                file.problem(
                        value,
                        owner
                                + " names unknown currency \""
                                + code
                                + "\". Known: ISO 4217 codes such as EUR."
                                + Names.didYouMean(CURRENCIES.contains(upper) ? upper : ""));
            }
        }
        return names("/currency");
    }

    private Set<ActionSource> places() {
        Set<String> names = names("/action-source");
        return Arrays.stream(ActionSource.values())
                .filter(place -> names.contains(place.wire()))
                .collect(Collectors.toSet());
    }

    private Set<ConsentState> states(String pointer) {
        Set<String> names = names(pointer);
        return Arrays.stream(ConsentState.values())
                .filter(state -> names.contains(state.wire()))
                .collect(Collectors.toSet());
    }
}
