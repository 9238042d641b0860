// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Inquiry;
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
 * @param pause the pause the whole destination is in, or null
 * @param inquiry what the platform tells later of the deliveries: begun by the attempt, or as it
 *     stands after it was asked; else null
 */
public record Settlement(
        String destination,
        Attempt attempt,
        List<DeliveryResult> results,
        Pause pause,
        Inquiry inquiry)
        implements JournalRecord {

    public Settlement {
        results = List.copyOf(results);
    }

    /** One without an inquiry. */
    public Settlement(
            String destination, Attempt attempt, List<DeliveryResult> results, Pause pause) {
        this(destination, attempt, results, pause, null);
    }

    /** The request, when one was made. */
    public Optional<Attempt> made() {
        return Optional.ofNullable(attempt);
    }

    /** The pause that began, when one did. */
    public Optional<Pause> paused() {
        return Optional.ofNullable(pause);
    }

    /** The inquiry, when there is one. */
    public Optional<Inquiry> inquired() {
        return Optional.ofNullable(inquiry);
    }

    /** Whether it came of asking about what a platform took before. */
    public boolean isTold() {
        return inquired().filter(open -> open.asked() > 0).isPresent();
    }

    /** The events it is about. */
    public List<Long> eventSeqs() {
        return isTold()
                ? inquiry.events()
                : results.stream().map(DeliveryResult::eventSeq).toList();
    }

    /**
     * Whether it may change the delivery as it stands: what was accepted stays so, unless the
     * platform was to tell more about this very request.
     */
    public boolean concerns(Delivery delivery) {
        return isTold()
                ? inquiry.isAwaitedBy(delivery)
                : delivery.status() != DeliveryStatus.DELIVERED;
    }
}
