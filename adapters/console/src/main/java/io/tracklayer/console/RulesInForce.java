// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules as people see them, and whether a changed configuration was refused.
 *
 * @param version identifies the rules on every decision made by them
 * @param since when they came into force here
 * @param rules in the order in which they are tried
 * @param warnings worth a look, as {@code file:line:column: what}
 * @param refused why the files as they stand now are not in force, or null
 */
public record RulesInForce(
        String version, Instant since, List<Line> rules, List<String> warnings, Refused refused) {

    private static final String PROBLEMS_OF_OTHERS =
            "files have problems; who sees all merchants is told which";

    public RulesInForce {
        rules = List.copyOf(rules);
        warnings = List.copyOf(warnings);
    }

    /**
     * One rule.
     *
     * @param merchants those it is about; empty when it is about all
     */
    public record Line(
            String id, String location, String what, String description, Set<String> merchants) {
        public Line {
            merchants = Set.copyOf(merchants);
        }

        /** A rule about all merchants. */
        public Line(String id, String location, String what, String description) {
            this(id, location, what, description, Set.of());
        }
    }

    /** What of it concerns merchants an operator sees; problems of files may name others. */
    RulesInForce of(Operator operator) {
        return new RulesInForce(
                version,
                since,
                rules.stream()
                        .filter(
                                rule ->
                                        rule.merchants().isEmpty()
                                                || rule.merchants().stream()
                                                        .anyMatch(operator::sees))
                        .toList(),
                List.of(),
                refusal()
                        .map(why -> new Refused(why.since(), List.of(PROBLEMS_OF_OTHERS)))
                        .orElse(null));
    }

    /**
     * A change that is not in force.
     *
     * @param since when it was first seen
     * @param problems all of them, as {@code file:line:column: what}
     */
    public record Refused(Instant since, List<String> problems) {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** The change that is not in force. */
    public Optional<Refused> refusal() {
        return Optional.ofNullable(refused);
    }
}
