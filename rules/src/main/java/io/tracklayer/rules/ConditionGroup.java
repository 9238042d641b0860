// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.EventName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions put together by {@code any}, {@code all} and {@code not}. */
sealed interface ConditionGroup extends Condition {

    /** Every one holds; what a {@code when} is. */
    record All(List<Condition> conditions) implements ConditionGroup {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Situation situation) {
            for (Condition condition : conditions) {
                if (!condition.holds(situation)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Miss miss(Situation situation) {
            return conditions.stream()
                    .filter(condition -> !condition.holds(situation))
                    .findFirst()
                    .map(condition -> condition.miss(situation))
                    .orElse(new Miss("all", "nothing", "matches"));
        }

        @Override
        public Set<EventName> events() {
            Set<EventName> events = EnumSet.allOf(EventName.class);
            conditions.forEach(condition -> events.retainAll(condition.events()));
            return events;
        }

        /** Whether each of these is implied by one of the other's: fewer conditions, wider ones. */
        @Override
        public boolean covers(Condition other) {
            return other instanceof All narrow
                    && conditions.stream()
                            .allMatch(wide -> narrow.conditions.stream().anyMatch(wide::covers));
        }
    }

    /** At least one holds. */
    record Any(List<Condition> conditions) implements ConditionGroup {
        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Situation situation) {
            for (Condition condition : conditions) {
                if (condition.holds(situation)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Miss miss(Situation situation) {
            List<Miss> misses =
                    conditions.stream().map(condition -> condition.miss(situation)).toList();
            return new Miss(
                    "any of " + misses.stream().map(Miss::key).collect(Collectors.joining("; ")),
                    misses.stream().map(Miss::wanted).collect(Collectors.joining("; ")),
                    misses.stream().map(Miss::actual).collect(Collectors.joining("; ")));
        }

        @Override
        public Set<EventName> events() {
            Set<EventName> events = EnumSet.noneOf(EventName.class);
            conditions.forEach(condition -> events.addAll(condition.events()));
            return events;
        }
    }

    /**
     * Does not hold.
     *
     * @param what the condition as a person reads it
     */
    record Not(Condition condition, String what) implements ConditionGroup {
        @Override
        public boolean holds(Situation situation) {
            return !condition.holds(situation);
        }

        @Override
        public Miss miss(Situation situation) {
            return new Miss("not", "not: " + what, "it is so");
        }

        @Override
        public Set<EventName> events() {
            Condition only =
                    condition instanceof All all && all.conditions().size() == 1
                            ? all.conditions().get(0)
                            : condition;
            return only instanceof Condition.EventIn event
                    ? EnumSet.complementOf(EnumSet.copyOf(event.options()))
                    : EnumSet.allOf(EventName.class);
        }
    }
}
