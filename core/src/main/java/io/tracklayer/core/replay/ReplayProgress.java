// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.UnitOfWork;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts for their replays the deliveries that end with one journal record. */
public final class ReplayProgress {
    private final Map<String, Map<DeliveryStatus, Long>> ended = new LinkedHashMap<>();

    /** Counts a delivery that was in this state before and now has that status. */
    public void settled(Delivery before, DeliveryStatus status) {
        if (before.status() == DeliveryStatus.PENDING && status.isFinal()) {
            before.requeued()
                    .ifPresent(
                            by ->
                                    ended.computeIfAbsent(
                                                    by.replay(),
                                                    id -> new EnumMap<>(DeliveryStatus.class))
                                            .merge(status, 1L, Long::sum));
        }
    }

    /** Writes the counts, and that a replay is done when its last delivery has ended. */
    public void keep(UnitOfWork unit, long offset, Instant at) {
        ended.forEach(
                (id, counts) ->
                        unit.replays()
                                .find(id)
                                .map(replay -> replay.counting(plus(replay.tally(), counts)))
                                .ifPresent(replay -> keep(unit, replay, offset, at)));
    }

    /** Keeps a replay, ended when there is nothing left to do. */
    static void keep(UnitOfWork unit, Replay replay, long offset, Instant at) {
        if (!replay.complete()) {
            unit.replays().put(replay);
            return;
        }
        Tally tally = replay.tally();
        unit.replays().put(replay.endedAs(Replay.State.DONE, at));
        unit.replays()
                .audit(
                        new AuditEntry(
                                offset,
                                at,
                                replay.by(),
                                "replay.end",
                                replay.id(),
                                "queued %d, delivered %d, failed %d, skipped %d, excluded %d"
                                        .formatted(
                                                tally.queued(),
                                                tally.delivered(),
                                                tally.failed(),
                                                tally.skipped(),
                                                tally.excludedInAll())));
    }

    private static Tally plus(Tally tally, Map<DeliveryStatus, Long> counts) {
        Tally sum = tally;
        for (Map.Entry<DeliveryStatus, Long> count : counts.entrySet()) {
            sum = sum.plusEnded(count.getKey(), count.getValue());
        }
        return sum;
    }
}
