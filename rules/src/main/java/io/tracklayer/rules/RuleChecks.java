// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at all rules together: what contradicts, is never reached, or is proven by nothing. */
final class RuleChecks {
    private final Set<String> exemplified;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();

    /**
     * @param exemplified ids of rules that have examples of their own
     */
    RuleChecks(List<Rule> rules, Set<String> exemplified) {
        this.exemplified = Set.copyOf(exemplified);
        for (int i = 0; i < rules.size(); i++) {
            check(rules.get(i), rules.subList(0, i));
        }
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    List<ConfigProblem> warnings() {
        return warnings;
    }

    private void check(Rule rule, List<Rule> earlier) {
        if (rule.events().isEmpty()) {
            warnings.add(
                    rule.problem(
                            named(rule)
                                    + " never matches: no event satisfies all of its conditions"
                                    + " on the event's name. Correct them."));
            return;
        }
        if (!exemplified.contains(rule.id())) {
            warnings.add(
                    rule.problem(
                            named(rule)
                                    + " has no example; add one that shows what it is for, so that"
                                    + " a later change cannot break it unseen."));
        }
        for (Effect effect : rule.effects()) {
            if (effect instanceof Effect.First first) {
                shadow(rule, first, earlier);
            }
        }
    }

    private void shadow(Rule rule, Effect.First effect, List<Rule> earlier) {
        for (Rule before : earlier) {
            for (Effect other : before.effects()) {
                if (other instanceof Effect.First first
                        && first.concern() == effect.concern()
                        && first.targets().cover(effect.targets())
                        && before.when().covers(rule.when())) {
                    report(rule, effect, before, first);
                    return;
                }
            }
        }
    }

    private void report(Rule rule, Effect.First effect, Rule before, Effect.First other) {
        String where = named(before) + " (" + before.described().location() + ")";
        if (opposite(effect, other) && rule.when().covers(before.when())) {
            problems.add(
                    rule.problem(
                            named(rule)
                                    + " says "
                                    + words(effect)
                                    + " where "
                                    + where
                                    + " says "
                                    + words(other)
                                    + " under the same conditions; the first one decides, so this"
                                    + " one never does. Remove one of the two."));
        } else {
            warnings.add(
                    rule.problem(
                            named(rule)
                                    + " never decides "
                                    + effect.key()
                                    + ": "
                                    + where
                                    + " comes first and matches wherever it does. Remove it or move"
                                    + " it up."));
        }
    }

    private static boolean opposite(Effect.First one, Effect.First other) {
        return one instanceof Effect.Routing
                ? one instanceof Effect.Skip != other instanceof Effect.Skip
                : !words(one).equals(words(other)) && one instanceof Effect.Limit;
    }

    private static String words(Effect.First effect) {
        return effect instanceof Effect.Limit limit
                ? "limited-use: " + limit.limitedUse()
                : effect.key();
    }

    private static String named(Rule rule) {
        return "rule \"" + rule.id() + "\"";
    }
}
