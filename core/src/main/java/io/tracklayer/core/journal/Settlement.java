// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.Pause;
import java.util.List;
import java.util.Optional;

/**
 * What became of deliveries that a destination worked on. Journalled before it is shown, so that a
 * rebuilt store does not send again what was accepted.
 *
 * @param destination the destination's id
 * @param attempt the request that was made, or null when none was (the destination skipped, or the
 *     event was too old)
 * @param results one per delivery
 * @param pause a pause of the whole destination that began, or null
 */
public record Settlement(
        String destination, Attempt attempt, List<DeliveryResult> results, Pause pause)
        implements JournalRecord {

    public Settlement {
        results = List.copyOf(results);
    }

    /** The request, when one was made. */
    public Optional<Attempt> made() {
        return Optional.ofNullable(attempt);
    }

    /** The pause that began, when one did. */
    public Optional<Pause> paused() {
        return Optional.ofNullable(pause);
    }
}
