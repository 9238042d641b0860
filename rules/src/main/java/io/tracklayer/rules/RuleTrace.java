// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one rule did in one decision.
 *
 * @param rule the rule, with its file and line
 * @param matched whether all its conditions hold and it is about the destination
 * @param effects keys under {@code then} that count, e.g. {@code strip}
 * @param shadowed keys that an earlier rule had decided already
 * @param miss the first condition that did not hold, or null when it matched
 */
public record RuleTrace(
        RuleDescription rule,
        boolean matched,
        List<String> effects,
        List<String> shadowed,
        Miss miss) {

    public RuleTrace {
        Objects.requireNonNull(rule, "rule");
        effects = List.copyOf(effects);
        shadowed = List.copyOf(shadowed);
    }

    /** Why it did not match. */
    public Optional<Miss> missed() {
        return Optional.ofNullable(miss);
    }
}
