// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer to "what became of this conversion, and why".
 *
 * @param question what was asked
 * @param how how it was found, as a sentence; empty when nothing was
 * @param events of the order or person, newest first
 * @param meant the one that was diagnosed, or null when nothing was found
 * @param courses one for each destination, those that failed first
 * @param misses when nothing was found: what comes near, and why it may be missing
 */
public record EventDiagnosis(
        Question question,
        String how,
        List<StoredEvent> events,
        StoredEvent meant,
        List<Course> courses,
        List<Finding> misses,
        Instant at) {
    public EventDiagnosis {
        events = List.copyOf(events);
        courses = List.copyOf(courses);
        misses = List.copyOf(misses);
    }

    /** How it ended. */
    public enum Result {
        /** No destination asked about failed. */
        FINE,
        /** At least one did not get it. */
        FAILING,
        /** Nothing of that name was found. */
        NOTHING;

        /** The name in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The event that was diagnosed. */
    public Optional<StoredEvent> event() {
        return Optional.ofNullable(meant);
    }

    /** How it ended. */
    public Result result() {
        if (meant == null) {
            return Result.NOTHING;
        }
        return courses.stream().anyMatch(Course::failed) ? Result.FAILING : Result.FINE;
    }

    /** What the answer says first, one line for each destination. */
    public List<String> headlines() {
        if (meant == null) {
            String first = misses.isEmpty() ? "" : " " + misses.get(0).sentence();
            return List.of("Nothing was found of " + question.shown() + "." + first);
        }
        return courses.isEmpty()
                ? List.of("No destination is set up for the store of this event.")
                : courses.stream().map(Course::headline).toList();
    }
}
