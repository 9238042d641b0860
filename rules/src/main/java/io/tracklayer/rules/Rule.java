// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventName;
import java.util.List;
import java.util.Set;

/**
 * One rule, compiled.
 *
 * @param when what must hold
 * @param events the events for which it can hold
 * @param effects what it does, in the order in which it is done
 * @param at where it stands, without a message
 */
record Rule(
        RuleDescription described,
        ConditionGroup.All when,
        Set<EventName> events,
        List<Effect> effects,
        ConfigProblem at) {

    Rule {
        events = Set.copyOf(events);
        effects = List.copyOf(effects);
    }

    boolean concerns(EventName name) {
        return events.contains(name);
    }

    String id() {
        return described.id();
    }

    /** Whether it asks itself that an answer of the visitor is missing. */
    boolean asksForUnknown() {
        return when.conditions().stream()
                .anyMatch(
                        condition ->
                                condition instanceof Condition.ConsentIs consent
                                        && consent.options().equals(Set.of(ConsentState.UNKNOWN)));
    }

    ConfigProblem problem(String message) {
        return new ConfigProblem(at.file(), at.line(), at.column(), message);
    }
}
