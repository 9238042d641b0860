// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.EventField;
import java.util.Set;

/**
 * What an example expects of one destination.
 *
 * @param text as written, e.g. {@code skipped:test_traffic}
 * @param stripped fields that must be gone
 */
record Expectation(String text, Set<EventField> stripped) {

    boolean holdsFor(Decision decision) {
        if (head().equals("skipped")) {
            return !decision.allowed() && (rest().isEmpty() || rest().equals(decision.reason()));
        }
        return decision.allowed() && isDone(decision);
    }

    private boolean isDone(Decision decision) {
        var treatment = decision.treatment();
        return switch (head()) {
            case "stripped" -> decision.stripped().containsAll(stripped);
            case "dropped" -> treatment.drops().contains(rest());
            case "renamed" -> treatment.renames().stream().anyMatch(to -> to.to().equals(rest()));
            case "tagged" -> treatment.tags().contains(rest());
            case "limited" -> treatment.limitedUse();
            case "delayed" -> treatment.waits().isPresent();
            case "held" -> !treatment.hold().isZero();
            case "action_source" ->
                    treatment.actionSource() != null
                            && treatment.actionSource().wire().equals(rest());
            default -> treatment.waits().isEmpty();
        };
    }

    private String head() {
        return text.split(":", 2)[0];
    }

    private String rest() {
        return text.contains(":") ? text.substring(text.indexOf(':') + 1) : "";
    }
}
