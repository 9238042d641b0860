// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.EventName;
import java.util.List;
import java.util.Set;

/**
 * One compiled rule.
 *
 * @param events events it is about; empty for all
 * @param conditions what else must hold
 */
record Rule(
        RuleDescription described,
        Set<EventName> events,
        List<Condition> conditions,
        Action action) {

    Rule {
        events = Set.copyOf(events);
        conditions = List.copyOf(conditions);
    }

    boolean concerns(EventName name) {
        return events.isEmpty() || events.contains(name);
    }

    /** Whether it matches an event it concerns. */
    boolean matches(Situation situation) {
        if (!action.targets().include(situation)) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.holds(situation)) {
                return false;
            }
        }
        return true;
    }
}
