// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.TreatmentJson;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the examples that stand in rule files and in test files beside them. */
public final class RuleExamples {
    private RuleExamples() {}

    /**
     * Decides every example and compares.
     *
     * @param purposes what each destination an example may name cannot do without, by plugin id
     * @return examples that failed, each at its place; empty when all hold
     */
    public static List<ConfigProblem> run(RuleSet rules, Map<String, Set<Purpose>> purposes) {
        List<ConfigProblem> failures = new ArrayList<>();
        for (Example example : rules.examples()) {
            String destination = example.destination();
            Set<Purpose> needed = purposes.get(destination);
            if (needed == null) {
                failures.add(
                        example.failed(
                                "but there is no such destination. "
                                        + Names.advice(
                                                "Installed", destination, purposes.keySet())));
                continue;
            }
            Decision decision = rules.decide(example.situation(needed));
            if (!example.holdsFor(decision)) {
                failures.add(example.failed("but it is " + describe(decision)));
            }
        }
        return failures.stream().sorted().toList();
    }

    /**
     * Rules no example matches, of rule files and test files together: what they do is proven by
     * nothing.
     *
     * @param purposes as for {@link #run}
     */
    public static List<RuleDescription> uncovered(
            RuleSet rules, Map<String, Set<Purpose>> purposes) {
        Set<String> matched = new HashSet<>();
        for (Example example : rules.examples()) {
            Set<Purpose> needed = purposes.getOrDefault(example.destination(), Set.of());
            rules.explain(example.situation(needed)).rules().stream()
                    .filter(RuleTrace::matched)
                    .forEach(trace -> matched.add(trace.rule().id()));
        }
        return rules.describe().stream().filter(rule -> !matched.contains(rule.id())).toList();
    }

    private static String outcome(Decision decision) {
        if (!decision.allowed()) {
            return "skipped:" + decision.reason();
        }
        List<String> done = new ArrayList<>(List.of("pending"));
        if (!decision.stripped().isEmpty()) {
            done.add("stripped");
        }
        done.addAll(TreatmentJson.toTree(decision.treatment()).keySet());
        done.remove("causes");
        return String.join(", ", done);
    }

    private static String describe(Decision decision) {
        return outcome(decision)
                + " by \""
                + decision.rule()
                + "\" ("
                + decision.location()
                + "). Correct the rule or the example.";
    }
}
