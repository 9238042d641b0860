// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.StoredEvent;
import java.util.List;
import java.util.Optional;

/**
 * How consent went from the banner to the platforms, in five steps.
 *
 * @param question what was asked
 * @param meant the event it is about, or null when nothing was found
 * @param steps in order; those of destinations once for each
 * @param misses when nothing was found
 */
public record ConsentDiagnosis(
        Question question, StoredEvent meant, List<Step> steps, List<Finding> misses) {
    public ConsentDiagnosis {
        steps = List.copyOf(steps);
        misses = List.copyOf(misses);
    }

    /**
     * One step.
     *
     * @param number 1 to 5
     * @param title what it is about
     * @param destination id, or empty for what is before destinations
     * @param decided whether this is where the answer came from
     * @param lines what is known of it
     */
    public record Step(
            int number,
            String title,
            String destination,
            boolean decided,
            State state,
            List<String> lines) {
        public Step {
            lines = List.copyOf(lines);
        }
    }

    /** The event it is about. */
    public Optional<StoredEvent> event() {
        return Optional.ofNullable(meant);
    }

    /** Whether consent kept the event from any destination. */
    public boolean refused() {
        return steps.stream().anyMatch(step -> step.state() == State.FAILED);
    }
}
