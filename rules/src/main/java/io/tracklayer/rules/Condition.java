// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.EventPath;
import io.tracklayer.core.decide.EventValues;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One key of a rule's {@code when}. Each holds if any of its options does. Those that only look at
 * the event's name, merchant or store are what rules are indexed by. It is long because it is the
 * list of them.
 */
sealed interface Condition permits Condition.OneOf, Condition.Other, ConditionGroup {

    boolean holds(Situation situation);

    /** What to tell when it does not hold. */
    Miss miss(Situation situation);

    /** The events for which it can hold at all. */
    default Set<EventName> events() {
        return EnumSet.allOf(EventName.class);
    }

    /** Whether it holds wherever the other does, as far as that can be told from the text. */
    default boolean covers(Condition other) {
        return equals(other);
    }

    /** Holds when a value of the event is among options. */
    sealed interface OneOf extends Condition {
        Set<?> options();

        String key();

        String actual(Situation situation);

        @Override
        default Miss miss(Situation situation) {
            return new Miss(key(), words(options()), actual(situation));
        }

        @Override
        default boolean covers(Condition other) {
            return other instanceof OneOf narrow
                    && narrow.key().equals(key())
                    && options().containsAll(narrow.options());
        }
    }

    record EventIn(Set<EventName> options) implements OneOf {
        @Override
        public String key() {
            return "event";
        }

        @Override
        public boolean holds(Situation situation) {
            return options.contains(situation.event().name());
        }

        @Override
        public String actual(Situation situation) {
            return situation.event().name().wire();
        }

        @Override
        public Set<EventName> events() {
            return options;
        }

        @Override
        public Miss miss(Situation situation) {
            return new Miss(
                    key(),
                    words(options.stream().map(EventName::wire).toList()),
                    actual(situation));
        }
    }

    record MerchantIn(Set<String> options) implements OneOf {
        @Override
        public String key() {
            return "merchant";
        }

        @Override
        public boolean holds(Situation situation) {
            return options.contains(situation.event().merchant());
        }

        @Override
        public String actual(Situation situation) {
            return situation.event().merchant();
        }
    }

    record StoreIn(Set<String> options) implements OneOf {
        @Override
        public String key() {
            return "store";
        }

        @Override
        public boolean holds(Situation situation) {
            return options.contains(situation.event().store());
        }

        @Override
        public String actual(Situation situation) {
            return situation.event().store();
        }
    }

    /** Any copy that was merged into the event came from one of these. */
    record SourceIn(Set<String> options) implements OneOf {
        @Override
        public String key() {
            return "source";
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.event().sources().stream().anyMatch(options::contains);
        }

        @Override
        public String actual(Situation situation) {
            return words(situation.event().sources());
        }
    }

    /** Countries, and subdivisions such as US-CA. */
    record RegionIn(Set<String> options) implements OneOf {
        @Override
        public String key() {
            return "region";
        }

        @Override
        public boolean holds(Situation situation) {
            return options.contains(situation.region())
                    || situation.subdivision().filter(options::contains).isPresent();
        }

        @Override
        public String actual(Situation situation) {
            return situation.subdivision().orElse(orUnknown(situation.region()));
        }

        @Override
        public boolean covers(Condition other) {
            return other instanceof RegionIn narrow
                    && narrow.options.stream()
                            .allMatch(
                                    place ->
                                            options.contains(place)
                                                    || options.contains(place.split("-", 2)[0]));
        }

        @Override
        public Miss miss(Situation situation) {
            return new Miss(key(), Regions.words(options), actual(situation));
        }
    }

    record ConsentIs(Purpose purpose, Set<ConsentState> options) implements OneOf {
        @Override
        public String key() {
            return "consent " + purpose.wire();
        }

        @Override
        public boolean holds(Situation situation) {
            return options.contains(situation.event().consent().state(purpose));
        }

        @Override
        public String actual(Situation situation) {
            return situation.event().consent().state(purpose).wire();
        }

        @Override
        public Miss miss(Situation situation) {
            return new Miss(
                    key(),
                    words(options.stream().map(ConsentState::wire).toList()),
                    actual(situation));
        }
    }

    record ActionSourceIn(Set<ActionSource> options) implements OneOf {
        @Override
        public String key() {
            return "action-source";
        }

        @Override
        public boolean holds(Situation situation) {
            return options.contains(situation.event().actionSource());
        }

        @Override
        public String actual(Situation situation) {
            return situation.event().actionSource().wire();
        }

        @Override
        public Miss miss(Situation situation) {
            return new Miss(
                    key(),
                    words(options.stream().map(ActionSource::wire).toList()),
                    actual(situation));
        }
    }

    record CurrencyIn(Set<String> options) implements OneOf {
        @Override
        public String key() {
            return "currency";
        }

        @Override
        public boolean holds(Situation situation) {
            Object currency = situation.event().fields().get(EventField.CURRENCY);
            return currency != null && options.contains(currency);
        }

        @Override
        public String actual(Situation situation) {
            return orUnknown(situation.event().currency().orElse(""));
        }
    }

    record OrderSourceIn(Set<String> options) implements OneOf {
        @Override
        public String key() {
            return "order-source";
        }

        @Override
        public boolean holds(Situation situation) {
            Object source = situation.event().fields().get(EventField.ORDER_SOURCE);
            return source != null && options.contains(source);
        }

        @Override
        public String actual(Situation situation) {
            return orUnknown(situation.event().text(EventField.ORDER_SOURCE).orElse(""));
        }
    }

    /** An earlier rule gave one of these tags. */
    record TagIn(Set<String> options) implements OneOf {
        @Override
        public String key() {
            return "tags";
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.tags().stream().anyMatch(options::contains);
        }

        @Override
        public String actual(Situation situation) {
            return situation.tags().isEmpty() ? "none" : words(situation.tags());
        }
    }

    /** What looks at more than whether a value is among options. */
    sealed interface Other extends Condition {}

    record TestIs(boolean test) implements Other {
        @Override
        public boolean holds(Situation situation) {
            return situation.event().test() == test;
        }

        @Override
        public Miss miss(Situation situation) {
            return new Miss("test", "" + test, "" + situation.event().test());
        }
    }

    record TimeIn(TimeWindow window) implements Other {
        @Override
        public boolean holds(Situation situation) {
            return window.contains(situation.event().eventTime());
        }

        @Override
        public Miss miss(Situation situation) {
            return new Miss("time", window.words(), window.local(situation.event().eventTime()));
        }
    }

    /** Something at a path; for lines, any line will do. */
    record FieldIs(EventPath path, FieldTest test) implements Other {
        @Override
        public boolean holds(Situation situation) {
            return test.holds(EventValues.at(situation.event(), path));
        }

        @Override
        public Miss miss(Situation situation) {
            return new Miss(
                    "field " + path,
                    test.words(),
                    Shown.values(path, EventValues.at(situation.event(), path)));
        }
    }

    /** Options in a stable order. */
    static String words(Collection<?> options) {
        return options.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String orUnknown(String value) {
        return Optional.of(value).filter(given -> !given.isEmpty()).orElse("not known");
    }
}
