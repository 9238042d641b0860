// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.spi.Event;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * Dedup keys are kept for little longer than copies of an action may be apart. A request that is
 * taken up again days later may be a copy of an event whose keys are gone: they are made again from
 * the event, so that it is not counted twice.
 */
public final class ForgottenKeys {
    private ForgottenKeys() {}

    /** Makes the keys again of the event that is nearest in time, if there is one. */
    public static void recall(UnitOfWork unit, Event event, Windows windows) {
        recall(unit, DedupKey.eventId(event), event, event.eventId(), windows.of(event.name()));
        DedupKey.orderId(event)
                .ifPresent(
                        key ->
                                recall(
                                        unit,
                                        key,
                                        event,
                                        event.orderId().orElse(""),
                                        windows.ofOrders()));
    }

    private static void recall(
            UnitOfWork unit, DedupKey key, Event event, String id, Duration window) {
        if (unit.findKey(key, event.receivedAt().minus(window)).isEmpty()) {
            unit.findEvents(id).stream()
                    .filter(known -> owns(known.event(), key))
                    .filter(known -> apart(known, event).compareTo(window) < 0)
                    .min(Comparator.comparing(known -> apart(known, event)))
                    .ifPresent(known -> unit.putKey(key, known.seq(), known.event().receivedAt()));
        }
    }

    private static boolean owns(Event known, DedupKey key) {
        return DedupKey.eventId(known).equals(key)
                || DedupKey.orderId(known).equals(Optional.of(key));
    }

    private static Duration apart(StoredEvent known, Event event) {
        return Duration.between(known.event().receivedAt(), event.receivedAt()).abs();
    }
}
