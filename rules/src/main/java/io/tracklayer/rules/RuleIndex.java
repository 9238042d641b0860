// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the rules that can match. By event name from the start; what a rule says about merchant,
 * store and destination is looked at once per combination of them and remembered, so that a
 * decision costs only the conditions that differ from event to event. Thread-safe.
 */
final class RuleIndex {
    /** Beyond it, nothing more is remembered; an installation has far fewer combinations. */
    private static final int MOST_PLANS = 50_000;

    private final Map<EventName, List<Rule>> byEvent = new EnumMap<>(EventName.class);
    private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

    RuleIndex(List<Rule> rules) {
        for (EventName name : EventName.values()) {
            byEvent.put(name, rules.stream().filter(rule -> rule.concerns(name)).toList());
        }
    }

    /** All about an event of that name. */
    List<Rule> about(EventName name) {
        return byEvent.get(name);
    }

    /** Those that can match, with what is still open about them. */
    Plan plan(Situation situation) {
        Key key =
                new Key(
                        situation.event().name(),
                        situation.event().merchant(),
                        situation.event().store(),
                        situation.destination(),
                        situation.plugin(),
                        situation.purposes());
        Plan known = plans.get(key);
        if (known != null) {
            return known;
        }
        Plan made = made(situation);
        if (plans.size() < MOST_PLANS) {
            plans.put(key, made);
        }
        return made;
    }

    private Plan made(Situation situation) {
        List<Step> steps = new ArrayList<>();
        for (Rule rule : about(situation.event().name())) {
            List<Condition> fixed =
                    rule.when().conditions().stream().filter(RuleIndex::fixed).toList();
            List<Effect> effects =
                    rule.effects().stream()
                            .filter(effect -> effect.targets().include(situation))
                            .toList();
            if (!effects.isEmpty() && fixed.stream().allMatch(c -> c.holds(situation))) {
                Condition[] open =
                        rule.when().conditions().stream()
                                .filter(condition -> !fixed(condition))
                                .toArray(Condition[]::new);
                steps.add(new Step(rule, open, effects));
            }
        }
        return new Plan(
                List.copyOf(steps),
                steps.stream()
                        .flatMap(step -> step.effects().stream())
                        .anyMatch(Effect.Delay.class::isInstance));
    }

    private static boolean fixed(Condition condition) {
        return condition instanceof Condition.EventIn
                || condition instanceof Condition.MerchantIn
                || condition instanceof Condition.StoreIn;
    }

    /** What rules are told apart by without looking further into the event. */
    private record Key(
            EventName event,
            String merchant,
            String store,
            String destination,
            String plugin,
            Set<Purpose> purposes) {}

    /**
     * Rules for one combination.
     *
     * @param delays whether one of them can have a delivery wait
     */
    record Plan(List<Step> steps, boolean delays) {}

    /** A rule with the conditions that are still open and the effects on this destination. */
    record Step(Rule rule, Condition[] open, List<Effect> effects) {
        boolean matches(Situation situation) {
            for (Condition condition : open) {
                if (!condition.holds(situation)) {
                    return false;
                }
            }
            return true;
        }
    }
}
