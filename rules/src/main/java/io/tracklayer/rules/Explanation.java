// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.Decision;
import java.util.List;

/**
 * A decision and how it came about.
 *
 * @param decision what was decided; consent comes before the rules and may have decided alone, then
 *     its rule is {@code consent-gate}
 * @param rules every rule in the order in which they are tried, also those that had no say
 */
public record Explanation(Decision decision, List<RuleTrace> rules) {
    public Explanation {
        rules = List.copyOf(rules);
    }
}
