// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the examples that stand in rule files. */
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
            Decision decision =
                    rules.decide(
                            new Situation(
                                    example.event(),
                                    example.region(),
                                    destination,
                                    destination,
                                    needed));
            if (!example.holdsFor(decision)) {
                failures.add(example.failed("but it is " + describe(decision)));
            }
        }
        return failures.stream().sorted().toList();
    }

    private static String describe(Decision decision) {
        String outcome =
                decision.allowed()
                        ? decision.stripped().isEmpty() ? "pending" : "pending, stripped"
                        : "skipped:" + decision.reason();
        return outcome
                + " by \""
                + decision.rule()
                + "\" ("
                + decision.location()
                + "). Correct the rule or the example.";
    }
}
