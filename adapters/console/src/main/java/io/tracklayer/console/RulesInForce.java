// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    public RulesInForce {
        rules = List.copyOf(rules);
        warnings = List.copyOf(warnings);
    }

    /** One rule. */
    public record Line(String id, String location, String what, String description) {}

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
