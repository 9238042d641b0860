// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.SchemaCheck;
import io.tracklayer.core.decide.EventPath;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
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

/** Reads a rule's {@code when}, or one of the maps nested in it. */
final class ConditionReader {
    private static final int DEEPEST = 4;
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    private final RuleFile file;
    private final String owner;
    private final Tree when;
    private final int depth;
    private final List<Condition> conditions = new ArrayList<>();

    ConditionReader(RuleFile file, String owner, Tree when) {
        this(file, owner, when, 0);
    }

    private ConditionReader(RuleFile file, String owner, Tree when, int depth) {
        this.file = file;
        this.owner = owner;
        this.when = when;
        this.depth = depth;
    }

    /** All keys, those that are quickly looked at first. */
    ConditionGroup.All read() {
        add(events(), Condition.EventIn::new);
        add(known("merchant", file.vocabulary().merchants()), Condition.MerchantIn::new);
        add(known("store", file.vocabulary().stores()), Condition.StoreIn::new);
        if (when.find("/test").orElse(null) instanceof Boolean test) {
            conditions.add(new Condition.TestIs(test));
        }
        add(known("source", file.vocabulary().sources()), Condition.SourceIn::new);
        add(regions(), Condition.RegionIn::new);
        add(countries(), Condition.RegionIn::new);
        add(currencies(), Condition.CurrencyIn::new);
        add(names("/order-source"), Condition.OrderSourceIn::new);
        add(actionSources(), Condition.ActionSourceIn::new);
        add(names("/tags"), Condition.TagIn::new);
        for (Purpose purpose : Purpose.values()) {
            add(
                    states("/consent/" + purpose.wire()),
                    states -> new Condition.ConsentIs(purpose, states));
        }
        new TimeReader(file, owner, when.at("/time"))
                .window()
                .ifPresent(window -> conditions.add(new Condition.TimeIn(window)));
        fields();
        groups();
        return new ConditionGroup.All(conditions);
    }

    private void fields() {
        if (!when.at("/value").members().isEmpty()) {
            field(EventPath.find(EventField.VALUE.path()).orElseThrow(), when.at("/value"));
        }
        Tree fields = when.at("/field");
        for (String name : fields.members().keySet()) {
            Tree test = RuleFile.member(fields, name);
            file.path(owner, test, name).ifPresent(path -> field(path, test));
        }
    }

    private void field(EventPath path, Tree test) {
        conditions.add(
                new Condition.FieldIs(path, new FieldReader(file, owner, path, test).test()));
    }

    private void groups() {
        if (depth == DEEPEST) {
            for (String key : List.of("any", "all", "not")) {
                if (when.find("/" + key).isPresent()) {
                    file.problem(
                            when.at("/" + key),
                            owner
                                    + " nests conditions more than "
                                    + DEEPEST
                                    + " deep. Split the rule, or give a tag in one rule and ask"
                                    + " for it in another.");
                }
            }
            return;
        }
        if (!when.each("/any").isEmpty()) {
            conditions.add(new ConditionGroup.Any(inner("/any")));
        }
        conditions.addAll(inner("/all"));
        Tree not = when.at("/not");
        if (!not.members().isEmpty()) {
            conditions.add(
                    new ConditionGroup.Not(nested(not), RuleWording.conditions(not.members())));
        }
    }

    private List<Condition> inner(String pointer) {
        return when.each(pointer).stream().map(this::nested).toList();
    }

    /** A nested map of one key is that key's condition. */
    private Condition nested(Tree inner) {
        ConditionGroup.All all = new ConditionReader(file, owner, inner, depth + 1).read();
        return all.conditions().size() == 1 ? all.conditions().get(0) : all;
    }

    private <T> void add(Set<T> options, Function<Set<T>, Condition> made) {
        if (!options.isEmpty()) {
            conditions.add(made.apply(Set.copyOf(options)));
        }
    }

    private Set<EventName> events() {
        Set<EventName> events = EnumSet.noneOf(EventName.class);
        for (Tree value : RuleFile.texts(when, "/event")) {
            String name = RuleFile.text(value);
            Set<EventName> named = EventGroups.named(name);
            if (named.isEmpty() && name.contains("*")) {
                file.problem(
                        value,
                        owner
                                + " asks for events like \""
                                + name
                                + "\", and no event's name is like that."
                                + Names.didYouMean(
                                        SchemaCheck.nearest(
                                                        name.replace("*", ""), EventGroups.names())
                                                .orElse("")));
            }
            events.addAll(named);
        }
        return events;
    }

    private Set<String> names(String pointer) {
        return RuleFile.texts(when, pointer).stream()
                .map(RuleFile::text)
                .collect(Collectors.toSet());
    }

    private Set<String> known(String kind, Set<String> known) {
        RuleFile.texts(when, "/" + kind)
                .forEach(value -> file.checkKnown(owner, value, kind, known));
        return names("/" + kind);
    }

    private Set<String> regions() {
        Set<String> places = new HashSet<>();
        for (Tree value : RuleFile.texts(when, "/region")) {
            String name = RuleFile.text(value);
            places.addAll(file.places(owner, value, name, Regions.places(name)));
        }
        return places;
    }

    private Set<String> countries() {
        for (Tree value : RuleFile.texts(when, "/country")) {
            String code = RuleFile.text(value);
            if (!Regions.isCountry(code)) {
                String upper = code.toUpperCase(Locale.ROOT);
                file.problem(
                        value,
                        owner
                                + " names unknown country \""
                                + code
                                + "\". Known: ISO 3166-1 alpha-2 codes such as DE; groups stand"
                                + " under region."
                                + Names.didYouMean(Regions.isCountry(upper) ? upper : ""));
            }
        }
        return names("/country");
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

    private Set<ActionSource> actionSources() {
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
